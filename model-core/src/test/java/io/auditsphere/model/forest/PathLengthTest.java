package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PathLengthTest {

    /** The values that scikit-learn 1.2.1's {@code _average_path_length} gives, printed to 15 digits. */
    @Test
    void averagePathLengthIsThatOfThePaper() {
        assertThat(PathLength.averageOf(0)).isZero();
        assertThat(PathLength.averageOf(1)).isZero();
        assertThat(PathLength.averageOf(2)).isEqualTo(1);
        assertThat(PathLength.averageOf(3)).isCloseTo(1.20739235758962, within(1e-13));
        assertThat(PathLength.averageOf(256)).isCloseTo(10.2447709201199, within(1e-13));
        assertThat(PathLength.averageOf(4096)).isCloseTo(15.7899636036274, within(1e-13));
    }

    @Test
    void anAveragePathScoresOneHalf() {
        assertThat(PathLength.score(PathLength.averageOf(256), 256)).isEqualTo(0.5);
        assertThat(PathLength.score(0, 256)).isEqualTo(1);
    }

    @Test
    void ofScoreIsTheInverse() {
        for (double score : new double[] {0.3, 0.5, 0.62, 0.99}) {
            assertThat(PathLength.score(PathLength.ofScore(score, 256), 256)).isCloseTo(score, within(1e-14));
        }
    }
}
