package io.auditsphere.app.topology;

/** Which results are written to {@code anomalies}. */
public enum EmitPolicy {
    /** One for each event. */
    ALL,
    /** Those with {@code is_anomaly} alone; nothing is written for the others. */
    FLAGGED
}
