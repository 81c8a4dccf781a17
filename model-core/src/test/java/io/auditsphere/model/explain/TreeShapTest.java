package io.auditsphere.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeShapTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void equalsTheDefinitionOnSmallForests(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 11);
        assertEqualsDefinition(RandomForests.forest(random, 5, 200, width), random);
    }

    /** The full width of the audit kind, and trees deeper than the eight splits of its samples. */
    @Test
    void equalsTheDefinitionOverSixteenFeatures() {
        SplittableRandom random = new SplittableRandom(77);
        float[] rows = RandomForests.rows(random, 2000, 16);
        assertEqualsDefinition(ForestFitter.fit(rows, 2000, 16, ForestParameters.plain(1, 256, 5)), random);
        assertEqualsDefinition(ForestFitter.fit(rows, 2000, 16, ForestParameters.plain(1, 1024, 5)), random);
    }

    private static void assertEqualsDefinition(IsolationForest forest, SplittableRandom random) {
        float[] row = RandomForests.rows(random, 1, forest.width());
        double[] contributions = new double[forest.width()];
        new TreeShap(forest).contributions(row, 0, contributions);
        double[] shapley = BruteForceShapley.of(forest, row);
        for (int feature = 0; feature < forest.width(); feature++) {
            // 1e-9 is the contract; rounding in sums of 2^16 terms stays four orders below it.
            assertThat(contributions[feature])
                    .as("contribution of feature %d in %s", feature, forest)
                    .isCloseTo(-shapley[feature], within(1e-9));
        }
    }

    @Test
    void equalsTheTextbookAlgorithmOnAFullForest() {
        SplittableRandom random = new SplittableRandom(5);
        float[] rows = RandomForests.rows(random, 3000, 16);
        IsolationForest forest = ForestFitter.fit(rows, 3000, 16, ForestParameters.plain(200, 256, 5));
        double[] contributions = new double[16];
        double[] textbook = new double[16];
        for (int row = 0; row < 20; row++) {
            new TreeShap(forest).contributions(rows, row * 16, contributions);
            new TextbookTreeShap(forest).contributions(rows, row * 16, textbook);
            assertThat(contributions).containsExactly(textbook, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contributionsAddUpToThePathLength(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        IsolationForest forest = RandomForests.forest(random, 60, 1000, random.nextInt(1, 40));
        TreeShap shap = new TreeShap(forest);
        float[] rows = RandomForests.rows(random, 50, forest.width());
        double[] contributions = new double[forest.width()];
        for (int row = 0; row < 50; row++) {
            shap.contributions(rows, row * forest.width(), contributions);
            double sum = 0;
            for (double contribution : contributions) {
                sum += contribution;
            }
            assertThat(sum)
                    .as("sum of contributions of row %d in %s", row, forest)
                    .isCloseTo(
                            shap.expectedPathLength() - forest.meanPathLength(rows, row * forest.width()),
                            within(1e-9));
        }
    }

    @Test
    void theExpectedPathLengthIsTheMeanOverTheRowsThatTheTreesGrewOn() {
        float[] rows = RandomForests.rows(new SplittableRandom(3), 200, 5);
        IsolationForest forest = ForestFitter.fit(rows, 200, 5, ForestParameters.plain(20, 200, 1));
        double sum = 0;
        for (int row = 0; row < 200; row++) {
            sum += forest.meanPathLength(rows, row * 5);
        }
        assertThat(new TreeShap(forest).expectedPathLength()).isCloseTo(sum / 200, within(1e-10));
    }

    /**
     * One feature pushed out of an ordinary row must rank first in at least 99 of 100 rows. Ordinary is what scores
     * under the median: where a row is strange already, the forest rightly names what was. Values fall off
     * exponentially, as counts do; with bounded or Gaussian columns no value lies far enough from its neighbours for
     * the forest itself to be that sure (97 of 100).
     */
    @Test
    void thePlantedCulpritRanksFirst() {
        SplittableRandom random = new SplittableRandom(12);
        int width = 16;
        float[] rows = new float[4000 * width];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) -Math.log(1 - random.nextDouble());
        }
        IsolationForest forest = ForestFitter.fit(rows, 4000, width, ForestParameters.plain(200, 256, 6));
        TreeShap shap = new TreeShap(forest);
        double[] contributions = new double[width];
        double median = median(forest, rows, 4000);
        int found = 0;
        int tried = 0;
        for (int row = 0; tried < 1000; row++) {
            if (forest.score(rows, row * width) > median) {
                continue;
            }
            int culprit = tried++ % width;
            float[] strange = Arrays.copyOfRange(rows, row * width, (row + 1) * width);
            // Twenty times the mean: beyond every value that a tree saw.
            strange[culprit] = 20;
            shap.contributions(strange, 0, contributions);
            found += largest(contributions) == culprit ? 1 : 0;
        }
        assertThat(found).as("culprits ranked first of 1,000").isGreaterThanOrEqualTo(990);
    }

    private static double median(IsolationForest forest, float[] rows, int count) {
        double[] scores = new double[count];
        Arrays.setAll(scores, row -> forest.score(rows, row * forest.width()));
        Arrays.sort(scores);
        return scores[count / 2];
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
