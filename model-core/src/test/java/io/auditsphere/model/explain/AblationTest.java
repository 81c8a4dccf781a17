package io.auditsphere.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import io.auditsphere.model.threshold.FeatureQuantiles;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AblationTest {

    @Test
    void contributionsAreWhatTheMedianGivesBack() {
        SplittableRandom random = new SplittableRandom(2);
        float[] rows = RandomForests.rows(random, 500, 6);
        IsolationForest forest = ForestFitter.fit(rows, 500, 6, ForestParameters.plain(50, 128, 3));
        float[] medians = FeatureQuantiles.of(rows, 500, 6).medians();
        double[] contributions = new double[6];
        for (int row = 0; row < 100; row++) {
            new Ablation(forest).contributions(rows, row * 6, medians, contributions);
            for (int feature = 0; feature < 6; feature++) {
                float[] changed = java.util.Arrays.copyOfRange(rows, row * 6, row * 6 + 6);
                changed[feature] = medians[feature];
                assertThat(contributions[feature])
                        .isCloseTo(
                                forest.meanPathLength(changed, 0) - forest.meanPathLength(rows, row * 6),
                                within(1e-12));
            }
        }
    }

    @Test
    void theRowIsLeftAsItWas() {
        float[] rows = RandomForests.rows(new SplittableRandom(2), 100, 4);
        IsolationForest forest = ForestFitter.fit(rows, 100, 4, ForestParameters.plain(5, 64, 3));
        float[] before = rows.clone();
        new Ablation(forest).contributions(rows, 40, new float[4], new double[4]);
        assertThat(rows).isEqualTo(before);
    }

    @Test
    void theFeatureThatIsFarOutContributesMost() {
        SplittableRandom random = new SplittableRandom(2);
        float[] rows = new float[2000 * 3];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) random.nextDouble();
        }
        IsolationForest forest = ForestFitter.fit(rows, 2000, 3, ForestParameters.plain(100, 256, 3));
        double[] contributions = new double[3];
        new Ablation(forest)
                .contributions(new float[] {0.5f, 4, 0.4f}, 0, new float[] {0.5f, 0.5f, 0.5f}, contributions);
        assertThat(contributions[1]).isGreaterThan(2).isGreaterThan(5 * Math.abs(contributions[2]));
        assertThat(contributions[0]).as("a feature at its median").isZero();
    }
}
