package io.auditsphere.model.forest;

/**
 * What the depth of a leaf is worth, and the score that follows from the mean over the trees.
 *
 * <p>Liu, Ting & Zhou, "Isolation Forest", ICDM 2008: an unsuccessful search in a binary search tree of n keys takes
 * {@code c(n) = 2·(ln(n − 1) + γ) − 2·(n − 1)/n} steps on average, with {@code c(1) = 0} and {@code c(2) = 1}; the
 * anomaly score is {@code 2^(−E[h(x)] / c(ψ))} where ψ is the size of the subsample that each tree was grown on.
 */
public final class PathLength {

    private static final double EULER_GAMMA = 0.5772156649015329;

    private PathLength() {}

    /** c(n): the mean path length among {@code samples} rows that were not split any further; 0 for one row or none. */
    public static double averageOf(int samples) {
        if (samples <= 1) {
            return 0;
        }
        if (samples == 2) {
            return 1;
        }
        return 2 * (Math.log(samples - 1.0) + EULER_GAMMA) - 2 * (samples - 1.0) / samples;
    }

    /**
     * The anomaly score of a mean path length.
     *
     * @param meanPathLength mean over the trees, at least 0
     * @param sampleSize the subsample each tree was grown on, at least 2
     * @return 0..1, higher is more anomalous; 0.5 for the path length that is average among {@code sampleSize} rows
     */
    public static double score(double meanPathLength, int sampleSize) {
        return Math.pow(2, -meanPathLength / averageOf(sampleSize));
    }

    /** The mean path length that has this score: the inverse of {@link #score}. */
    public static double ofScore(double score, int sampleSize) {
        return -Math.log(score) / Math.log(2) * averageOf(sampleSize);
    }
}
