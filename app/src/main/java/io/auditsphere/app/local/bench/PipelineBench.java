package io.auditsphere.app.local.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Runs the pass-through and the pipeline in its variants in turn, so many rounds, and compares CPU and rate within each
 * round: machines drift, ratios less. For one thread.
 */
final class PipelineBench {

    /**
     * @param records records measured in each run
     * @param warmUp records before them and after those that only teach
     * @param rounds how often everything is run and counted
     * @param discarded rounds before them that are run and printed, and do not count: the broker is one process for all rounds,
     *     and takes twice as much of the same processors while it is cold
     * @param users accounts of the ordinary runs
     * @param manyUsers accounts of the run with many
     * @param only runs whose name contains this, besides the pass-through; empty for all
     */
    record Options(long records, long warmUp, int rounds, int discarded, int users, int manyUsers, String only) {}

    /** Input beyond what is measured, so that no partition runs dry before the end. */
    private static final double SPARE = 1.1;

    /** Days that only teach: then users have a habit, as in production. Four days give nearly all users a baseline. */
    private static final int FEW_HISTORY_DAYS = 7;

    private static final int MANY_HISTORY_DAYS = 4;

    /** Seventeen million events of history are sent by the handful. */
    private static final int MANY_EVENTS_A_RECORD = 6;

    /** What detectors may take of the pipeline's CPU. */
    private static final double DETECTORS_GOAL = 0.15;

    private static final String FEW = "few.";
    private static final String MANY = "many.";

    private record Variant(String name, String program, String prefix, List<String> settings, Goal goal) {
        boolean isMany() {
            return prefix.equals(MANY);
        }
    }

    private record Goal(double cpu, double rate) {}

    private record Measured(RunResult app, double brokerPerMillion) {}

    private static final String BASELINE = "pass-through";
    private static final String NO_DETECTORS = ", no detectors";
    private static final String OFF = "dedup.retention=0";

    private final BenchCluster cluster;
    private final Options options;
    private final List<String> given;
    private long fewLearnt;
    private long manyLearnt;
    private int runs;

    /** Runs with these settings besides the benchmark's own. */
    PipelineBench(BenchCluster cluster, Options options, List<String> given) {
        this.cluster = cluster;
        this.options = options;
        this.given = given;
    }

    /** Measures, and gives the table in Markdown. */
    String run() throws IOException {
        List<Variant> variants = variants();
        long scored = (long) ((options.warmUp + options.records) * SPARE);
        BenchLoad few = BenchLoad.of(options.users, FEW_HISTORY_DAYS, scored, BenchCluster.SEED);
        fewLearnt = few.learnt();
        cluster.prepare(FEW, few, scored, 1);
        if (variants.stream().anyMatch(Variant::isMany)) {
            BenchLoad many = BenchLoad.of(options.manyUsers, MANY_HISTORY_DAYS, scored, BenchCluster.SEED);
            manyLearnt = many.learnt();
            cluster.prepare(MANY, many, scored, MANY_EVENTS_A_RECORD);
        }
        Map<Variant, List<Measured>> measured = new LinkedHashMap<>();
        variants.forEach(variant -> measured.put(variant, new ArrayList<>()));
        for (int round = 1 - options.discarded; round <= options.rounds; round++) {
            for (Variant variant : inOrderOf(round, variants)) {
                Measured one = measure(variant);
                print(round, variant, one);
                if (round > 0) {
                    measured.get(variant).add(one);
                }
            }
        }
        return table(measured);
    }

    /** There and back: what drifts from run to run, as the broker does, falls on none of two that are compared. */
    private static List<Variant> inOrderOf(int round, List<Variant> variants) {
        List<Variant> order = new ArrayList<>(variants);
        if (Math.floorMod(round, 2) == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private static void print(int round, Variant variant, Measured one) {
        System.err.printf(
                Locale.ROOT,
                "%s  %-34s %6.2f CPU-s/M (stream threads %5.2f, broker %5.2f)  %7.0f records/s  gc %d ms%n"
                        + "         %s%n         beyond the stream threads: %s%n",
                round > 0 ? "round " + round : "discarded",
                variant.name,
                one.app.cpuPerMillion(),
                one.app.streamPerMillion(),
                one.brokerPerMillion,
                one.app.recordsPerSecond(),
                one.app.gcMillis(),
                one.app.judged().words(),
                one.app.others());
    }

    private List<Variant> variants() {
        List<Variant> all = new ArrayList<>();
        // What the contract alone asks for, so that a reader sees which ratio no implementation can be under.
        all.add(new Variant(
                "floor of the contract, " + options.users + " users", StreamProcess.FLOOR, FEW, List.of(OFF), null));
        all.add(new Variant(
                "floor of the contract, " + options.manyUsers + " users",
                StreamProcess.FLOOR,
                MANY,
                List.of(OFF),
                null));
        all.add(new Variant(
                "dedup off, " + options.users + " users",
                StreamProcess.PIPELINE,
                FEW,
                List.of(OFF),
                new Goal(1.6, 0.6)));
        // What detectors cost is what the variant before takes beyond this one, on the same events.
        all.add(new Variant(
                "dedup off, " + options.users + " users" + NO_DETECTORS,
                StreamProcess.WITHOUT_DETECTORS,
                FEW,
                List.of(OFF),
                null));
        all.add(new Variant(
                "dedup on, " + options.users + " users", StreamProcess.PIPELINE, FEW, List.of(), new Goal(2.2, 0.45)));
        all.add(new Variant(
                "dedup off, " + options.manyUsers + " users",
                StreamProcess.PIPELINE,
                MANY,
                List.of(OFF),
                new Goal(3, Double.NaN)));
        all.add(new Variant(
                "dedup on, " + options.manyUsers + " users",
                StreamProcess.PIPELINE,
                MANY,
                List.of(),
                new Goal(3, Double.NaN)));
        all.removeIf(variant -> !variant.name.contains(options.only));
        all.add(0, new Variant(BASELINE, StreamProcess.PASS_THROUGH, FEW, List.of(OFF), null));
        return all;
    }

    private Measured measure(Variant variant) throws IOException {
        String run = "run" + ++runs;
        long learnt = variant.isMany() ? manyLearnt : fewLearnt;
        List<String> arguments = new ArrayList<>(
                List.of(variant.program, String.valueOf(learnt + options.warmUp), String.valueOf(options.records)));
        arguments.addAll(cluster.settings(variant.prefix, run));
        arguments.addAll(given);
        arguments.addAll(variant.settings);
        long brokerBefore;
        RunResult result;
        long brokerAfter;
        try (ChildProcess process = ChildProcess.startMeasured(StreamProcess.class, arguments)) {
            process.await("ready");
            process.await("warm");
            brokerBefore = cluster.brokerCpuNanos();
            result = RunResult.decoded(process.await("result"));
            brokerAfter = cluster.brokerCpuNanos();
        }
        cluster.forget(variant.prefix, run);
        return new Measured(result, (brokerAfter - brokerBefore) / 1e3 / result.records());
    }

    private static String table(Map<Variant, List<Measured>> measured) {
        StringBuilder text = new StringBuilder();
        text.append("| run | CPU-s per million records: app | of it stream threads | broker | records/s |")
                .append(" CPU against the pass-through | goal | rate against it | goal | judged |\n")
                .append("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
        List<Measured> baseline = measured.entrySet().iterator().next().getValue();
        measured.forEach((variant, runs) -> {
            List<Double> cpu = new ArrayList<>();
            List<Double> rate = new ArrayList<>();
            for (int round = 0; round < runs.size(); round++) {
                cpu.add(runs.get(round).app.cpuPerMillion()
                        / baseline.get(round).app.cpuPerMillion());
                rate.add(runs.get(round).app.recordsPerSecond()
                        / baseline.get(round).app.recordsPerSecond());
            }
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.0f | %.2f × | %s | %.0f %% | %s | %s |%n",
                    variant.name,
                    median(runs.stream().map(run -> run.app.cpuPerMillion()).toList()),
                    median(runs.stream().map(run -> run.app.streamPerMillion()).toList()),
                    median(runs.stream().map(run -> run.brokerPerMillion).toList()),
                    median(runs.stream().map(run -> run.app.recordsPerSecond()).toList()),
                    median(cpu),
                    variant.goal == null ? "" : "≤ " + variant.goal.cpu + " ×",
                    100 * median(rate),
                    variant.goal == null || Double.isNaN(variant.goal.rate)
                            ? ""
                            : "≥ " + Math.round(100 * variant.goal.rate) + " %",
                    runs.get(0).app.judged().words()));
        });
        return text.append(detectorsShare(measured)).toString();
    }

    /** What detectors take of the pipeline's CPU, round by round; nothing where one of the two did not run. */
    private static String detectorsShare(Map<Variant, List<Measured>> measured) {
        List<Measured> without = List.of();
        List<Measured> with = List.of();
        for (Map.Entry<Variant, List<Measured>> each : measured.entrySet()) {
            if (each.getKey().name.endsWith(NO_DETECTORS)) {
                without = each.getValue();
            } else if (each.getKey().program.equals(StreamProcess.PIPELINE) && with.isEmpty()) {
                with = each.getValue();
            }
        }
        if (without.isEmpty() || with.isEmpty()) {
            return "";
        }
        List<Double> shares = shares(with, without, RunResult::cpuPerMillion);
        // More code is compiled for longer, and a share of what goes on after that is no share of the compiler's.
        List<Double> warm = shares(with, without, RunResult::warmCpuPerMillion);
        return String.format(
                Locale.ROOT,
                "%nDetectors' share of the pipeline's CPU: %.1f %% (goal ≤ %.0f %%); by rounds %s%n"
                        + "Of the CPU without the JVM's compiler: %.1f %%; by rounds %s%n",
                100 * median(shares),
                100 * DETECTORS_GOAL,
                percents(shares),
                100 * median(warm),
                percents(warm));
    }

    private static List<Double> shares(
            List<Measured> with, List<Measured> without, ToDoubleFunction<RunResult> cpuPerMillion) {
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round < with.size(); round++) {
            shares.add(1
                    - cpuPerMillion.applyAsDouble(without.get(round).app)
                            / cpuPerMillion.applyAsDouble(with.get(round).app));
        }
        return shares;
    }

    private static String percents(List<Double> shares) {
        return shares.stream()
                .map(share -> String.format(Locale.ROOT, "%.1f", 100 * share))
                .collect(Collectors.joining(", "));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
