package io.auditsphere.model.bench;

import java.util.SplittableRandom;

/** Rows for benchmarks: whole numbers distributed as the audit kind's split values are, and Gaussian floats. */
final class AuditRows {

    static final int WIDTH = 16;
    static final int[][] GROUPS = {{0, 1, 2, 3}, {4, 5, 6, 7}, {8, 9}, {10, 11}, {12, 13, 14}, {15}};
    static final int[] FLAGS = {8, 9, 10, 11, 13};

    private AuditRows() {}

    static float[] whole(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] rows = new float[count * WIDTH];
        for (int row = 0; row < count; row++) {
            int at = row * WIDTH;
            rows[at] = falling(random, 12, 6);
            rows[at + 1] = 4 + 3 * random.nextInt(7);
            rows[at + 2] = random.nextDouble() < 0.1 ? 10 : 2;
            rows[at + 3] = random.nextDouble() < 0.2 ? 7 : 1;
            for (int feature = 4; feature < 8; feature++) {
                rows[at + feature] = falling(random, random.nextDouble() < 0.01 ? 42 : 14, 2);
            }
            for (int flag : FLAGS) {
                rows[at + flag] = random.nextDouble() < 0.02 ? 1 : 0;
            }
            rows[at + 12] = 2 + falling(random, 19, 4);
            rows[at + 14] = 3 + falling(random, 24, 4);
            rows[at + 15] = falling(random, random.nextDouble() < 0.003 ? 240 : 12, 4);
        }
        return rows;
    }

    private static float falling(SplittableRandom random, int bound, int power) {
        return (float) Math.floor(bound * Math.pow(random.nextDouble(), power));
    }

    static float[] continuous(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] rows = new float[count * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextGaussian();
        }
        return rows;
    }
}
