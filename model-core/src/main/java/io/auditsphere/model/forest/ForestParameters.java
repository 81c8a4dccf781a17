package io.auditsphere.model.forest;

import java.util.Objects;

/**
 * How a forest is grown. The arrays are not copied and must not be changed.
 *
 * @param trees the number of trees, at least 1
 * @param sampleSize ψ, the rows that each tree is grown on, drawn without replacement, at least 2; all rows where
 *     there are fewer
 * @param seed decides every draw; one seed, one forest, on every machine
 * @param groups a split draws one of these groups of features first, then a feature in it; null for the plain draw of
 *     one among all features
 * @param anchorFeatures features of which each sample is made to contain a value that is strange by any measure: a flag
 *     that never is set in a sample never splits, a count is only ever split below the highest of the sample, and a
 *     forest cannot tell apart what no tree asks about; empty for none
 * @param anchorsPerFeature the rows of each sample that are given up for each of {@code anchorFeatures}: copies of
 *     random training rows with that feature set to its anchor value. All anchors together take at most a quarter of a
 *     sample.
 * @param anchorValues the value of each of {@code anchorFeatures}; null for 1 everywhere, as flags have it
 * @param pooledGain the chance, 0..1, that a split's threshold is the one of greatest pooled gain instead of a random
 *     one (SCiForest: Liu, Ting & Zhou, "On Detecting Clustered Anomalies Using SCiForest", ECML PKDD 2010, with the
 *     two sides weighted by their rows as in isotree's {@code prob_pick_pooled_gain}); 0 grows plain trees
 * @param leafValues what the leaves are worth
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract
public record ForestParameters(
        int trees,
        int sampleSize,
        long seed,
        int[][] groups,
        int[] anchorFeatures,
        int anchorsPerFeature,
        float[] anchorValues,
        double pooledGain,
        LeafValues leafValues) {

    private static final int[] NO_FEATURES = {};

    /** What a row's path through a tree adds up to. */
    public enum LeafValues {
        /** Each split counts 1: the depth, as the paper and scikit-learn have it. */
        DEPTH,
        /**
         * Each split counts 2 / (1 + 1/(2p)) for the side that it sends a row to, where p is that side's share of the
         * node's rows over its share of the node's range of values: little for a side that is wide and nearly empty
         * (isotree's {@code scoring_metric="adj_depth"}). A side as dense as the node counts 4/3.
         */
        ADJUSTED_DEPTH
    }

    /** @throws IllegalArgumentException if a number is out of its range or a group is empty */
    public ForestParameters {
        if (trees < 1) {
            throw new IllegalArgumentException("a forest has at least 1 tree, not " + trees);
        }
        if (sampleSize < 2) {
            throw new IllegalArgumentException("a tree is grown on at least 2 rows, not " + sampleSize);
        }
        if (anchorsPerFeature < 0) {
            throw new IllegalArgumentException("anchors a feature: at least 0, not " + anchorsPerFeature);
        }
        if (!(pooledGain >= 0 && pooledGain <= 1)) {
            throw new IllegalArgumentException("the chance of a split by pooled gain is in 0..1, not " + pooledGain);
        }
        Objects.requireNonNull(leafValues, "leafValues");
        if (groups != null) {
            for (int[] group : groups) {
                if (group.length == 0) {
                    throw new IllegalArgumentException("a group of features must not be empty");
                }
            }
        }
        anchorFeatures = anchorFeatures == null ? NO_FEATURES : anchorFeatures;
        if (anchorValues != null && anchorValues.length != anchorFeatures.length) {
            throw new IllegalArgumentException("there are " + anchorFeatures.length + " anchor features and "
                    + anchorValues.length + " values for them; give one each, or null");
        }
    }

    /** With random thresholds and plain depths. */
    public ForestParameters(
            int trees,
            int sampleSize,
            long seed,
            int[][] groups,
            int[] anchorFeatures,
            int anchorsPerFeature,
            float[] anchorValues) {
        this(trees, sampleSize, seed, groups, anchorFeatures, anchorsPerFeature, anchorValues, 0, LeafValues.DEPTH);
    }

    /** The same with anchors that are flags: each is set to 1. */
    public ForestParameters(
            int trees, int sampleSize, long seed, int[][] groups, int[] anchorFeatures, int anchorsPerFeature) {
        this(trees, sampleSize, seed, groups, anchorFeatures, anchorsPerFeature, null);
    }

    /** The same, with thresholds of greatest pooled gain in this share of the splits. */
    public ForestParameters withPooledGain(double chance) {
        return new ForestParameters(
                trees, sampleSize, seed, groups, anchorFeatures, anchorsPerFeature, anchorValues, chance, leafValues);
    }

    /** The same with these leaf values. */
    public ForestParameters withLeafValues(LeafValues values) {
        return new ForestParameters(
                trees, sampleSize, seed, groups, anchorFeatures, anchorsPerFeature, anchorValues, pooledGain, values);
    }

    /** What the anchor at this place of {@code anchorFeatures} is set to. */
    float anchorValue(int which) {
        return anchorValues == null ? 1 : anchorValues[which];
    }

    /** A forest as the paper and scikit-learn grow it: no groups, no anchors. */
    public static ForestParameters plain(int trees, int sampleSize, long seed) {
        return new ForestParameters(trees, sampleSize, seed, null, NO_FEATURES, 0, null);
    }
}
