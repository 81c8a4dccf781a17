package io.auditsphere.app.evaluate;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.SignalReport;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an evaluation needs of one result.
 *
 * @param provider where the event happened
 * @param eventId its id
 * @param userKey {@code provider|user_id}
 * @param timeMs event time, milliseconds since the epoch
 * @param service whether a program acted
 * @param anomaly whether the result is an anomaly
 * @param alert whether it is worth a person's time: a finding opened or rose
 * @param types the types that the result names: its own and those of its signals
 * @param findingTypes those of its signals alone, each of which opened or joined a finding
 * @param score the forest's, or NaN where there was no model
 */
public record JudgedEvent(
        String provider,
        String eventId,
        String userKey,
        long timeMs,
        boolean service,
        boolean anomaly,
        boolean alert,
        Set<AnomalyType> types,
        Set<AnomalyType> findingTypes,
        double score) {

    /** The same with what came of it at its source: a finding about an address that it opened, raised or joined. */
    JudgedEvent with(boolean sourceAlert, Set<AnomalyType> sourceTypes) {
        Set<AnomalyType> allTypes = EnumSet.noneOf(AnomalyType.class);
        allTypes.addAll(types);
        allTypes.addAll(sourceTypes);
        Set<AnomalyType> allFindingTypes = EnumSet.noneOf(AnomalyType.class);
        allFindingTypes.addAll(findingTypes);
        allFindingTypes.addAll(sourceTypes);
        return new JudgedEvent(
                provider,
                eventId,
                userKey,
                timeMs,
                service,
                anomaly || !sourceTypes.isEmpty(),
                alert || sourceAlert,
                allTypes,
                allFindingTypes,
                score);
    }

    /** The same, of a result. */
    public static JudgedEvent of(Anomaly result) {
        AuditEvent event = result.event();
        Set<AnomalyType> findingTypes = EnumSet.noneOf(AnomalyType.class);
        for (SignalReport signal : result.signals()) {
            findingTypes.add(signal.anomalyType());
        }
        Set<AnomalyType> types = EnumSet.copyOf(findingTypes);
        if (result.anomalyType() != null) {
            types.add(result.anomalyType());
        }
        return new JudgedEvent(
                event.provider(),
                event.eventId(),
                event.userKey(),
                event.creationTimeMs(),
                event.userType().isService(),
                result.isAnomaly(),
                result.isAlert(),
                types,
                findingTypes,
                result.anomalyScore() == null ? Double.NaN : result.anomalyScore());
    }
}
