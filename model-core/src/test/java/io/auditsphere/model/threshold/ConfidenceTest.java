package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.forest.ForestBuilder;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

    /** Trees of which so many find the row after one split and the others after two. */
    private static IsolationForest forest(int trees, int quick) {
        ForestBuilder builder = new ForestBuilder(1, 3);
        for (int tree = 0; tree < trees; tree++) {
            builder.split(0, 5);
            if (tree < quick) {
                builder.leaf(2);
            } else {
                builder.split(0, 1);
                builder.leaf(1);
                builder.leaf(1);
            }
            builder.leaf(1);
        }
        return builder.build();
    }

    private static final float[] QUICK_ROW = {9};

    private static double agreement(IsolationForest forest, float[] row, double threshold) {
        double[] paths = new double[forest.trees()];
        forest.treePathLengths(row, 0, paths);
        Confidence confidence = new Confidence(forest);
        return confidence.agreement(paths, forest.score(row, 0) >= threshold, confidence.longestPath(threshold));
    }

    @Test
    void treesThatAllSayTheSameAreCertain() {
        assertThat(agreement(forest(40, 40), QUICK_ROW, 0.1)).isEqualTo(1);
        assertThat(agreement(forest(40, 40), QUICK_ROW, 0.99)).isEqualTo(1);
    }

    @Test
    void fewerTreesThanGroupsVoteOneByOne() {
        ForestBuilder builder = new ForestBuilder(1, 3);
        for (int tree = 0; tree < 4; tree++) {
            builder.split(0, tree == 0 ? 100 : 5);
            builder.leaf(2);
            builder.leaf(1);
        }
        IsolationForest forest = builder.build();
        // The row ends in a leaf of one row (path 1) in three trees, in one of two rows (path 2) in the first.
        double threshold = forest.score(new float[] {9}, 0);
        assertThat(agreement(forest, QUICK_ROW, threshold)).isEqualTo(0.75);
    }

    @Test
    void rowsFarFromTheThresholdAreMoreCertainThanRowsAtIt() {
        SplittableRandom random = new SplittableRandom(2);
        float[] rows = new float[4000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (random.nextDouble() + random.nextDouble());
        }
        IsolationForest forest = ForestFitter.fit(rows, 2000, 2, ForestParameters.plain(200, 256, 3));
        double threshold = forest.score(rows, 0);
        assertThat(agreement(forest, rows, threshold)).isBetween(0.3, 0.85);
        assertThat(agreement(forest, new float[] {9, -9}, threshold)).isEqualTo(1);
    }
}
