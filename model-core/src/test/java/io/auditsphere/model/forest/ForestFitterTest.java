package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestFitterTest {

    private static final int[] FLAG = {2};

    @Test
    void theForestIsTheSameForAnyNumberOfThreads() throws Exception {
        float[] rows = RandomForests.rows(new SplittableRandom(3), 500, 6);
        ForestParameters parameters = ForestParameters.plain(40, 64, 11);
        IsolationForest reference = ForestFitter.fit(rows, 500, 6, parameters);
        for (int threads : new int[] {1, 3, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> ForestFitter.fit(rows, 500, 6, parameters))
                                .get())
                        .as("the forest grown by %d threads", threads)
                        .isEqualTo(reference);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void moreTreesOfOneSeedBeginWithTheSameTrees() {
        float[] rows = RandomForests.rows(new SplittableRandom(4), 300, 4);
        IsolationForest few = ForestFitter.fit(rows, 300, 4, ForestParameters.plain(3, 32, 1));
        IsolationForest many = ForestFitter.fit(rows, 300, 4, ForestParameters.plain(9, 32, 1));
        double[] fewPaths = new double[3];
        double[] manyPaths = new double[9];
        few.treePathLengths(rows, 0, fewPaths);
        many.treePathLengths(rows, 0, manyPaths);
        assertThat(manyPaths).startsWith(fewPaths);
    }

    @Test
    void seedsDecide() {
        float[] rows = RandomForests.rows(new SplittableRandom(5), 300, 4);
        assertThat(ForestFitter.fit(rows, 300, 4, ForestParameters.plain(5, 32, 1)))
                .isEqualTo(ForestFitter.fit(rows, 300, 4, ForestParameters.plain(5, 32, 1)))
                .isNotEqualTo(ForestFitter.fit(rows, 300, 4, ForestParameters.plain(5, 32, 2)));
    }

    /** A change of this value means that seeds no longer give the forests that they gave: a decision, not a detail. */
    @Test
    void aSeedGivesTheForestThatItAlwaysGave() {
        LabelledSet set = LabelledSet.synthetic();
        IsolationForest forest =
                ForestFitter.fit(set.rows(), set.count(), set.width(), ForestParameters.plain(10, 256, 42));
        assertThat(forest.hashCode()).isEqualTo(GOLDEN_HASH);
    }

    private static final int GOLDEN_HASH = -971947654;

    /** With a sample of all rows, every node's count must be that of the rows that the walk leads there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nodesCountTheRowsThatReachThem(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = random.nextInt(2, 600);
        int width = random.nextInt(1, 12);
        float[] rows = RandomForests.rows(random, count, width);
        IsolationForest forest = ForestFitter.fit(rows, count, width, ForestParameters.plain(8, count, seed));
        for (int tree = 0; tree < forest.trees(); tree++) {
            int[] reached = new int[forest.nodes()];
            for (int row = 0; row < count; row++) {
                reached[forest.leaf(tree, rows, row * width)]++;
            }
            for (int node = forest.root(tree); node < forest.root(tree + 1); node++) {
                if (forest.feature(node) == IsolationForest.LEAF) {
                    assertThat(forest.samples(node)).as("rows in leaf %d", node).isEqualTo(reached[node]);
                }
            }
            assertThat(forest.samples(forest.root(tree)))
                    .as("rows drawn without replacement")
                    .isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 255, 256, 257})
    void noPathIsLongerThanTheDepthLimit(int sampleSize) {
        float[] rows = RandomForests.rows(new SplittableRandom(9), 1000, 3);
        int limit = (int) Math.ceil(Math.log(sampleSize) / Math.log(2));
        assertThat(ForestFitter.fit(rows, 1000, 3, ForestParameters.plain(30, sampleSize, 7))
                        .maxDepth())
                .as("splits on the longest path, ⌈log2 %d⌉ allowed", sampleSize)
                .isLessThanOrEqualTo(limit);
    }

    @Test
    void rowsThatAreAllAlikeGiveOneLeaf() {
        IsolationForest forest = ForestFitter.fit(new float[40], 20, 2, ForestParameters.plain(3, 20, 1));
        assertThat(forest.nodes()).isEqualTo(3);
        assertThat(forest.score(new float[2], 0))
                .as("nothing varies, so nothing is strange")
                .isCloseTo(0.5, within(1e-10)); // path lengths are rounded to 2^-32
    }

    @Test
    void thePlainDrawIsEvenOverTheFeaturesThatVary() {
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[200 * 5];
        for (int row = 0; row < 200; row++) {
            for (int feature = 0; feature < 4; feature++) {
                rows[row * 5 + feature] = (float) random.nextDouble();
            }
        }
        IsolationForest forest = ForestFitter.fit(rows, 200, 5, ForestParameters.plain(4000, 16, 2));
        assertThat(rootsOn(forest, feature -> feature == 4))
                .as("the constant feature")
                .isZero();
        for (int feature = 0; feature < 4; feature++) {
            int wanted = feature;
            // 1,000 expected, with a standard deviation of 27: five of them.
            assertThat(rootsOn(forest, f -> f == wanted)).isBetween(865L, 1135L);
        }
    }

    @Test
    void theGroupDrawIsEvenOverTheGroups() {
        float[] rows = new float[200 * 6];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i % 6 == 5 ? 3 : (float) random.nextDouble();
        }
        int[][] groups = {{0, 1, 2}, {3, 5}, {4}, {5}};
        IsolationForest forest =
                ForestFitter.fit(rows, 200, 6, new ForestParameters(3000, 16, 2, groups, new int[0], 0));
        // A third for each group that has a feature that varies; standard deviation 26, five of them.
        assertThat(rootsOn(forest, f -> f <= 2)).as("group of three").isBetween(870L, 1130L);
        assertThat(rootsOn(forest, f -> f == 3))
                .as("group of one that varies and one that does not")
                .isBetween(870L, 1130L);
        assertThat(rootsOn(forest, f -> f == 4)).as("group of one").isBetween(870L, 1130L);
        assertThat(rootsOn(forest, f -> f == 5)).as("constant").isZero();
    }

    private static long rootsOn(IsolationForest forest, IntPredicate feature) {
        return IntStream.range(0, forest.trees())
                .filter(tree -> feature.test(forest.feature(forest.root(tree))))
                .count();
    }

    @Test
    void thresholdsAreUniformBetweenTheLeastAndTheGreatestValue() {
        float[] rows = {10, 20};
        IsolationForest forest = ForestFitter.fit(rows, 2, 1, ForestParameters.plain(2000, 2, 3));
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            float threshold = forest.threshold(forest.root(tree));
            assertThat(threshold).isBetween(10f, Math.nextDown(20f));
            sum += threshold;
        }
        // The mean of 2,000 uniform draws has a standard deviation of 10/√12/√2000 = 0.065: five of them.
        assertThat(sum / forest.trees()).isBetween(14.68, 15.32);
    }

    @Test
    void valuesNextToEachOtherAreStillSplitApart() {
        float low = 1000;
        float[] rows = {low, Math.nextUp(low)};
        IsolationForest forest = ForestFitter.fit(rows, 2, 1, ForestParameters.plain(50, 2, 3));
        for (int tree = 0; tree < forest.trees(); tree++) {
            assertThat(forest.threshold(forest.root(tree))).isEqualTo(low);
        }
    }

    /** The reason for anchors: a flag that never is set in training is never asked about, so setting it goes unseen. */
    @Test
    void anchorsMakeARareFlagCount() {
        SplittableRandom random = new SplittableRandom(8);
        float[] rows = new float[2000 * 3];
        for (int row = 0; row < 2000; row++) {
            rows[row * 3] = random.nextInt(12);
            rows[row * 3 + 1] = random.nextInt(8);
        }
        float[] ordinary = {5, 4, 0};
        float[] flagged = {5, 4, 1};
        IsolationForest plain = ForestFitter.fit(rows, 2000, 3, ForestParameters.plain(100, 256, 1));
        IsolationForest anchored = ForestFitter.fit(rows, 2000, 3, new ForestParameters(100, 256, 1, null, FLAG, 2));
        assertThat(plain.score(flagged, 0)).isEqualTo(plain.score(ordinary, 0));
        assertThat(anchored.score(flagged, 0))
                .as("the score of a row whose flag training never saw")
                .isGreaterThan(anchored.score(ordinary, 0) + 0.15);
    }

    @Test
    void everySampleHasItsAnchorsAndNoMore() {
        float[] rows = new float[1000 * 3];
        ForestParameters parameters = new ForestParameters(50, 256, 1, null, FLAG, 2);
        IsolationForest forest = ForestFitter.fit(rows, 1000, 3, parameters);
        for (int tree = 0; tree < forest.trees(); tree++) {
            int root = forest.root(tree);
            assertThat(forest.feature(root)).isEqualTo(FLAG[0]);
            assertThat(forest.samples(root))
                    .as("anchors replace rows of the sample")
                    .isEqualTo(256);
            assertThat(forest.samples(forest.right(root)))
                    .as("anchors in the sample")
                    .isEqualTo(2);
        }
    }

    /** The reason for anchor values: trees split between the values that they have seen, and not beyond them. */
    @Test
    void anchorsTellTheExtremeFromTheHighestThatTrainingSaw() {
        SplittableRandom random = new SplittableRandom(8);
        float[] rows = new float[2000 * 3];
        for (int row = 0; row < 2000; row++) {
            rows[row * 3] = random.nextInt(11);
            rows[row * 3 + 1] = random.nextInt(8);
            rows[row * 3 + 2] = random.nextInt(5);
        }
        float[] highest = {10, 4, 2};
        float[] extreme = {100, 4, 2};
        IsolationForest plain = ForestFitter.fit(rows, 2000, 3, ForestParameters.plain(100, 256, 1));
        ForestParameters parameters = new ForestParameters(100, 256, 1, null, new int[] {0}, 2, new float[] {30});
        IsolationForest anchored = ForestFitter.fit(rows, 2000, 3, parameters);
        assertThat(plain.score(extreme, 0)).isEqualTo(plain.score(highest, 0));
        assertThat(anchored.score(extreme, 0))
                .as("the score of ten times the highest value of training")
                .isGreaterThan(anchored.score(highest, 0) + 0.1);
    }

    @Test
    void wantsAValueForEachAnchor() {
        assertThatThrownBy(() -> new ForestParameters(1, 2, 1, null, new int[] {0, 1}, 1, new float[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 anchor features and 1 values");
    }

    @Test
    void aSampleSmallerThanTheDataIsAllOfTheData() {
        float[] rows = RandomForests.rows(new SplittableRandom(1), 100, 2);
        assertThat(ForestFitter.fit(rows, 100, 2, ForestParameters.plain(2, 256, 1))
                        .sampleSize())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void valuesThatAreNotFiniteAreRefusedWithTheirPlace(float value) {
        float[] rows = new float[6];
        rows[5] = value;
        assertThatThrownBy(() -> ForestFitter.fit(rows, 3, 2, ForestParameters.plain(1, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("feature 1")
                .hasMessageContaining(Float.toString(value));
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> ForestParameters.plain(0, 256, 1)).hasMessageContaining("0");
        assertThatThrownBy(() -> ForestParameters.plain(1, 1, 1)).hasMessageContaining("1");
        assertThatThrownBy(() -> ForestFitter.fit(new float[2], 1, 2, ForestParameters.plain(1, 2, 1)))
                .hasMessageContaining("at least 2 rows");
        assertThatThrownBy(() -> ForestFitter.fit(new float[3], 2, 2, ForestParameters.plain(1, 2, 1)))
                .hasMessageContaining("4 values");
        assertThatThrownBy(() ->
                        ForestFitter.fit(new float[4], 2, 2, new ForestParameters(1, 2, 1, null, new int[] {2}, 1)))
                .hasMessageContaining("feature 2");
    }
}
