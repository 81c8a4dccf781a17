package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.FindingSettings;
import java.util.Objects;

/**
 * How results are decided and explained.
 *
 * @param explain which results get exact contributions
 * @param anomalyThreshold the score, 0..1, from which a result is an anomaly, in place of every snapshot's own; null for
 *     the snapshots'. Where it is higher than a snapshot's alert threshold, it is the alert threshold too: what is no
 *     anomaly is no alert
 * @param findings how findings live
 */
public record ScoringSettings(Explain explain, Double anomalyThreshold, FindingSettings findings) {

    public ScoringSettings {
        Objects.requireNonNull(explain, "explain");
        Objects.requireNonNull(findings, "findings");
        if (anomalyThreshold != null && !(anomalyThreshold >= 0 && anomalyThreshold <= 1)) {
            throw new IllegalArgumentException("The anomaly threshold is a score in 0..1, not " + anomalyThreshold
                    + "; leave it out for the models' own");
        }
    }

    /** Alerts explained, the snapshots' thresholds, findings that are quiet after an hour. */
    public static ScoringSettings defaults() {
        return new ScoringSettings(Explain.ALERTS, null, FindingSettings.defaults());
    }
}
