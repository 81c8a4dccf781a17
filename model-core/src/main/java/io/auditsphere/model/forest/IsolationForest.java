package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * An isolation forest (Liu, Ting & Zhou, ICDM 2008) as flat arrays, and the plain walk over it that every faster
 * layout is tested against. Immutable and thread-safe.
 *
 * <p>Nodes are numbered in pre-order over all trees: the left child of a node is the next node, so only the right one
 * is stored. A row goes left when {@code value <= threshold}, as in scikit-learn. Made by {@link ForestFitter} or,
 * node by node, by {@link ForestBuilder}.
 */
public final class IsolationForest {

    /** What {@link #feature} says of a leaf. */
    public static final int LEAF = -1;

    /**
     * Path lengths are multiples of 2^-32. Sums over any number of trees that fits into memory are then exact in a
     * double, so they are the same bits in whatever order a layout adds them; a score moves by under 1e-10.
     */
    private static final double PATH_LENGTH_STEPS = 0x1p32;

    private final int width;
    private final int sampleSize;
    private final int[] roots;
    private final int[] feature;
    private final float[] threshold;
    private final int[] right;
    private final int[] samples;
    private final double[] pathLength;
    private final boolean pathLengthsStated;
    private final int maxDepth;

    /** {@code stated}: the leaves' path lengths where they do not follow from depths and rows, by node; else null. */
    IsolationForest(
            int width,
            int sampleSize,
            int[] roots,
            int[] feature,
            float[] threshold,
            int[] right,
            int[] samples,
            double[] stated) {
        this.width = width;
        this.sampleSize = sampleSize;
        this.roots = roots;
        this.feature = feature;
        this.threshold = threshold;
        this.right = right;
        this.samples = samples;
        this.pathLength = stated == null ? new double[feature.length] : stated;
        this.pathLengthsStated = stated != null;
        int deepest = 0;
        for (int tree = 0; tree < trees(); tree++) {
            deepest = Math.max(deepest, measureLeaves(roots[tree], 0));
        }
        this.maxDepth = deepest;
    }

    private int measureLeaves(int node, int depth) {
        if (feature[node] == LEAF) {
            double exact = pathLengthsStated ? pathLength[node] : depth + PathLength.averageOf(samples[node]);
            pathLength[node] = Math.rint(exact * PATH_LENGTH_STEPS) / PATH_LENGTH_STEPS;
            return depth;
        }
        return Math.max(measureLeaves(left(node), depth + 1), measureLeaves(right[node], depth + 1));
    }

    /** The number of trees, at least 1. */
    public int trees() {
        return roots.length - 1;
    }

    /** The number of features in a row. */
    public int width() {
        return width;
    }

    /** ψ: the number of rows that each tree was grown on, at least 2; scores are normalised by its c(ψ). */
    public int sampleSize() {
        return sampleSize;
    }

    /** The number of splits on the longest path. */
    public int maxDepth() {
        return maxDepth;
    }

    /** The number of nodes of all trees, leaves included. */
    public int nodes() {
        return feature.length;
    }

    /** The root of this tree; tree t has the nodes {@code root(t)..root(t + 1) − 1}, and t may equal {@link #trees}. */
    public int root(int tree) {
        return roots[tree];
    }

    /** The feature that this node splits on, or {@link #LEAF}. */
    public int feature(int node) {
        return feature[node];
    }

    /** Rows with a value up to and including this go left; 0 at a leaf. */
    public float threshold(int node) {
        return threshold[node];
    }

    /** The child of this inner node for values at or under the threshold. */
    public int left(int node) {
        return node + 1;
    }

    /** The child of this inner node for values over the threshold; 0 at a leaf. */
    public int right(int node) {
        return right[node];
    }

    /** The number of rows of the tree's sample that reached this node, at least 1. */
    public int samples(int node) {
        return samples[node];
    }

    /**
     * Whether the leaves' path lengths are values of their own, as {@link ForestParameters.LeafValues#ADJUSTED_DEPTH}
     * gives them, and do not follow from their depths and rows.
     */
    public boolean pathLengthsStated() {
        return pathLengthsStated;
    }

    /**
     * The path length of a row that ends in this leaf: its depth plus {@link PathLength#averageOf} its rows, unless
     * {@link #pathLengthsStated}; 0 for an inner node.
     */
    public double leafPathLength(int node) {
        return pathLength[node];
    }

    /**
     * The mean over the trees of the row's path length.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}, none of them NaN
     */
    public double meanPathLength(float[] rows, int offset) {
        double sum = 0;
        for (int tree = 0; tree < roots.length - 1; tree++) {
            sum += pathLength[leaf(tree, rows, offset)];
        }
        return sum / (roots.length - 1);
    }

    /** The row's anomaly score, 0..1, higher is more anomalous. Arguments as for {@link #meanPathLength}. */
    public double score(float[] rows, int offset) {
        return PathLength.score(meanPathLength(rows, offset), sampleSize);
    }

    /** Writes the row's path length in each tree to {@code out[0..trees − 1]}. Arguments as for {@link #meanPathLength}. */
    public void treePathLengths(float[] rows, int offset, double[] out) {
        for (int tree = 0; tree < roots.length - 1; tree++) {
            out[tree] = pathLength[leaf(tree, rows, offset)];
        }
    }

    /** The leaf that the row ends in, in this tree. */
    public int leaf(int tree, float[] rows, int offset) {
        int node = roots[tree];
        int split;
        while ((split = feature[node]) != LEAF) {
            node = rows[offset + split] <= threshold[node] ? node + 1 : right[node];
        }
        return node;
    }

    /** Equal if every tree is: same splits, same thresholds, same rows in the leaves, same path lengths. */
    @Override
    public boolean equals(Object other) {
        return other instanceof IsolationForest that
                && width == that.width
                && sampleSize == that.sampleSize
                && Arrays.equals(roots, that.roots)
                && Arrays.equals(feature, that.feature)
                && Arrays.equals(threshold, that.threshold)
                && Arrays.equals(samples, that.samples)
                && Arrays.equals(pathLength, that.pathLength);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(feature) + Arrays.hashCode(threshold);
    }

    @Override
    public String toString() {
        return "IsolationForest[" + trees() + " trees of " + sampleSize + " rows, " + width + " features, " + nodes()
                + " nodes]";
    }
}
