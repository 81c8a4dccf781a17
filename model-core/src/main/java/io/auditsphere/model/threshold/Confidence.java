package io.auditsphere.model.threshold;

import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.PathLength;

/**
 * How stable the forest's vote on a row is: the trees are dealt into min(20, trees) groups, each votes by the score of
 * its own mean path length, and the confidence is the share of groups that agree with the whole forest. It is
 * stability, not a probability: a row can be a certain anomaly and no incident. Immutable and thread-safe.
 */
public final class Confidence {

    private static final int GROUPS = 20;

    private final IsolationForest forest;
    private final int groups;

    /** Prepares the votes of this forest. */
    public Confidence(IsolationForest forest) {
        this.forest = forest;
        this.groups = Math.min(GROUPS, forest.trees());
    }

    /**
     * The share of groups, 0..1, that agree with the forest about whether the row's score is at or over the threshold.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}, none of them NaN
     */
    public double agreement(float[] rows, int offset, double threshold) {
        double[] paths = new double[forest.trees()];
        forest.treePathLengths(rows, offset, paths);
        double[] sums = new double[groups];
        double total = 0;
        for (int tree = 0; tree < paths.length; tree++) {
            sums[tree % groups] += paths[tree];
            total += paths[tree];
        }
        boolean vote = PathLength.score(total / paths.length, forest.sampleSize()) >= threshold;
        int agree = 0;
        for (int group = 0; group < groups; group++) {
            int trees = (paths.length - group + groups - 1) / groups;
            boolean groupVote = PathLength.score(sums[group] / trees, forest.sampleSize()) >= threshold;
            agree += groupVote == vote ? 1 : 0;
        }
        return (double) agree / groups;
    }
}
