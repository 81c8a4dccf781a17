package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * Finds, for the features of any values together, how many thresholds a value lies over. The thresholds of a feature are
 * a perfect search tree in level order (Eytzinger's layout: the four highest levels share a cache line, and the leaf
 * that a search ends in is the place), and four features are searched at once, so that their loads overlap; no step
 * depends on a branch, which would be a coin's toss. Immutable.
 */
final class PlaceSearch {

    private static final int TOGETHER = 4;

    /** The features searched, filled up to fours with copies of the last. */
    private final int[] features;

    /** The keys of the feature at place i of {@code features} are at {@code i << levels}, from 1. */
    private final int[] keys;

    private final int levels;

    /**
     * A search over these features.
     *
     * @param features which features of a row they are, rising, at least one
     * @param sorted of each of them the thresholds as {@link #sortable} numbers, rising
     */
    PlaceSearch(int[] features, int[][] sorted) {
        int most = 0;
        for (int[] thresholds : sorted) {
            most = Math.max(most, thresholds.length);
        }
        int searched = features.length;
        this.levels = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        this.features = Arrays.copyOf(features, (searched + TOGETHER - 1) / TOGETHER * TOGETHER);
        Arrays.fill(this.features, searched, this.features.length, features[searched - 1]);
        this.keys = new int[this.features.length << levels];
        for (int i = 0; i < this.features.length; i++) {
            fill(sorted[Math.min(i, searched - 1)], i << levels, 1, 0);
        }
    }

    /** Fills the subtree at this node, in order, from the next of the thresholds; returns the one after its last. */
    private int fill(int[] sorted, int tree, int node, int next) {
        if (node >= 1 << levels) {
            return next;
        }
        int own = fill(sorted, tree, 2 * node, next);
        // What is filled up with is over every finite value.
        keys[tree + node] = own < sorted.length ? sorted[own] : Integer.MAX_VALUE;
        return fill(sorted, tree, 2 * node + 1, own + 1);
    }

    /** The feature of the place at this index. */
    int feature(int index) {
        return features[index];
    }

    /**
     * The places of a row's values, which must be finite, one for each feature searched.
     *
     * @param out has room for {@link #room}
     */
    void places(float[] rows, int offset, int[] out) {
        int size = 1 << levels;
        for (int i = 0; i < features.length; i += TOGETHER) {
            long first = sortable(rows[offset + features[i]] + 0.0f);
            long second = sortable(rows[offset + features[i + 1]] + 0.0f);
            long third = sortable(rows[offset + features[i + 2]] + 0.0f);
            long fourth = sortable(rows[offset + features[i + 3]] + 0.0f);
            int tree = i << levels;
            int a = 1;
            int b = 1;
            int c = 1;
            int d = 1;
            for (int level = 0; level < levels; level++) {
                a = 2 * a + (int) ((keys[tree + a] - first) >>> (Long.SIZE - 1));
                b = 2 * b + (int) ((keys[tree + size + b] - second) >>> (Long.SIZE - 1));
                c = 2 * c + (int) ((keys[tree + 2 * size + c] - third) >>> (Long.SIZE - 1));
                d = 2 * d + (int) ((keys[tree + 3 * size + d] - fourth) >>> (Long.SIZE - 1));
            }
            out[i] = a - size;
            out[i + 1] = b - size;
            out[i + 2] = c - size;
            out[i + 3] = d - size;
        }
    }

    /** How many places {@link #places} writes. */
    int room() {
        return features.length;
    }

    /** Whole numbers in the order of the floats; of −0, add 0 first. */
    static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
    }
}
