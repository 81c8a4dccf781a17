package io.auditsphere.model.forest;

import java.util.SplittableRandom;

/** Random training data and forests for property tests: floats, whole numbers, flags, duplicates, constants. */
public final class RandomForests {

    private RandomForests() {}

    /** Rows of which each column is of a random kind: continuous, heavy-tailed, whole numbers, a flag or constant. */
    public static float[] rows(SplittableRandom random, int count, int width) {
        float[] rows = new float[count * width];
        for (int feature = 0; feature < width; feature++) {
            int kind = random.nextInt(6);
            for (int row = 0; row < count; row++) {
                rows[row * width + feature] = value(random, kind);
            }
        }
        return rows;
    }

    private static float value(SplittableRandom random, int kind) {
        return switch (kind) {
            case 0 -> (float) (random.nextDouble() * 2 - 1);
            case 1 -> (float) Math.exp(random.nextDouble() * 20 - 5);
            case 2 -> random.nextInt(24);
            case 3 -> random.nextInt(300) - 150;
            case 4 -> random.nextDouble() < 0.05 ? 1 : 0;
            default -> 7;
        };
    }

    /** Rows of whole numbers only, as the audit kind has. */
    public static float[] wholeNumberRows(SplittableRandom random, int count, int width) {
        float[] rows = new float[count * width];
        for (int feature = 0; feature < width; feature++) {
            int bound = 1 << random.nextInt(1, 8);
            for (int row = 0; row < count; row++) {
                rows[row * width + feature] = (float) Math.floor(bound * Math.pow(random.nextDouble(), 3));
            }
        }
        return rows;
    }

    /** A forest of up to so many trees and samples, on rows like those of {@link #rows}. */
    public static IsolationForest forest(SplittableRandom random, int maxTrees, int maxSample, int width) {
        int sample = random.nextInt(2, maxSample + 1);
        int count = sample + random.nextInt(sample);
        return ForestFitter.fit(
                rows(random, count, width),
                count,
                width,
                ForestParameters.plain(random.nextInt(1, maxTrees + 1), sample, random.nextLong()));
    }
}
