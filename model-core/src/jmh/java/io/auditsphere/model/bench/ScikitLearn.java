package io.auditsphere.model.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * scikit-learn's fit on the rows of {@link ModelBenchmark#fit200Trees}, by a Python that has it; measured as processes of
 * their own between the rounds of the others.
 */
final class ScikitLearn {

    private static final int ROUNDS = 5;
    private static final Path SCRIPT = Path.of("src", "jmh", "python", "fit_scikit_learn.py");
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    /**
     * What was measured.
     *
     * @param version of scikit-learn
     * @param cpuNanos CPU time of a fit, the median of {@value #ROUNDS}
     */
    record Fit(String version, double cpuNanos) {}

    private ScikitLearn() {}

    /** Fits; null where no Python here has scikit-learn. */
    static Fit fit() throws IOException {
        Path rows = Files.createTempFile("benchmark-rows", ".f32");
        try {
            float[] values = AuditRows.whole(1, ModelBenchmark.ROWS);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            Files.write(rows, bytes.array());
            for (String python : PYTHONS) {
                Fit fit = fit(python, rows);
                if (fit != null) {
                    return fit;
                }
            }
            return null;
        } finally {
            Files.delete(rows);
        }
    }

    private static Fit fit(String python, Path rows) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                python,
                SCRIPT.toString(),
                Integer.toString(ModelBenchmark.ROWS),
                Integer.toString(AuditRows.WIDTH),
                rows.toString(),
                Integer.toString(ROUNDS));
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            return null; // no such Python
        }
        String[] words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim().split(" ");
        return words.length == 2 ? new Fit(words[0], Double.parseDouble(words[1])) : null;
    }
}
