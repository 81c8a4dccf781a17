package io.auditsphere.model.bench;

import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Where leaf masks stop paying: forests of growing size, each walked and by masks whatever their tables take, in turn.
 * Prints one row a forest: the bytes of its tables and the CPU nanoseconds of a row. The limit of
 * {@link ForestScorer} follows from it (docs/PERFORMANCE.md).
 */
public final class LayoutSweep {

    private static final int ROWS = 20_000;
    private static final int ROUNDS = 15;
    private static final int SCORED = 512;

    /** Larger tables are not built: some ten times any cache. */
    private static final long MAX_BYTES = 400L << 20;

    private static final int[][] SIZES = {
        {50, 256}, {100, 256}, {200, 256}, {400, 256}, {700, 256}, {1000, 256}, {2000, 256},
        {100, 1024}, {200, 1024}, {500, 1024}, {1000, 1024}, {100, 4096}, {200, 4096}, {500, 4096}
    };

    private LayoutSweep() {}

    public static void main(String[] arguments) {
        System.out.println("| values | trees | rows a tree | tables, MiB | walk, ns | masks, ns | times the walk |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|");
        for (boolean whole : new boolean[] {false, true}) {
            float[] rows = whole ? AuditRows.whole(1, ROWS) : AuditRows.continuous(1, ROWS);
            for (int[] size : SIZES) {
                ForestParameters parameters = whole
                        ? new ForestParameters(size[0], size[1], 1, AuditRows.GROUPS, AuditRows.FLAGS, 2)
                        : ForestParameters.plain(size[0], size[1], 1);
                IsolationForest forest = ForestFitter.fit(rows, ROWS, AuditRows.WIDTH, parameters);
                ForestScorer masks = ForestScorer.ofMasks(forest, MAX_BYTES);
                if (masks.tableBytes() == 0) {
                    continue;
                }
                double[] times = medians(
                        () -> sum(row -> forest.score(rows, row)), () -> sum(row -> masks.score(rows, row)));
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %d | %.1f | %,.0f | %,.0f | %.2f |%n",
                        whole ? "whole" : "any",
                        size[0],
                        size[1],
                        masks.tableBytes() / (double) (1 << 20),
                        times[0],
                        times[1],
                        times[0] / times[1]);
            }
        }
    }

    /** The score of the row that begins at this offset. */
    @FunctionalInterface
    private interface Score {
        double of(int offset);
    }

    private static int next;

    /** Rows change from call to call, so that no branch is learnt by heart. */
    private static double sum(Score score) {
        double sum = 0;
        for (int i = 0; i < SCORED; i++) {
            next = (next + 1) % ROWS;
            sum += score.of(next * AuditRows.WIDTH);
        }
        return sum;
    }

    private static double[] medians(DoubleSupplier... ways) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[][] times = new double[ways.length][ROUNDS];
        double sum = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            for (int way = 0; way < ways.length; way++) {
                long start = threads.getCurrentThreadCpuTime();
                sum += ways[way].getAsDouble();
                if (round >= 0) {
                    times[way][round] = (threads.getCurrentThreadCpuTime() - start) / (double) SCORED;
                }
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a score is no number");
        }
        return Arrays.stream(times)
                .mapToDouble(of -> Arrays.stream(of).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }
}
