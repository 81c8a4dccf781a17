package io.auditsphere.model.explain;

import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import java.util.Arrays;

/**
 * The cheap explanation: how much longer the row's mean path gets when one feature at a time is set to its median.
 * Positive means that the feature's value makes the row more anomalous, in the same unit as {@link TreeShap}; the
 * contributions do not add up to anything, and of two features that say the same neither may show. Thread-safe.
 */
public final class Ablation {

    private final ForestScorer scorer;

    /** Explains the scores of this scorer, by scoring each row once more for each of its features. */
    public Ablation(ForestScorer scorer) {
        this.scorer = scorer;
    }

    /** Explains the scores of this forest by a scorer of its own. */
    public Ablation(IsolationForest forest) {
        this(ForestScorer.of(forest));
    }

    /**
     * Writes what each feature contributes, in units of path length, to {@code out[0..width − 1]}.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}, all of them finite
     * @param medians the ordinary value of each feature
     */
    public void contributions(float[] rows, int offset, float[] medians, double[] out) {
        float[] changed = Arrays.copyOfRange(rows, offset, offset + scorer.width());
        double asItIs = scorer.meanPathLength(changed, 0);
        for (int feature = 0; feature < scorer.width(); feature++) {
            float own = changed[feature];
            if (own == medians[feature]) {
                out[feature] = 0;
                continue;
            }
            changed[feature] = medians[feature];
            out[feature] = scorer.meanPathLength(changed, 0) - asItIs;
            changed[feature] = own;
        }
    }
}
