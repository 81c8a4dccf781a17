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

    private final int trees;
    private final int sampleSize;
    private final int groups;

    /** Prepares the votes of this forest. */
    public Confidence(IsolationForest forest) {
        this.trees = forest.trees();
        this.sampleSize = forest.sampleSize();
        this.groups = Math.min(GROUPS, forest.trees());
    }

    /** The longest path whose score is at or over this threshold, a score in (0, 1]. */
    public double longestPath(double threshold) {
        return PathLength.ofScore(threshold, sampleSize);
    }

    /**
     * The share of groups, 0..1, that agree with the forest.
     *
     * @param treePathLengths the row's path length in each tree; those after the last tree are ignored
     * @param vote whether the whole forest's score is at or over the threshold
     * @param longest {@link #longestPath} of the threshold: its logarithms are of no event
     */
    public double agreement(double[] treePathLengths, boolean vote, double longest) {
        int agree = 0;
        for (int group = 0; group < groups; group++) {
            double sum = 0;
            int members = 0;
            for (int tree = group; tree < trees; tree += groups) {
                sum += treePathLengths[tree];
                members++;
            }
            agree += (sum / members <= longest) == vote ? 1 : 0;
        }
        return (double) agree / groups;
    }
}
