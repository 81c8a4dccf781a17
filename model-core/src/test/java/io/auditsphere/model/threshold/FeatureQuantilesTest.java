package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureQuantilesTest {

    private static float[] hundredAndOneRows() {
        float[] rows = new float[101 * 2];
        for (int row = 0; row <= 100; row++) {
            rows[row * 2] = (row * 37) % 101;
            rows[row * 2 + 1] = row < 60 ? Float.NaN : 5;
        }
        return rows;
    }

    @Test
    void quantilesAreValuesThatOccur() {
        FeatureQuantiles quantiles = FeatureQuantiles.of(hundredAndOneRows(), 101, 2);
        assertThat(quantiles.median(0)).isEqualTo(50);
        assertThat(quantiles.value(0, 0)).isZero();
        assertThat(quantiles.value(0, FeatureQuantiles.points() - 1)).isEqualTo(100);
        assertThat(quantiles.quantile(0, 0.95)).isEqualTo(95);
        assertThat(quantiles.quantile(0, 0.6)).isCloseTo(60, within(1e-4));
        assertThat(quantiles.quantile(0, 0)).isZero();
        assertThat(quantiles.quantile(0, 1)).isEqualTo(100);
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        assertThat(FeatureQuantiles.of(hundredAndOneRows(), 101, 2).medians()).containsExactly(50, 5);
        assertThat(FeatureQuantiles.of(new float[] {Float.NaN}, 1, 1).median(0)).isNaN();
        assertThat(FeatureQuantiles.of(new float[0], 0, 1).median(0)).isNaN();
    }

    @Test
    void restoredFromItsValuesItIsTheSame() {
        FeatureQuantiles quantiles = FeatureQuantiles.of(hundredAndOneRows(), 101, 2);
        float[] values = new float[2 * FeatureQuantiles.points()];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantiles.value(i / FeatureQuantiles.points(), i % FeatureQuantiles.points());
        }
        assertThat(FeatureQuantiles.restore(2, values)).isEqualTo(quantiles);
        assertThatThrownBy(() -> FeatureQuantiles.restore(3, values)).hasMessageContaining("36");
    }
}
