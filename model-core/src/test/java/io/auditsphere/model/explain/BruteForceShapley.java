package io.auditsphere.model.explain;

import io.auditsphere.model.forest.IsolationForest;

/**
 * Shapley values by their definition, over all 2^width subsets of features: the worth of a subset is the path length
 * that is expected when the row is followed at the splits on those features, and the training rows at all others.
 */
final class BruteForceShapley {

    private BruteForceShapley() {}

    /** What each feature contributes to the mean path length; negative where it shortens it. */
    static double[] of(IsolationForest forest, float[] row) {
        int width = forest.width();
        double[] worth = new double[1 << width];
        for (int known = 0; known < worth.length; known++) {
            for (int tree = 0; tree < forest.trees(); tree++) {
                worth[known] += expected(forest, forest.root(tree), row, known) / forest.trees();
            }
        }
        double[] weights = weights(width);
        double[] values = new double[width];
        for (int feature = 0; feature < width; feature++) {
            for (int known = 0; known < worth.length; known++) {
                if ((known >> feature & 1) == 0) {
                    values[feature] += weights[Integer.bitCount(known)] * (worth[known | 1 << feature] - worth[known]);
                }
            }
        }
        return values;
    }

    /** s!·(n − s − 1)!/n! for each size s. */
    private static double[] weights(int n) {
        double[] weights = new double[n];
        weights[0] = 1.0 / n;
        for (int s = 1; s < n; s++) {
            weights[s] = weights[s - 1] * s / (n - s);
        }
        return weights;
    }

    private static double expected(IsolationForest forest, int node, float[] row, int known) {
        int feature = forest.feature(node);
        if (feature == IsolationForest.LEAF) {
            return forest.leafPathLength(node);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        if ((known >> feature & 1) == 1) {
            return expected(forest, row[feature] <= forest.threshold(node) ? left : right, row, known);
        }
        return (forest.samples(left) * expected(forest, left, row, known)
                        + forest.samples(right) * expected(forest, right, row, known))
                / forest.samples(node);
    }
}
