package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.explain.TreeShap;
import io.auditsphere.model.forest.ForestParameters.LeafValues;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Splits by pooled gain and leaves of adjusted depth: right by their definitions, and scored by the same layouts. */
class FitOptionsTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyLayoutScoresThem(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 12);
        float[] rows = seed % 2 == 0
                ? RandomForests.wholeNumberRows(random, 800, width)
                : RandomForests.rows(random, 800, width);
        ForestParameters parameters = ForestParameters.plain(60, 200, seed)
                .withPooledGain(seed % 3 / 2.0)
                .withLeafValues(LeafValues.ADJUSTED_DEPTH);
        IsolationForest forest = ForestFitter.fit(rows, 800, width, parameters);
        double[] scores = new double[800];
        for (ForestScorer scorer : new ForestScorer[] {ForestScorer.of(forest), ForestScorer.ofAnyValues(forest)}) {
            scorer.scores(rows, 800, scores);
            for (int row = 0; row < 800; row++) {
                assertThat(scores[row])
                        .as("row %d by %s", row, scorer.layout())
                        .isEqualTo(forest.score(rows, row * width));
            }
        }
        TreeShap shap = new TreeShap(forest);
        double[] contributions = new double[width];
        for (int row = 0; row < 20; row++) {
            shap.contributions(rows, row * width, contributions);
            assertThat(Arrays.stream(contributions).sum())
                    .isCloseTo(shap.expectedPathLength() - forest.meanPathLength(rows, row * width), within(1e-9));
        }
    }

    /** Two clusters far apart: the greatest gain is in the gap, wherever a random threshold would fall. */
    @Test
    void aSplitOfGreatestGainCutsAlongTheGap() {
        float[] rows = new float[64];
        for (int i = 0; i < 64; i++) {
            rows[i] = i < 40 ? i / 40f : 100 + i / 40f;
        }
        IsolationForest forest =
                ForestFitter.fit(rows, 64, 1, ForestParameters.plain(50, 64, 1).withPooledGain(1));
        for (int tree = 0; tree < forest.trees(); tree++) {
            assertThat(forest.threshold(forest.root(tree)))
                    .as("half-way through the gap")
                    .isCloseTo((39 / 40f + 101) / 2, within(0.01f));
            assertThat(forest.samples(forest.left(forest.root(tree)))).isEqualTo(40);
        }
    }

    /** The best threshold by trying every one with the plain formula of the standard deviation. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theGainIsThatOfItsDefinition(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(2, 40);
        float[] values = new float[count];
        for (int i = 1; i < count; i++) {
            values[i] = random.nextInt(1 + random.nextInt(30)) + 1000;
        }
        values[0] = 999;
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        float found = new PooledGain(count).bestThreshold(values, 0, order, 0, count);
        double least = Double.POSITIVE_INFINITY;
        for (float candidate : values) {
            least = Math.min(least, candidate < max(values) ? spreads(values, candidate) : least);
        }
        assertThat(spreads(values, found)).isCloseTo(least, within(1e-9));
    }

    private static float max(float[] values) {
        float max = values[0];
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static double spreads(float[] values, float threshold) {
        double[] left = new double[values.length];
        double[] right = new double[values.length];
        int lefts = 0;
        int rights = 0;
        for (float value : values) {
            if (value <= threshold) {
                left[lefts++] = value;
            } else {
                right[rights++] = value;
            }
        }
        return spread(Arrays.copyOf(left, lefts)) + spread(Arrays.copyOf(right, rights));
    }

    private static double spread(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / values.length) * values.length;
    }

    /** Worked by hand: values 0, 1 and 10 of which the split at t sends two left; p = (2/3) / (t/10). */
    @Test
    void anAdjustedDepthIsThatOfItsDefinition() {
        float[] rows = {0, 1, 10};
        IsolationForest forest = ForestFitter.fit(
                rows, 3, 1, ForestParameters.plain(200, 3, 1).withLeafValues(LeafValues.ADJUSTED_DEPTH));
        assertThat(forest.pathLengthsStated()).isTrue();
        for (int tree = 0; tree < forest.trees(); tree++) {
            double threshold = forest.threshold(forest.root(tree));
            int right = forest.right(forest.root(tree));
            double share = forest.samples(right) / 3.0;
            double density = share / ((10 - threshold) / 10);
            if (forest.samples(right) == 1) {
                assertThat(forest.leafPathLength(right))
                        .as("the path of 10, split off at %s", threshold)
                        .isCloseTo(2 / (1 + 1 / (2 * density)), within(1e-9));
            }
        }
    }

    @Test
    void aRowInAWideAndEmptySideIsStranger() {
        SplittableRandom random = new SplittableRandom(4);
        float[] rows = new float[1000];
        for (int i = 0; i < 1000; i++) {
            rows[i] = (float) random.nextDouble();
        }
        rows[7] = 50;
        IsolationForest plain = ForestFitter.fit(rows, 1000, 1, ForestParameters.plain(100, 1000, 1));
        IsolationForest adjusted = ForestFitter.fit(
                rows, 1000, 1, ForestParameters.plain(100, 1000, 1).withLeafValues(LeafValues.ADJUSTED_DEPTH));
        double plainRatio = plain.meanPathLength(rows, 7) / plain.meanPathLength(rows, 8);
        double adjustedRatio = adjusted.meanPathLength(rows, 7) / adjusted.meanPathLength(rows, 8);
        assertThat(adjustedRatio)
                .as("path of the outlier beside that of an ordinary row")
                .isLessThan(plainRatio);
    }

    @Test
    void withoutOptionsAForestIsThePlainOne() {
        float[] rows = RandomForests.rows(new SplittableRandom(2), 300, 5);
        ForestParameters plain = ForestParameters.plain(20, 128, 3);
        assertThat(ForestFitter.fit(rows, 300, 5, plain.withPooledGain(0).withLeafValues(LeafValues.DEPTH)))
                .isEqualTo(ForestFitter.fit(rows, 300, 5, plain));
        assertThat(ForestFitter.fit(rows, 300, 5, plain.withLeafValues(LeafValues.ADJUSTED_DEPTH)))
                .as("other leaves on the same splits")
                .isNotEqualTo(ForestFitter.fit(rows, 300, 5, plain));
    }

    @Test
    void whatIsNoOptionIsRefused() {
        assertThatThrownBy(() -> ForestParameters.plain(1, 2, 1).withPooledGain(1.5))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> ForestParameters.plain(1, 2, 1).withPooledGain(Double.NaN))
                .hasMessageContaining("NaN");
        ForestBuilder mixed = new ForestBuilder(1, 4);
        mixed.split(0, 1);
        mixed.leaf(1);
        assertThatThrownBy(() -> mixed.leaf(1, 2)).hasMessageContaining("all state one, or none");
        ForestBuilder stated = new ForestBuilder(1, 4);
        stated.split(0, 1);
        stated.leaf(1, 0.5);
        assertThatThrownBy(() -> stated.leaf(1)).hasMessageContaining("all state one, or none");
        assertThatThrownBy(() -> stated.leaf(1, -1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> stated.leaf(1, Double.NaN)).hasMessageContaining("NaN");
    }
}
