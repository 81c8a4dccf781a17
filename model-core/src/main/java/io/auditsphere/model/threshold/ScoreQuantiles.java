package io.auditsphere.model.threshold;

import java.util.Arrays;

/**
 * The distribution of the training scores in a few kilobytes, finest where it matters: the highest
 * {@value #EXACT_RANKS} scores are kept as they are, below them the ranks kept grow by 3 % a step. Immutable and
 * thread-safe.
 */
public final class ScoreQuantiles {

    static final int EXACT_RANKS = 128;
    private static final double STEP = 1.03;

    private final long count;

    /** Ascending from 1; {@code scores[i]} is the {@code ranks[i]}-th highest of all. */
    private final long[] ranks;

    private final double[] scores;

    private ScoreQuantiles(long count, long[] ranks, double[] scores) {
        this.count = count;
        this.ranks = ranks;
        this.scores = scores;
    }

    /**
     * The distribution of these scores, in any order; none for an empty array. The array is not changed.
     *
     * @throws IllegalArgumentException if one is NaN
     */
    public static ScoreQuantiles of(double[] trainingScores) {
        double[] ascending = trainingScores.clone();
        Arrays.sort(ascending);
        int count = ascending.length;
        if (count > 0 && Double.isNaN(ascending[count - 1])) {
            throw new IllegalArgumentException("a training score is NaN");
        }
        long[] ranks = keptRanks(count);
        double[] scores = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            scores[i] = ascending[count - (int) ranks[i]];
        }
        return new ScoreQuantiles(count, ranks, scores);
    }

    /** What {@link #rank} and {@link #score} told, put together again. */
    public static ScoreQuantiles restore(long count, long[] ranks, double[] scores) {
        if (ranks.length != scores.length || (count == 0) != (ranks.length == 0)) {
            throw new IllegalArgumentException(
                    count + " scores with " + ranks.length + " ranks and " + scores.length + " values");
        }
        for (int i = 0; i < ranks.length; i++) {
            boolean ordered = i == 0 ? ranks[0] == 1 : ranks[i] > ranks[i - 1] && scores[i] <= scores[i - 1];
            if (!ordered || ranks[i] > count || Double.isNaN(scores[i])) {
                throw new IllegalArgumentException("score quantile " + i + " is out of order: rank " + ranks[i] + " of "
                        + count + ", score " + scores[i]);
            }
        }
        return new ScoreQuantiles(count, ranks.clone(), scores.clone());
    }

    private static long[] keptRanks(long count) {
        long[] ranks = new long[2048];
        int kept = 0;
        long rank = 1;
        while (rank < count) {
            ranks[kept++] = rank;
            rank = rank < EXACT_RANKS ? rank + 1 : (long) Math.ceil(rank * STEP);
        }
        if (count > 0) {
            ranks[kept++] = count;
        }
        return Arrays.copyOf(ranks, kept);
    }

    /** The number of training scores. */
    public long count() {
        return count;
    }

    /** The number of points kept. */
    public int points() {
        return ranks.length;
    }

    /** The rank of this point: 1 is the highest score. */
    public long rank(int point) {
        return ranks[point];
    }

    /** The score of this point. */
    public double score(int point) {
        return scores[point];
    }

    /**
     * The share of training scores at or over this one, at least 1/(count + 1), at most 1; 1 where there are none.
     * Exact among the highest {@value #EXACT_RANKS}, interpolated below.
     */
    public double tailShare(double score) {
        if (count == 0) {
            return 1;
        }
        return Math.max(atOrOver(score) / count, 1.0 / (count + 1));
    }

    private double atOrOver(double score) {
        if (score > scores[0]) {
            return 0;
        }
        // The last point whose score is at or over this one.
        int low = 0;
        int high = scores.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (scores[middle] >= score) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low == scores.length - 1 || ranks[low + 1] == ranks[low] + 1) {
            return ranks[low];
        }
        double share = (scores[low] - score) / (scores[low] - scores[low + 1]);
        return ranks[low] + share * (ranks[low + 1] - ranks[low]);
    }

    /**
     * The score that this share of the training scores lies under, by interpolation between the points kept.
     *
     * @param share 0..1; 0 gives the lowest kept score, 1 the highest
     * @throws IllegalStateException if there are no scores
     */
    public double quantile(double share) {
        if (count == 0) {
            throw new IllegalStateException("there are no training scores");
        }
        double rank = 1 + (1 - share) * (count - 1);
        int point = Arrays.binarySearch(ranks, (long) rank);
        int upper = point >= 0 ? point : -point - 2;
        if (upper >= ranks.length - 1) {
            return scores[ranks.length - 1];
        }
        double part = (rank - ranks[upper]) / (ranks[upper + 1] - ranks[upper]);
        return scores[upper] + part * (scores[upper + 1] - scores[upper]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreQuantiles that
                && count == that.count
                && Arrays.equals(ranks, that.ranks)
                && Arrays.equals(scores, that.scores);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(count) + Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "ScoreQuantiles[" + count + " scores in " + ranks.length + " points]";
    }
}
