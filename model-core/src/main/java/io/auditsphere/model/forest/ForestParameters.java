package io.auditsphere.model.forest;

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
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract
public record ForestParameters(
        int trees,
        int sampleSize,
        long seed,
        int[][] groups,
        int[] anchorFeatures,
        int anchorsPerFeature,
        float[] anchorValues) {

    private static final int[] NO_FEATURES = {};

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

    /** Anchors that are flags: each is set to 1. */
    public ForestParameters(
            int trees, int sampleSize, long seed, int[][] groups, int[] anchorFeatures, int anchorsPerFeature) {
        this(trees, sampleSize, seed, groups, anchorFeatures, anchorsPerFeature, null);
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
