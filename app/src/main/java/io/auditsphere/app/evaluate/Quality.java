package io.auditsphere.app.evaluate;

import io.auditsphere.schemas.AnomalyType;
import java.util.List;
import java.util.Map;

/**
 * How good the results of one run are.
 *
 * @param label what run: the seed
 * @param days length of the evaluated span
 * @param attacks what became of each attack
 * @param normalEvents events that belong to no attack and do not follow one of their own user's within 24 hours
 * @param normalAnomalies how many of them are anomalies
 * @param falseAlerts how many of them alerted, by type
 * @param falseServiceAlerts how many of the alerts are about programs
 * @param habits false alerts by habit; {@code everyday} is all other normal life
 */
public record Quality(
        String label,
        double days,
        List<AttackOutcome> attacks,
        long normalEvents,
        long normalAnomalies,
        Map<AnomalyType, Long> falseAlerts,
        long falseServiceAlerts,
        List<HabitOutcome> habits) {

    /** Findings opened or raised on normal events. */
    public long falseAlertCount() {
        return falseAlerts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same a day. */
    public double falseAlertsPerDay() {
        return falseAlertCount() / days;
    }

    /** The share of normal events that alert. */
    public double alertShare() {
        return normalEvents == 0 ? 0 : (double) falseAlertCount() / normalEvents;
    }

    /** The share of normal events that are anomalies. */
    public double anomalyShare() {
        return normalEvents == 0 ? 0 : (double) normalAnomalies / normalEvents;
    }
}
