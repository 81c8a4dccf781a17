package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * The leaves of a forest as bits: each tree has as many 64-bit words of its own as its leaves need, in pre-order, so
 * that the leaves under a node are neighbours. A mask of all trees' words is the set of leaves that a row may still
 * end in. Immutable.
 */
final class LeafMasks {

    /** A value for each of 64 bits, and one for no bit set: {@link Long#numberOfTrailingZeros} of 0 is 64. */
    static final int VALUES_PER_WORD = Long.SIZE + 1;

    private final IsolationForest forest;

    /** The bits of the leaves under a node: from its own first to before its end. */
    private final int[] firstBit;

    private final int[] endBit;
    private final int words;

    LeafMasks(IsolationForest forest) {
        this.forest = forest;
        this.firstBit = new int[forest.nodes()];
        this.endBit = new int[forest.nodes()];
        int bit = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            bit = number(forest.root(tree), (bit + Long.SIZE - 1) / Long.SIZE * Long.SIZE);
        }
        this.words = (bit + Long.SIZE - 1) / Long.SIZE;
    }

    private int number(int node, int bit) {
        firstBit[node] = bit;
        int end = forest.feature(node) == IsolationForest.LEAF
                ? bit + 1
                : number(forest.right(node), number(forest.left(node), bit));
        endBit[node] = end;
        return end;
    }

    /** The words that these trees would need, at most, without building anything. */
    static long words(IsolationForest forest) {
        long words = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            int leaves = (forest.root(tree + 1) - forest.root(tree) + 1) / 2;
            words += (leaves + Long.SIZE - 1) / Long.SIZE;
        }
        return words;
    }

    /** The number of words of a mask. */
    int words() {
        return words;
    }

    /** The mask of all leaves. */
    long[] all() {
        long[] mask = new long[words];
        for (int tree = 0; tree < forest.trees(); tree++) {
            int root = forest.root(tree);
            for (int bit = firstBit[root]; bit < endBit[root]; bit++) {
                mask[bit / Long.SIZE] |= 1L << bit;
            }
        }
        return mask;
    }

    /** Of each word and bit the leaf's path length; 0 where there is no leaf, and for a word with no bit set. */
    double[] pathLengths() {
        double[] values = new double[words * VALUES_PER_WORD];
        for (int node = 0; node < forest.nodes(); node++) {
            if (forest.feature(node) == IsolationForest.LEAF) {
                int bit = firstBit[node];
                values[bit / Long.SIZE * VALUES_PER_WORD + bit % Long.SIZE] = forest.leafPathLength(node);
            }
        }
        return values;
    }

    /** The tree whose leaves each word holds. */
    int[] treeOfWord() {
        int[] trees = new int[words];
        for (int tree = 0; tree < forest.trees(); tree++) {
            int root = forest.root(tree);
            Arrays.fill(trees, firstWord(root), lastWord(root) + 1, tree);
        }
        return trees;
    }

    /** Takes the leaves on the left of this node out: the row goes right. */
    void goRight(int node, long[] mask) {
        clear(mask, firstBit[node], firstBit[forest.right(node)]);
    }

    /** Takes the leaves on the right of this node out: the row goes left. */
    void goLeft(int node, long[] mask) {
        clear(mask, firstBit[forest.right(node)], endBit[node]);
    }

    private static void clear(long[] mask, int from, int to) {
        for (int word = from / Long.SIZE; word <= (to - 1) / Long.SIZE; word++) {
            mask[word] &= ~bits(word, from, to);
        }
    }

    /** The bits from..to − 1 that lie in this word. */
    private static long bits(int word, int from, int to) {
        int low = Math.max(from - word * Long.SIZE, 0);
        int high = Math.min(to - word * Long.SIZE, Long.SIZE);
        if (low >= high) {
            return 0;
        }
        return (-1L >>> (Long.SIZE - (high - low))) << low;
    }

    /** The first word with a leaf under this node. */
    int firstWord(int node) {
        return firstBit[node] / Long.SIZE;
    }

    /** The last word with a leaf under this node. */
    int lastWord(int node) {
        return (endBit[node] - 1) / Long.SIZE;
    }

    /** The number of words with a leaf under this node. */
    int wordsUnder(int node) {
        return lastWord(node) - firstWord(node) + 1;
    }

    /** What is kept of this word where a row goes right at this node. */
    long keptGoingRight(int node, int word) {
        return ~bits(word, firstBit[node], firstBit[forest.right(node)]);
    }

    /** What is kept of this word where a row goes left at this node. */
    long keptGoingLeft(int node, int word) {
        return ~bits(word, firstBit[forest.right(node)], endBit[node]);
    }

    /**
     * One mask for each cell of a feature's values.
     *
     * @param splits the nodes that split on the feature, by rising threshold
     * @param from for each cell, the first of {@code splits} that it does not lie over; rising
     * @param to for each cell, the first of {@code splits} that it lies under or at; those between are left open
     */
    long[][] cells(int[] splits, int[] from, int[] to) {
        long[][] masks = new long[from.length][];
        long[] rising = all();
        int split = 0;
        for (int cell = 0; cell < from.length; cell++) {
            while (split < from[cell]) {
                goRight(splits[split++], rising);
            }
            masks[cell] = rising.clone();
        }
        long[] falling = all();
        split = splits.length;
        for (int cell = from.length - 1; cell >= 0; cell--) {
            while (split > to[cell]) {
                goLeft(splits[--split], falling);
            }
            and(masks[cell], falling);
        }
        return masks;
    }

    static void and(long[] mask, long[] other) {
        for (int word = 0; word < mask.length; word++) {
            mask[word] &= other[word];
        }
    }

    /** The nodes that split on each feature, by rising threshold. */
    static int[][] splitsByFeature(IsolationForest forest) {
        long[][] keys = new long[forest.width()][];
        int[] counts = new int[forest.width()];
        for (int node = 0; node < forest.nodes(); node++) {
            if (forest.feature(node) != IsolationForest.LEAF) {
                counts[forest.feature(node)]++;
            }
        }
        Arrays.setAll(keys, feature -> new long[counts[feature]]);
        for (int node = forest.nodes() - 1; node >= 0; node--) {
            int feature = forest.feature(node);
            if (feature != IsolationForest.LEAF) {
                keys[feature][--counts[feature]] = (long) PlaceSearch.sortable(forest.threshold(node)) << 32 | node;
            }
        }
        int[][] splits = new int[forest.width()][];
        for (int feature = 0; feature < splits.length; feature++) {
            Arrays.sort(keys[feature]);
            splits[feature] =
                    Arrays.stream(keys[feature]).mapToInt(key -> (int) key).toArray();
        }
        return splits;
    }
}
