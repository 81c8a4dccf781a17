package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * Takes the nodes of a forest in pre-order (a split, then everything on its left, then everything on its right), tree
 * after tree, and refuses what is no forest. The number of rows in an inner node is the sum over its leaves. Not
 * thread-safe.
 */
public final class ForestBuilder {

    /** Deeper than any fitted tree (the limit is log2 of the sample); bounds the work on a damaged or hostile file. */
    public static final int MAX_DEPTH = 64;

    /**
     * The longest path length that a leaf can state: a few times any depth, and so little that sums over thousands of
     * trees are exact.
     */
    public static final double MAX_PATH_LENGTH = 256;

    private final int width;
    private final int sampleSize;
    private int[] roots = new int[17];
    private int trees;
    private int[] feature = new int[1024];
    private float[] threshold = new float[1024];
    private int[] right = new int[1024];
    private int[] samples = new int[1024];
    private int nodes;
    private int leaves;

    /** The path lengths that leaves state, by node; null as long as none does. */
    private double[] pathLength;

    /** The splits above the next node; one whose right child is set waits for that side to end. */
    private final int[] open = new int[MAX_DEPTH];

    private int depth;

    /**
     * A builder with no tree yet.
     *
     * @param width the number of features in a row, at least 1
     * @param sampleSize the rows that each tree was grown on, at least 2
     * @throws IllegalArgumentException if either is smaller
     */
    public ForestBuilder(int width, int sampleSize) {
        if (width < 1 || sampleSize < 2) {
            throw new IllegalArgumentException("a forest needs at least 1 feature and samples of at least 2 rows, not "
                    + width + " features and samples of " + sampleSize);
        }
        this.width = width;
        this.sampleSize = sampleSize;
    }

    /**
     * The next node splits: what follows is its left side, then its right.
     *
     * @throws IllegalArgumentException if there is no such feature, the threshold is not finite or the tree too deep
     */
    public void split(int splitFeature, float splitThreshold) {
        if (splitFeature < 0 || splitFeature >= width) {
            throw new IllegalArgumentException(
                    "node " + nodes + " splits on feature " + splitFeature + ", but a row has " + width);
        }
        if (!Float.isFinite(splitThreshold)) {
            throw new IllegalArgumentException("node " + nodes + " has the threshold " + splitThreshold);
        }
        if (depth == MAX_DEPTH) {
            throw new IllegalArgumentException("node " + nodes + " is deeper than " + MAX_DEPTH);
        }
        int node = add(splitFeature, splitThreshold, 0);
        open[depth++] = node;
    }

    /**
     * The next node is a leaf that this many rows of the sample reached.
     *
     * @throws IllegalArgumentException if there are none
     */
    public void leaf(int rows) {
        if (pathLength != null) {
            throw new IllegalArgumentException(
                    "leaf " + nodes + " states no path length, but leaves before it do; all state one, or none");
        }
        addLeaf(rows);
    }

    /**
     * The next node is a leaf that this many rows reached, and whose rows have this path length whatever its depth.
     *
     * @throws IllegalArgumentException if there are no rows, the path length is negative, no number or over
     *     {@link #MAX_PATH_LENGTH}, or earlier leaves stated none
     */
    public void leaf(int rows, double statedPathLength) {
        if (!(statedPathLength >= 0 && statedPathLength <= MAX_PATH_LENGTH)) {
            throw new IllegalArgumentException(
                    "leaf " + nodes + " has the path length " + statedPathLength + "; it is in 0.." + MAX_PATH_LENGTH);
        }
        if (pathLength == null) {
            if (leaves > 0) {
                throw new IllegalArgumentException(
                        "leaf " + nodes + " states a path length, but leaves before it do not; all state one, or none");
            }
            pathLength = new double[feature.length];
        }
        int node = nodes;
        addLeaf(rows);
        if (pathLength.length < feature.length) {
            pathLength = Arrays.copyOf(pathLength, feature.length);
        }
        pathLength[node] = statedPathLength;
    }

    private void addLeaf(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("leaf " + nodes + " has " + rows + " rows; a leaf has at least 1");
        }
        leaves++;
        add(IsolationForest.LEAF, 0, rows);
        int subtree = rows;
        while (depth > 0) {
            int parent = open[depth - 1];
            samples[parent] = Math.addExact(samples[parent], subtree);
            if (right[parent] == 0) {
                right[parent] = nodes;
                return;
            }
            subtree = samples[parent];
            depth--;
        }
        endTree();
    }

    private int add(int nodeFeature, float nodeThreshold, int rows) {
        if (nodes == feature.length) {
            int capacity = Math.multiplyExact(nodes, 2);
            feature = Arrays.copyOf(feature, capacity);
            threshold = Arrays.copyOf(threshold, capacity);
            right = Arrays.copyOf(right, capacity);
            samples = Arrays.copyOf(samples, capacity);
        }
        feature[nodes] = nodeFeature;
        // −0 and 0 are one value to a comparison; one of them keeps equal forests equal.
        threshold[nodes] = nodeThreshold + 0.0f;
        samples[nodes] = rows;
        return nodes++;
    }

    private void endTree() {
        if (trees + 1 == roots.length) {
            roots = Arrays.copyOf(roots, roots.length * 2);
        }
        roots[++trees] = nodes;
    }

    /** The number of trees that are complete. */
    public int trees() {
        return trees;
    }

    /** Whether the last tree still waits for nodes. */
    public boolean insideTree() {
        return roots[trees] != nodes;
    }

    /**
     * The forest of the trees so far.
     *
     * @throws IllegalStateException if there is none, or the last one is incomplete
     */
    public IsolationForest build() {
        if (insideTree()) {
            throw new IllegalStateException("tree " + trees + " ends before its last leaf");
        }
        if (trees == 0) {
            throw new IllegalStateException("a forest has at least one tree");
        }
        return new IsolationForest(
                width,
                sampleSize,
                Arrays.copyOf(roots, trees + 1),
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(right, nodes),
                Arrays.copyOf(samples, nodes),
                pathLength == null ? null : Arrays.copyOf(pathLength, nodes));
    }
}
