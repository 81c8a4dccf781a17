package io.auditsphere.model.explain;

import io.auditsphere.model.forest.IsolationForest;
import java.util.Arrays;

/**
 * The cheap explanation: how much longer the row's mean path gets when one feature at a time is set to its median.
 * Positive means that the feature's value makes the row more anomalous, in the same unit as {@link TreeShap}; the
 * contributions do not add up to anything, and of two features that say the same neither may show. Thread-safe.
 */
public final class Ablation {

    private final IsolationForest forest;

    /** Prepares the explanation of this forest's scores. */
    public Ablation(IsolationForest forest) {
        this.forest = forest;
    }

    /**
     * Writes what each feature contributes, in units of path length, to {@code out[0..width − 1]}.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}, none of them NaN
     * @param medians the ordinary value of each feature
     */
    public void contributions(float[] rows, int offset, float[] medians, double[] out) {
        float[] changed = Arrays.copyOfRange(rows, offset, offset + forest.width());
        double asItIs = forest.meanPathLength(changed, 0);
        for (int feature = 0; feature < forest.width(); feature++) {
            float own = changed[feature];
            if (own == medians[feature]) {
                out[feature] = 0;
                continue;
            }
            changed[feature] = medians[feature];
            out[feature] = forest.meanPathLength(changed, 0) - asItIs;
            changed[feature] = own;
        }
    }
}
