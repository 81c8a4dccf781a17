package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.forest.ParityRun.Spread;
import org.junit.jupiter.api.Test;

/**
 * The rule of {@link OddsParity} on a set of our own: 800 rows of two clusters, a lognormal column, a whole-number
 * column and a flag, 40 of them planted anomalies. The references are scikit-learn 1.2.1 on the very same file,
 * {@code IsolationForest(n_estimators, max_samples=256, random_state=0..9)}.
 */
class ScikitLearnParityTest {

    private final LabelledSet set = LabelledSet.synthetic();

    @Test
    void hundredTreesRankAsScikitLearnsDo() {
        assertParity(100, new Spread(0.88738, 0.00576), new Spread(0.55538, 0.01405));
    }

    @Test
    void twoHundredTreesRankAsScikitLearnsDo() {
        assertParity(200, new Spread(0.88764, 0.00346), new Spread(0.55328, 0.01109));
    }

    private void assertParity(int trees, Spread auc, Spread ap) {
        ParityRun run = ParityRun.of(set, trees, ParityRun.REFERENCE_SEEDS);
        assertThat(run.matchesAreaUnderRoc(auc))
                .as("AUC of %d trees: %s, scikit-learn's %s", trees, run.areaUnderRoc(), auc)
                .isTrue();
        assertThat(run.matchesAveragePrecision(ap))
                .as("average precision of %d trees: %s, scikit-learn's %s", trees, run.averagePrecision(), ap)
                .isTrue();
    }
}
