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
        double score) {

    /** The same, of a result. */
    public static JudgedEvent of(Anomaly result) {
        AuditEvent event = result.event();
        Set<AnomalyType> types = EnumSet.noneOf(AnomalyType.class);
        if (result.anomalyType() != null) {
            types.add(result.anomalyType());
        }
        for (SignalReport signal : result.signals()) {
            types.add(signal.anomalyType());
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
                result.anomalyScore() == null ? Double.NaN : result.anomalyScore());
    }
}
