package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreQuantilesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 127, 128, 129, 5_000, 200_000})
    void tailSharesAreExactInTheTailAndCloseBelow(int count) {
        SplittableRandom random = new SplittableRandom(count);
        double[] scores = random.doubles(count).map(v -> 0.3 + 0.5 * v * v).toArray();
        if (count > 300) {
            Arrays.fill(scores, 0, 50, 0.9);
        }
        ScoreQuantiles quantiles = ScoreQuantiles.of(scores);
        for (int probe = 0; probe < 300; probe++) {
            double score = probe < 200 ? scores[random.nextInt(count)] : 0.25 + random.nextDouble() * 0.8;
            long atOrOver = Arrays.stream(scores).filter(s -> s >= score).count();
            double exact = Math.max((double) atOrOver / count, 1.0 / (count + 1));
            double slack = atOrOver <= 128 ? 0 : 0.03 * exact;
            assertThat(quantiles.tailShare(score))
                    .as("share of %d scores at or over %s", count, score)
                    .isCloseTo(exact, within(slack + 1e-12));
        }
    }

    @Test
    void noScoreIsRarerThanOneInAllOfThemAndOneMore() {
        ScoreQuantiles quantiles = ScoreQuantiles.of(new double[] {0.4, 0.5, 0.6});
        assertThat(quantiles.tailShare(0.99)).isEqualTo(0.25);
        assertThat(quantiles.tailShare(0.1)).isEqualTo(1);
        assertThat(ScoreQuantiles.of(new double[0]).tailShare(0.7)).isEqualTo(1);
    }

    @Test
    void fallingScoresAreNeverRarer() {
        double[] scores = new SplittableRandom(4)
                .doubles(30_000)
                .map(v -> Math.rint(v * 400) / 400)
                .toArray();
        ScoreQuantiles quantiles = ScoreQuantiles.of(scores);
        double last = 0;
        for (double score = 1.01; score > -0.01; score -= 0.0007) {
            assertThat(quantiles.tailShare(score)).isGreaterThanOrEqualTo(last);
            last = quantiles.tailShare(score);
        }
    }

    @Test
    void quantilesFollowTheScores() {
        double[] scores = new SplittableRandom(4).doubles(50_000).toArray();
        ScoreQuantiles quantiles = ScoreQuantiles.of(scores);
        Arrays.sort(scores);
        assertThat(quantiles.quantile(1)).isEqualTo(scores[49_999]);
        assertThat(quantiles.quantile(0)).isEqualTo(scores[0]);
        for (double share : new double[] {0.1, 0.5, 0.9, 0.99, 0.999}) {
            // Interpolation over a step of 3 % of the rank, among uniform scores.
            assertThat(quantiles.quantile(share)).isCloseTo(share, within(0.03 * (1 - share) + 0.005));
        }
    }

    @Test
    void aMillionScoresTakeAFewKilobytes() {
        ScoreQuantiles quantiles =
                ScoreQuantiles.of(new SplittableRandom(4).doubles(1_000_000).toArray());
        assertThat(quantiles.points()).isLessThan(450);
    }

    @Test
    void restoredFromItsPointsItIsTheSame() {
        ScoreQuantiles quantiles =
                ScoreQuantiles.of(new SplittableRandom(4).doubles(3_000).toArray());
        long[] ranks = new long[quantiles.points()];
        double[] scores = new double[quantiles.points()];
        for (int point = 0; point < ranks.length; point++) {
            ranks[point] = quantiles.rank(point);
            scores[point] = quantiles.score(point);
        }
        assertThat(ScoreQuantiles.restore(3_000, ranks, scores)).isEqualTo(quantiles);
        scores[5] = scores[4] + 0.1;
        assertThatThrownBy(() -> ScoreQuantiles.restore(3_000, ranks, scores)).hasMessageContaining("quantile 5");
        assertThatThrownBy(() -> ScoreQuantiles.of(new double[] {Double.NaN})).hasMessageContaining("NaN");
    }
}
