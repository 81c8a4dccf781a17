package io.auditsphere.model.explain;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureGroup;
import io.auditsphere.schemas.AnomalyType;

/**
 * Names what kind of anomaly the forest sees. Live scoring and the replay behind the alert budget both ask here, since
 * the type is part of what a finding is kept under.
 */
public final class ForestType {

    private ForestType() {}

    /**
     * A bulk operation if the event is shown as one; else the group of the largest <em>single</em> contribution, and of
     * equal ones the first. Sums by group would favour the groups of many features.
     *
     * @param shown the shown values of the audit features
     * @param contributions what each feature adds to the anomaly, positive for more anomalous
     */
    public static AnomalyType of(float[] shown, double[] contributions) {
        if (shown[AuditFeatures.IS_BULK_OPERATION] == 1) {
            return FeatureGroup.BULK.anomalyType();
        }
        int largest = 0;
        for (int i = 1; i < contributions.length; i++) {
            if (contributions[i] > contributions[largest]) {
                largest = i;
            }
        }
        return AuditFeatures.SCHEMA.feature(largest).group().anomalyType();
    }
}
