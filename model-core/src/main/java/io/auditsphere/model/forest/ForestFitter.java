package io.auditsphere.model.forest;

import java.util.stream.IntStream;

/**
 * Grows isolation forests as scikit-learn's {@code IsolationForest} does: each tree on its own sample, drawn without
 * replacement; a split draws features until one is not constant among the node's rows, and a threshold uniformly
 * between that feature's least and greatest value there; a node is a leaf when it has one row, when nothing varies, or
 * at the depth limit ⌈log2 ψ⌉.
 *
 * <p>Trees grow in parallel in the common pool. Each has a random stream of its own, derived from the seed and its
 * index, so the forest is the same for any number of threads. Thread-safe.
 */
public final class ForestFitter {

    private ForestFitter() {}

    /**
     * Grows a forest.
     *
     * @param rows {@code float[count × width]}, row-major, finite values
     * @param count the number of rows, at least 2
     * @param width the number of features
     * @throws IllegalArgumentException if there are too few rows, a value is NaN or infinite, or the parameters name
     *     a feature that a row does not have
     */
    public static IsolationForest fit(float[] rows, int count, int width, ForestParameters parameters) {
        requireRows(rows, count, width);
        requireFeatures(parameters, width);
        int sampleSize = Math.min(parameters.sampleSize(), count);
        TreeGrower.Tree[] trees = IntStream.range(0, parameters.trees())
                .parallel()
                .mapToObj(index -> new TreeGrower(rows, count, width, sampleSize, parameters, index).grow())
                .toArray(TreeGrower.Tree[]::new);
        ForestBuilder forest = new ForestBuilder(width, sampleSize);
        for (TreeGrower.Tree tree : trees) {
            tree.addTo(forest);
        }
        return forest.build();
    }

    private static void requireRows(float[] rows, int count, int width) {
        if (count < 2 || width < 1) {
            throw new IllegalArgumentException(
                    "a forest needs at least 2 rows of at least 1 feature, not " + count + " of " + width);
        }
        int values = Math.multiplyExact(count, width);
        if (rows.length < values) {
            throw new IllegalArgumentException(
                    count + " rows of " + width + " features are " + values + " values, but there are " + rows.length);
        }
        for (int i = 0; i < values; i++) {
            if (!Float.isFinite(rows[i])) {
                throw new IllegalArgumentException("row " + i / width + " has " + rows[i] + " for feature " + i % width
                        + "; a forest is fitted on finite values");
            }
        }
    }

    private static void requireFeatures(ForestParameters parameters, int width) {
        requireFeatures("an anchor", parameters.anchorFeatures(), width);
        if (parameters.groups() != null) {
            for (int[] group : parameters.groups()) {
                requireFeatures("a group", group, width);
            }
        }
    }

    private static void requireFeatures(String what, int[] features, int width) {
        for (int feature : features) {
            if (feature < 0 || feature >= width) {
                throw new IllegalArgumentException(
                        what + " names feature " + feature + ", but a row has the features 0.." + (width - 1));
            }
        }
    }
}
