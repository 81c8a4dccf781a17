package io.auditsphere.model.features;

import io.auditsphere.schemas.AnomalyType;

/** A family of features: a split of the forest draws a group first, and the largest contribution names the anomaly. */
public enum FeatureGroup {
    /** When it happened. */
    TIMING(AnomalyType.UNUSUAL_TIMING),
    /** How much, and in how many places and ways. */
    VOLUME(AnomalyType.UNUSUAL_VOLUME),
    /** By, or to, somebody outside. */
    EXTERNAL(AnomalyType.EXTERNAL_ACCESS),
    /** From where. */
    LOCATION(AnomalyType.SUSPICIOUS_LOCATION),
    /** What was done, and to what kind of file. */
    SENSITIVE(AnomalyType.SENSITIVE_OPERATION),
    /** Many resources in a few minutes. */
    BULK(AnomalyType.BULK_OPERATION);

    private final AnomalyType anomalyType;

    FeatureGroup(AnomalyType anomalyType) {
        this.anomalyType = anomalyType;
    }

    /** The type of an anomaly whose strongest feature is of this group. */
    public AnomalyType anomalyType() {
        return anomalyType;
    }
}
