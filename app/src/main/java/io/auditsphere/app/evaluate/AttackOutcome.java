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
 * @param findingTypes the types of the findings that its events opened or joined
 * @param inTop whether one of its events scores as the highest {@link QualityTally#TOP_SHARE} of normal events do
 */
public record AttackOutcome(
        TruthRecord attack,
        int judged,
        int anomalies,
        Set<AnomalyType> alertTypes,
        Set<AnomalyType> findingTypes,
        boolean inTop) {

    /** Whether any of its events alerted. */
    public boolean found() {
        return !alertTypes.isEmpty();
    }

    /**
     * Whether it alerted, and one of the findings that whoever is alerted sees has the type that the attack deserves: the
     * first of an episode to speak need not be the one that knows its name.
     */
    public boolean foundWithRightType() {
        return found() && findingTypes.contains(attack.category());
    }

    /** Whether an alert itself bears that type. */
    public boolean alertedWithRightType() {
        return alertTypes.contains(attack.category());
    }
}
