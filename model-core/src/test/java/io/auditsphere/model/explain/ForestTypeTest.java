package io.auditsphere.model.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.schemas.AnomalyType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForestTypeTest {

    private final float[] shown = new float[AuditFeatures.WIDTH];
    private final double[] contributions = new double[AuditFeatures.WIDTH];

    @ParameterizedTest
    @CsvSource({
        "0,UNUSUAL_TIMING",
        "1,UNUSUAL_TIMING",
        "2,UNUSUAL_TIMING",
        "3,UNUSUAL_TIMING",
        "4,UNUSUAL_VOLUME",
        "5,UNUSUAL_VOLUME",
        "6,UNUSUAL_VOLUME",
        "7,UNUSUAL_VOLUME",
        "8,EXTERNAL_ACCESS",
        "9,EXTERNAL_ACCESS",
        "10,SUSPICIOUS_LOCATION",
        "11,SUSPICIOUS_LOCATION",
        "12,SENSITIVE_OPERATION",
        "13,SENSITIVE_OPERATION",
        "14,SENSITIVE_OPERATION",
        "15,BULK_OPERATION"
    })
    void theLargestContributionNamesTheType(int feature, AnomalyType type) {
        contributions[feature] = 0.5;

        assertThat(ForestType.of(shown, contributions)).isEqualTo(type);
    }

    @Test
    void oneLargeContributionBeatsManySmallOnesOfAnotherGroup() {
        contributions[4] = 0.9;
        contributions[5] = 0.9;
        contributions[6] = 0.9;
        contributions[13] = 1;

        assertThat(ForestType.of(shown, contributions)).isEqualTo(AnomalyType.SENSITIVE_OPERATION);
    }

    @Test
    void whatIsShownAsBulkIsBulkWhateverContributesMost() {
        contributions[13] = 1;
        shown[AuditFeatures.IS_BULK_OPERATION] = 1;

        assertThat(ForestType.of(shown, contributions)).isEqualTo(AnomalyType.BULK_OPERATION);
    }
}
