package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PeaksOverThresholdTest {

    /** Tails in 0..1 by their inverse distribution function: exponential, ending, and as heavy as scores can be. */
    private static double exponential(double share) {
        return 0.3 - 0.03 * Math.log(1 - share);
    }

    private static double ending(double share) {
        return 0.7 - 0.4 * Math.sqrt(1 - share);
    }

    private static double heavy(double share) {
        return 0.3 + 0.01 * (Math.pow(1 - share, -0.2) - 1) / 0.2;
    }

    private static double[] sample(DoubleUnaryOperator quantile, long seed, int count) {
        return new SplittableRandom(seed).doubles(count).map(quantile).toArray();
    }

    @Test
    void findsTheShapeOfTheTail() {
        // 2,000 excesses: the standard error of a shape is (1 + γ)/√n, 0.011 to 0.027; four of them.
        assertThat(PeaksOverThreshold.of(sample(PeaksOverThresholdTest::exponential, 1, 100_000), 0.001)
                        .shape())
                .isCloseTo(0, within(0.09));
        assertThat(PeaksOverThreshold.of(sample(PeaksOverThresholdTest::ending, 1, 100_000), 0.001)
                        .shape())
                .isCloseTo(-0.5, within(0.06));
        assertThat(PeaksOverThreshold.of(sample(PeaksOverThresholdTest::heavy, 1, 100_000), 0.001)
                        .shape())
                .isCloseTo(0.2, within(0.11));
    }

    /** What the rule is for: the share of events yet to come that reach the threshold is the risk that was chosen. */
    @Test
    void heldBackScoresReachItAboutAsOftenAsTheRiskSays() {
        for (DoubleUnaryOperator tail : List.<DoubleUnaryOperator>of(
                PeaksOverThresholdTest::exponential, PeaksOverThresholdTest::ending, PeaksOverThresholdTest::heavy)) {
            for (double risk : new double[] {0.005, 0.0005, 0.00005}) {
                double mean = 0;
                for (int seed = 0; seed < 10; seed++) {
                    double threshold = PeaksOverThreshold.of(sample(tail, seed, 20_000), risk)
                            .score();
                    double[] heldBack = sample(tail, 100 + seed, 100_000);
                    mean += Arrays.stream(heldBack).filter(s -> s >= threshold).count() / 1_000_000.0;
                }
                // 1 score in 20,000 is what the rarest of these risks means: extrapolation by a fit of 400 excesses.
                assertThat(mean).as("share over the threshold at risk %s", risk).isBetween(risk / 2, risk * 2);
            }
        }
    }

    @Test
    void theThresholdNeverLeavesTheRangeOfScores() {
        double[] scores = sample(PeaksOverThresholdTest::heavy, 3, 20_000);
        assertThat(PeaksOverThreshold.of(scores, 1e-9).score()).isLessThanOrEqualTo(1);
    }

    @Test
    void tooFewScoresAreTakenAsTheyAre() {
        double[] scores = {0.4, 0.5, 0.45, 0.7};
        assertThat(PeaksOverThreshold.of(scores, 0.01).score()).isEqualTo(0.7);
        double[] alike = new double[5_000];
        Arrays.fill(alike, 0.5);
        assertThat(PeaksOverThreshold.of(alike, 0.01).score()).isEqualTo(0.5);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThatThrownBy(() -> PeaksOverThreshold.of(new double[] {1}, 0.02)).hasMessageContaining("0.02");
        assertThatThrownBy(() -> PeaksOverThreshold.of(new double[] {1}, 0)).hasMessageContaining("risk");
        assertThatThrownBy(() -> PeaksOverThreshold.of(new double[0], 0.01)).hasMessageContaining("none");
    }
}
