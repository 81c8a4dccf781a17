package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.schemas.AnomalyType;
import java.util.Set;

/**
 * What became of one attack.
 *
 * @param attack the truth about it
 * @param judged how many of its events have a result
 * @param anomalies how many of those are anomalies
 * @param alertTypes the types of the alerts on its events; empty if none alerted
 * @param inTop whether one of its events scores as the highest {@link QualityTally#TOP_SHARE} of normal events do
 */
public record AttackOutcome(TruthRecord attack, int judged, int anomalies, Set<AnomalyType> alertTypes, boolean inTop) {

    /** Whether any of its events alerted. */
    public boolean found() {
        return !alertTypes.isEmpty();
    }

    /** Whether one alerted with the type that the attack deserves. */
    public boolean foundWithRightType() {
        return alertTypes.contains(attack.category());
    }
}
