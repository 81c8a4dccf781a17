package io.auditsphere.model.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks in turn, several rounds of a fresh JVM each, so that a slow spell of the machine meets all of
 * them, and ends with one table of medians, and of ratios of CPU time. Arguments: the number of rounds (3), and a text that the names
 * of the benchmarks to run contain (all).
 */
public final class BenchmarkTable {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** A benchmark and the one that it is a ratio of. */
    private static final Map<String, String> BASELINES = new LinkedHashMap<>();

    static {
        BASELINES.put("wholeWalk", "wholeWalk");
        for (String name : List.of("wholeOneRow", "wholeBatch64", "wholeBatch1024", "wholeFourModelsInTurn")) {
            BASELINES.put(name, "wholeWalk");
        }
        for (String name : List.of("onnxOneRow", "onnxBatch1024", "randomCutForest50Trees")) {
            BASELINES.put(name, "wholeWalk");
        }
        BASELINES.put("anyWalk", "anyWalk");
        for (String name : List.of("anyOneRow", "anyBatch64", "anyBatch1024")) {
            BASELINES.put(name, "anyWalk");
        }
        BASELINES.put("explainTextbook", "explainTextbook");
        BASELINES.put("explainTreeShap", "explainTextbook");
        BASELINES.put("explainAblation", "explainTextbook");
        BASELINES.put("fitScikitLearn", "fitScikitLearn");
        BASELINES.put("fit200Trees", "fitScikitLearn");
        BASELINES.put("snapshotToScorer", "snapshotToScorer");
    }

    private record Measured(List<Double> wall, List<Double> cpu, List<Double> bytes) {

        Measured() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private BenchmarkTable() {}

    public static void main(String[] arguments) throws RunnerException, IOException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        String wanted = arguments.length > 1 ? arguments[1] : "";
        Map<String, Measured> measured = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String name : BASELINES.keySet()) {
                if (name.contains(wanted)) {
                    run(name, measured.computeIfAbsent(name, any -> new Measured()));
                }
            }
            // After each round: a run that is broken off has its table as well.
            Files.writeString(Path.of("target", "benchmarks.md"), table(measured));
            System.err.println("round " + (round + 1) + " of " + rounds + " done");
        }
        System.out.print(table(measured));
    }

    private static void run(String name, Measured into) throws RunnerException, IOException {
        if (name.equals("fitScikitLearn")) {
            ScikitLearn.Fit fit = ScikitLearn.fit();
            System.err.println(fit == null ? "no Python here has scikit-learn: its fit is not measured" : fit);
            into.wall().add(Double.NaN);
            into.cpu().add(fit == null ? Double.NaN : fit.cpuNanos());
            into.bytes().add(Double.NaN);
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.include("\\." + name + "$")
                .forks(1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .jvmArgsAppend("-Xmx2g", "-XX:+UseSerialGC")
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            into.wall().add(result.getPrimaryResult().getScore());
            into.cpu().add(secondary(result, CpuTimeProfiler.RESULT));
            into.bytes().add(secondary(result, ALLOCATION));
        }
    }

    private static double secondary(RunResult result, String name) {
        Result<?> secondary = result.getSecondaryResults().get(name);
        return secondary == null ? Double.NaN : secondary.getScore();
    }

    private static String table(Map<String, Measured> measured) {
        StringBuilder table = new StringBuilder("| benchmark | ns | CPU ns | a CPU second | times the baseline | bytes allocated |\n")
                .append("|---|--:|--:|--:|--:|--:|\n");
        measured.forEach((name, runs) -> {
            double time = median(runs.cpu());
            Measured baseline = measured.get(BASELINES.get(name));
            table.append(String.format(Locale.ROOT, "| %s | %,.0f | %,.0f | %,.0f | ", name, median(runs.wall()), time, 1e9 / time));
            table.append(
                    baseline == null
                            ? "-"
                            : String.format(Locale.ROOT, "%.2f", median(baseline.cpu()) / time));
            table.append(String.format(Locale.ROOT, " | %,.0f |%n", median(runs.bytes())));
        });
        return table.toString();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
