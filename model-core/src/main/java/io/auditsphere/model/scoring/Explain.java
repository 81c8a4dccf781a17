package io.auditsphere.model.scoring;

import io.auditsphere.schemas.WireName;

/**
 * Which results get exact contributions. TreeSHAP costs some 0.3 ms a result; anomalies that are left out here get type
 * and factors by ablation, which costs as much as scoring sixteen rows.
 */
public enum Explain implements WireName {
    /**
     * Alerts, and the first hundred events of an episode, whose types need them anyway. What comes after those and is no
     * alert is explained by ablation, so that a flood of strange events costs no more than a flood of anomalies.
     */
    ALERTS("alerts"),
    /** All anomalies. */
    ANOMALIES("anomalies"),
    /** Every result. */
    ALL("all");

    private final String wireName;

    Explain(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
