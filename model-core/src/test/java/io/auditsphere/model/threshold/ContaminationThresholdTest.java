package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContaminationThresholdTest {

    @Test
    void flagsTheShareThatWasAskedFor() {
        double[] scores = new SplittableRandom(1).doubles(1000).toArray();
        ContaminationThreshold threshold = ContaminationThreshold.of(scores, 0.10);
        assertThat(flagged(scores, threshold.score())).isEqualTo(100);
        assertThat(threshold.expectedShare()).isEqualTo(0.1);
    }

    @Test
    void equalScoresAcrossTheQuantileAreNotFlagged() {
        double[] scores = {0.9, 0.6, 0.6, 0.6, 0.6, 0.5, 0.4, 0.4, 0.4, 0.4};
        ContaminationThreshold threshold = ContaminationThreshold.of(scores, 0.3);
        assertThat(threshold.score()).isEqualTo(0.9);
        assertThat(threshold.expectedShare()).isEqualTo(0.1);
    }

    @Test
    void nothingIsAnAnomalyWhereTheHighestScoreIsCommon() {
        double[] scores = {0.6, 0.6, 0.6, 0.6, 0.5, 0.4};
        ContaminationThreshold threshold = ContaminationThreshold.of(scores, 0.1);
        assertThat(threshold.score()).isGreaterThan(0.6).isLessThan(0.6000001);
        assertThat(threshold.expectedShare()).isZero();
    }

    @Test
    void fewScoresAreEnough() {
        assertThat(ContaminationThreshold.of(new double[0], 0.1)).isEqualTo(new ContaminationThreshold(1, 0));
        assertThat(ContaminationThreshold.of(new double[] {0.4, 0.7}, 0.5))
                .isEqualTo(new ContaminationThreshold(0.7, 0.5));
    }

    @Test
    void contaminationOutOfRangeIsRefused() {
        for (double contamination : new double[] {0, -0.1, 0.51, Double.NaN}) {
            assertThatThrownBy(() -> ContaminationThreshold.of(new double[] {1}, contamination))
                    .hasMessageContaining(Double.toString(contamination));
        }
    }

    private static long flagged(double[] scores, double threshold) {
        long flagged = 0;
        for (double score : scores) {
            flagged += score >= threshold ? 1 : 0;
        }
        return flagged;
    }
}
