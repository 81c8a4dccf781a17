package io.auditsphere.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.features.AuditFeatures;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FeatureValuesTest {

    private final float[] values = new float[AuditFeatures.WIDTH];
    private final FeatureValues byName = new FeatureValues(AuditFeatures.SCHEMA, values);

    @Test
    void isTheMapOfEveryFeatureInTheSchemasOrder() {
        Map<String, Double> expected = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            values[i] = i + 0.5f; // exact in binary, so that float and double agree
            expected.put(AuditFeatures.SCHEMA.feature(i).name(), i + 0.5);
        }

        assertThat(byName).isEqualTo(expected).hasSameHashCodeAs(expected);
        assertThat(byName.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(byName.get("is_bulk_operation")).isEqualTo(15.5);
    }

    @Test
    void knowsNothingElse() {
        assertThat(byName.get("cpu_load")).isNull();
        assertThat(byName.containsKey("cpu_load")).isFalse();
        assertThat(byName.containsKey("hour_of_day")).isTrue();
        Iterator<?> all = byName.entrySet().iterator();
        for (int i = 0; i < values.length; i++) {
            all.next();
        }
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> byName.put("hour_of_day", 1.0)).isInstanceOf(UnsupportedOperationException.class);
    }
}
