package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * A feature whose values are whole numbers in a bounded range: the value itself finds its cell in a table. Immutable.
 *
 * <p>That values are whole is inferred from the trees: among whole numbers, every split has one on each side within
 * the range that the splits above it leave. A value that is not whole after all has no cell here.
 */
final class WholeNumberColumn {

    /** What {@link #cell} says of a value that is not a whole number. */
    static final int NONE = -1;

    /** Wider ranges are searched: the table of cells would no longer stay in the nearest cache. */
    private static final int MAX_RANGE = 4096;

    private final int least;

    /** The cell of {@code least + i}; the first and the last stand for all that is beyond them as well. */
    private final char[] cells;

    private final int count;

    private WholeNumberColumn(int least, char[] cells, int count) {
        this.least = least;
        this.cells = cells;
        this.count = count;
    }

    /** Whether the trees look as if this feature had whole values, in a range that a table can have. */
    static boolean[] infer(IsolationForest forest, int[][] splits) {
        boolean[] whole = new boolean[forest.width()];
        for (int feature = 0; feature < whole.length; feature++) {
            int[] nodes = splits[feature];
            whole[feature] = nodes.length > 0
                    && Math.floor(forest.threshold(nodes[nodes.length - 1])) - Math.floor(forest.threshold(nodes[0]))
                            < MAX_RANGE
                    && Math.abs(forest.threshold(nodes[0])) < Integer.MAX_VALUE / 2f;
        }
        float[] low = new float[forest.width()];
        float[] high = new float[forest.width()];
        Arrays.fill(low, Float.NEGATIVE_INFINITY);
        Arrays.fill(high, Float.POSITIVE_INFINITY);
        for (int tree = 0; tree < forest.trees(); tree++) {
            narrow(forest, forest.root(tree), low, high, whole);
        }
        return whole;
    }

    private static void narrow(IsolationForest forest, int node, float[] low, float[] high, boolean[] whole) {
        int feature = forest.feature(node);
        if (feature == IsolationForest.LEAF) {
            return;
        }
        float threshold = forest.threshold(node);
        float lowAbove = low[feature];
        float highAbove = high[feature];
        // The greatest whole number at or under a threshold must lie over the one before it, on both sides.
        boolean apart = Math.floor(threshold) > Math.floor(lowAbove) && Math.floor(highAbove) > Math.floor(threshold);
        whole[feature] &= apart;
        high[feature] = threshold;
        narrow(forest, forest.left(node), low, high, whole);
        high[feature] = highAbove;
        low[feature] = threshold;
        narrow(forest, forest.right(node), low, high, whole);
        low[feature] = lowAbove;
    }

    /** The column of these splits, by rising threshold, at least one. */
    static WholeNumberColumn of(IsolationForest forest, int[] splits) {
        int least = (int) Math.floor(forest.threshold(splits[0]));
        int greatest = (int) Math.floor(forest.threshold(splits[splits.length - 1])) + 1;
        char[] cells = new char[greatest - least + 1];
        int split = 0;
        int cell = 0;
        for (int value = least + 1; value <= greatest; value++) {
            int before = split;
            while (split < splits.length && forest.threshold(splits[split]) < value) {
                split++;
            }
            cell += split > before ? 1 : 0;
            cells[value - least] = (char) cell;
        }
        return new WholeNumberColumn(least, cells, cell + 1);
    }

    /** The number of cells. */
    int count() {
        return count;
    }

    /** For each cell, how many of the splits its values lie over. */
    int[] splitsUnder(IsolationForest forest, int[] splits) {
        int[] under = new int[count];
        int split = 0;
        for (int i = 0; i < cells.length; i++) {
            while (split < splits.length && forest.threshold(splits[split]) < least + i) {
                split++;
            }
            under[cells[i]] = split;
        }
        return under;
    }

    /** The cell of this value, or {@link #NONE}. */
    int cell(float value) {
        int whole = (int) value;
        if (whole != value) {
            return NONE;
        }
        // Far values: the difference of an int must not overflow.
        long place = Math.max(0, Math.min((long) whole - least, cells.length - 1));
        return cells[(int) place];
    }
}
