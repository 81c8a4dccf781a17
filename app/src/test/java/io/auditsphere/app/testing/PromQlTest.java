package io.auditsphere.app.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void seriesAndLabelsOfAnExpressionAreFoundAndNothingElseIs() {
        PromQl parsed =
                PromQl.of("histogram_quantile(0.99, sum by (provider, le) (rate(delay_bucket{job=~\"a|b{\"}[5m])))"
                        + " > 1.5e3 and max without (store) (bytes offset 7d) > 0 unless time() - up > 2e9");
        assertThat(parsed.series()).containsExactly("bytes", "delay_bucket", "up");
        assertThat(parsed.labels()).containsExactly("job", "le", "provider", "store");
    }

    @Test
    void whatIsWrittenWronglyIsRefused() {
        assertThatThrownBy(() -> PromQl.of("sum(rate(x[5m])")).hasMessageContaining("brackets");
        assertThatThrownBy(() -> PromQl.of("sum(x{a=\"b\")")).hasMessageContaining("brackets");
        assertThatThrownBy(() -> PromQl.of("rat(x[5m])")).hasMessageContaining("rat");
    }
}
