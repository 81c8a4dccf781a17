package io.auditsphere.model.threshold;

import java.util.Arrays;

/**
 * The threshold by contamination: the lowest score that no more than this share of the training scores reach. Where
 * equal scores straddle the quantile, all of them stay under the threshold, so that the share is never exceeded; where
 * the highest score itself is more common than that, the threshold lies just over it.
 *
 * @param score the threshold: scores at or over it are anomalies
 * @param expectedShare the share of training scores at or over it, 0..contamination
 */
public record ContaminationThreshold(double score, double expectedShare) {

    /**
     * The threshold of these training scores, in any order; 1 (the highest score there is) if there are none.
     *
     * @param contamination in (0, 0.5]
     * @throws IllegalArgumentException if it is not
     */
    public static ContaminationThreshold of(double[] scores, double contamination) {
        if (!(contamination > 0 && contamination <= 0.5)) {
            throw new IllegalArgumentException("contamination is over 0 and at most 0.5, not " + contamination);
        }
        if (scores.length == 0) {
            return new ContaminationThreshold(1, 0);
        }
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        int count = ascending.length;
        int first = count - (int) Math.floor(contamination * count + 1e-9);
        while (first < count && first > 0 && ascending[first - 1] == ascending[first]) {
            first++;
        }
        double threshold = first < count ? ascending[first] : Math.nextUp(ascending[count - 1]);
        return new ContaminationThreshold(threshold, (double) (count - first) / count);
    }
}
