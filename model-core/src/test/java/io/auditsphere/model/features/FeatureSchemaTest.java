package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AnomalyType;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureSchemaTest {

    @Test
    void theSixteenFeaturesHaveTheirNamesAndOrder() {
        assertThat(IntStream.range(0, AuditFeatures.SCHEMA.width())
                        .mapToObj(i -> AuditFeatures.SCHEMA.feature(i).name()))
                .containsExactly(
                        "hour_of_day",
                        "day_of_week",
                        "is_weekend",
                        "is_business_hours",
                        "event_count_1h",
                        "event_count_24h",
                        "unique_sites",
                        "unique_operations",
                        "is_guest",
                        "is_external",
                        "is_new_ip",
                        "is_unusual_location",
                        "operation_category",
                        "is_sensitive_operation",
                        "file_type_category",
                        "is_bulk_operation");
        assertThat(AuditFeatures.SCHEMA.kind()).isEqualTo("audit");
        assertThat(AuditFeatures.SCHEMA.width()).isEqualTo(AuditFeatures.WIDTH);
    }

    @Test
    void theHashOfTheSchemaIsThatOfEveryModelTrainedSoFar() {
        // If this fails, a definition has changed and every trained model will be refused: change it only with the
        // feature.
        assertThat(HexFormat.of().formatHex(AuditFeatures.SCHEMA.hash()))
                .isEqualTo("0851b2778a545633229e356fff931df17235903af664253b202f0bea4107a05d");
    }

    @Test
    void groupsNameTheTypeOfAnomaly() {
        assertThat(IntStream.range(0, 16)
                        .mapToObj(i -> AuditFeatures.SCHEMA.feature(i).group().anomalyType()))
                .containsExactly(
                        AnomalyType.UNUSUAL_TIMING,
                        AnomalyType.UNUSUAL_TIMING,
                        AnomalyType.UNUSUAL_TIMING,
                        AnomalyType.UNUSUAL_TIMING,
                        AnomalyType.UNUSUAL_VOLUME,
                        AnomalyType.UNUSUAL_VOLUME,
                        AnomalyType.UNUSUAL_VOLUME,
                        AnomalyType.UNUSUAL_VOLUME,
                        AnomalyType.EXTERNAL_ACCESS,
                        AnomalyType.EXTERNAL_ACCESS,
                        AnomalyType.SUSPICIOUS_LOCATION,
                        AnomalyType.SUSPICIOUS_LOCATION,
                        AnomalyType.SENSITIVE_OPERATION,
                        AnomalyType.SENSITIVE_OPERATION,
                        AnomalyType.SENSITIVE_OPERATION,
                        AnomalyType.BULK_OPERATION);
        assertThat(AuditFeatures.SCHEMA.groups()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5);
    }

    @Test
    void orderNamesAndBothDefinitionsAreHashed() {
        Feature feature = new Feature("load", "as measured", "tenths", FeatureGroup.VOLUME);
        Feature other = new Feature("disk", "as measured", "tenths", FeatureGroup.VOLUME);
        byte[] hash = hash("host", feature, other);
        assertThat(hash).hasSize(32).isEqualTo(hash("host", feature, other));
        assertThat(hash("host", other, feature)).as("order").isNotEqualTo(hash);
        assertThat(hash("guest", feature, other)).as("kind").isNotEqualTo(hash);
        assertThat(hash("host", new Feature("load1", "as measured", "tenths", FeatureGroup.VOLUME), other))
                .as("name")
                .isNotEqualTo(hash);
        assertThat(hash("host", new Feature("load", "in cores", "tenths", FeatureGroup.VOLUME), other))
                .as("shown")
                .isNotEqualTo(hash);
        assertThat(hash("host", new Feature("load", "as measured", "fifths", FeatureGroup.VOLUME), other))
                .as("split")
                .isNotEqualTo(hash);
        assertThat(hash("host", new Feature("load", "as measured", "tenths", FeatureGroup.BULK), other))
                .as("group")
                .isNotEqualTo(hash);
    }

    @Test
    void featuresAreFoundByName() {
        assertThat(AuditFeatures.SCHEMA.indexOf("is_new_ip")).isEqualTo(AuditFeatures.IS_NEW_IP);
        assertThat(AuditFeatures.SCHEMA.indexOf("no_such_feature")).isEqualTo(-1);
    }

    @Test
    void twoFeaturesOfOneNameAreRefused() {
        Feature feature = new Feature("load", "as measured", "tenths", FeatureGroup.VOLUME);
        assertThatThrownBy(() -> new FeatureSchema("host", List.of(feature, feature)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'load' twice");
        assertThatThrownBy(() -> new FeatureSchema("host", List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hash(String kind, Feature... features) {
        return new FeatureSchema(kind, List.of(features)).hash();
    }
}
