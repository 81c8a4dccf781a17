package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForestScorerTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void givesTheBitsOfTheWalkOnAnyForest(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 65);
        int maxSample = 1 << random.nextInt(1, 11);
        IsolationForest forest = RandomForests.forest(random, seed % 5 == 0 ? 1000 : 100, maxSample, width);
        float[] rows = probes(random, forest, 300);
        assertSameBits(ForestScorer.of(forest), forest, rows);
        assertSameBits(ForestScorer.ofAnyValues(forest), forest, rows);
    }

    /** The corners of what a forest may be: trees, rows a tree, features. */
    @ParameterizedTest
    @CsvSource({"1,2,1", "1,4096,64", "1000,2,64", "1000,64,1", "3,4096,1", "40,2048,3", "1000,256,16"})
    void givesTheBitsOfTheWalkAtTheCorners(int trees, int sampleSize, int width) {
        SplittableRandom random = new SplittableRandom(trees + sampleSize + width);
        int count = sampleSize + 1;
        float[] training = RandomForests.rows(random, count, width);
        IsolationForest forest = ForestFitter.fit(training, count, width, ForestParameters.plain(trees, sampleSize, 1));
        float[] rows = probes(random, forest, 50);
        assertSameBits(ForestScorer.of(forest), forest, rows);
        assertSameBits(ForestScorer.ofAnyValues(forest), forest, rows);
    }

    /** Values that repeat in every row, and rows that are all the same: few splits, or none. */
    @Test
    void givesTheBitsOfTheWalkOnDuplicatesAndConstants() {
        SplittableRandom random = new SplittableRandom(6);
        float[] training = new float[600 * 5];
        for (int i = 0; i < training.length; i++) {
            training[i] = i % 5 == 0 ? 0.25f : random.nextInt(2) * 1e-30f;
        }
        for (float[] rows : new float[][] {training, new float[600 * 5]}) {
            IsolationForest forest = ForestFitter.fit(rows, 600, 5, ForestParameters.plain(80, 256, 3));
            assertSameBits(ForestScorer.of(forest), forest, probes(random, forest, 100));
            assertSameBits(ForestScorer.ofAnyValues(forest), forest, probes(random, forest, 100));
        }
    }

    /** Whole-number tables know no fractions: such rows are walked, beside others of the same batch that are not. */
    @Test
    void fractionsAmongWholeNumbersGiveTheBitsOfTheWalk() {
        SplittableRandom random = new SplittableRandom(7);
        float[] training = RandomForests.wholeNumberRows(random, 2000, 6);
        IsolationForest forest = ForestFitter.fit(training, 2000, 6, ForestParameters.plain(50, 256, 3));
        float[] rows = Arrays.copyOf(training, 500 * 6);
        for (int row = 0; row < 500; row += 3) {
            rows[row * 6 + random.nextInt(6)] += 0.5f;
        }
        assertSameBits(ForestScorer.of(forest), forest, rows);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesTheBitsOfTheWalkOnWholeNumbers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 20);
        float[] training = RandomForests.wholeNumberRows(random, 2000, width);
        IsolationForest forest = ForestFitter.fit(training, 2000, width, ForestParameters.plain(200, 256, seed));
        ForestScorer scorer = ForestScorer.of(forest);
        assertThat(scorer.layout()).startsWith("leaf masks");
        assertSameBits(scorer, forest, training);
        assertSameBits(scorer, forest, probes(random, forest, 300));
    }

    /** Values of the training kind, thresholds themselves and their neighbours, and values beyond everything. */
    private static float[] probes(SplittableRandom random, IsolationForest forest, int count) {
        float[] rows = RandomForests.rows(random, count, forest.width());
        for (int i = 0; i < rows.length; i++) {
            int node = random.nextInt(forest.nodes());
            switch (random.nextInt(8)) {
                case 0 -> rows[i] = forest.threshold(node);
                case 1 -> rows[i] = Math.nextUp(forest.threshold(node));
                case 2 -> rows[i] = Math.nextDown(forest.threshold(node));
                case 3 -> rows[i] = random.nextBoolean() ? Float.MAX_VALUE : -Float.MAX_VALUE;
                case 4 -> rows[i] = random.nextBoolean() ? -0.0f : Integer.MIN_VALUE;
                default -> {}
            }
        }
        return rows;
    }

    private static void assertSameBits(ForestScorer scorer, IsolationForest forest, float[] rows) {
        int count = rows.length / forest.width();
        double[] batch = new double[count];
        scorer.scores(rows, count, batch);
        double[] walkedPaths = new double[forest.trees()];
        double[] paths = new double[forest.trees()];
        for (int row = 0; row < count; row++) {
            double walked = forest.score(rows, row * forest.width());
            assertThat(batch[row])
                    .as("row %d by %s in %s", row, scorer.layout(), forest)
                    .isEqualTo(walked);
            assertThat(scorer.score(rows, row * forest.width())).isEqualTo(walked);
            forest.treePathLengths(rows, row * forest.width(), walkedPaths);
            assertThat(scorer.treePathLengths(rows, row * forest.width(), paths))
                    .isEqualTo(forest.meanPathLength(rows, row * forest.width()));
            assertThat(paths).as("path lengths of row %d, tree by tree", row).isEqualTo(walkedPaths);
        }
    }

    @Test
    void bigForestsAreWalked() {
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[8192 * 16];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble();
        }
        IsolationForest forest = ForestFitter.fit(rows, 8192, 16, ForestParameters.plain(1000, 4096, 1));
        ForestScorer scorer = ForestScorer.of(forest);
        assertThat(scorer.layout()).isEqualTo("walk");
        assertSameBits(scorer, forest, probes(random, forest, 20));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesThatAreNotFiniteAreRefused(float value) {
        SplittableRandom random = new SplittableRandom(1);
        float[] training = RandomForests.rows(random, 300, 12);
        IsolationForest forest = ForestFitter.fit(training, 300, 12, ForestParameters.plain(20, 256, 1));
        for (ForestScorer scorer : new ForestScorer[] {ForestScorer.of(forest), ForestScorer.ofAnyValues(forest)}) {
            for (int feature = 0; feature < 12; feature++) {
                float[] row = Arrays.copyOf(training, 12);
                row[feature] = value;
                assertThatThrownBy(() -> scorer.score(row, 0))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("feature")
                        .hasMessageContaining(Float.toString(value));
            }
        }
    }
}
