package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.TruthJson;
import io.auditsphere.schemas.AnomalyJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code auditsphere evaluate} does with files: each run is a truth file of {@code generate} and the results of
 * {@code score} (or what a consumer of {@code anomalies} wrote down), one JSON object a line. Stateless.
 */
public final class EvaluateReport {

    /**
     * One run.
     *
     * @param label what the tables call it
     * @param truth the truth file
     * @param results the results, NDJSON
     * @param findings the findings, NDJSON, of which those about source addresses are taken; null if there are none
     */
    public record Run(String label, Path truth, Path results, Path findings) {}

    private EvaluateReport() {}

    /**
     * Reads the runs and writes the report.
     *
     * @param detailed whether to add tables by variant and stealth, and of false alerts by type and habit
     * @throws IOException if a file cannot be read, or a line is no result; the message has file and line
     */
    public static void run(List<Run> runs, boolean detailed, Appendable out) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to evaluate; give a truth file and a file of results");
        }
        List<Quality> qualities = new ArrayList<>();
        for (Run run : runs) {
            qualities.add(evaluate(run));
        }
        write(qualities, detailed, out);
    }

    /** Writes the report of qualities that have been tallied already. */
    public static void write(List<Quality> qualities, boolean detailed, Appendable out) throws IOException {
        out.append(QualityTable.attacks(qualities)).append('\n');
        out.append(QualityTable.normalLife(qualities));
        if (detailed) {
            out.append('\n')
                    .append(QualityTable.attacksBy(
                            "stealth", qualities, outcome -> outcome.attack().stealth()))
                    .append('\n')
                    .append(QualityTable.attacksBy(
                            "variant",
                            qualities,
                            outcome -> outcome.attack().category().wireName() + ": "
                                    + outcome.attack().variant()))
                    .append('\n')
                    .append(QualityTable.falseAlerts(qualities));
        }
    }

    private static Quality evaluate(Run run) throws IOException {
        QualityTally tally = new QualityTally(TruthJson.read(run.truth()));
        SourceFindings findings = run.findings() == null ? SourceFindings.none() : SourceFindings.read(run.findings());
        try (BufferedReader reader = Files.newBufferedReader(run.results())) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    tally.add(findings.judge(judged(line, run.results(), number)));
                }
            }
        }
        return tally.quality(run.label());
    }

    private static JudgedEvent judged(String line, Path file, int number) throws IOException {
        try {
            return JudgedEvent.of(AnomalyJson.read(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IOException(file + ", line " + number + " is no result: " + e.getMessage(), e);
        }
    }
}
