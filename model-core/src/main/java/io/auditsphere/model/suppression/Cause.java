package io.auditsphere.model.suppression;

import io.auditsphere.schemas.AuditEvent;

/**
 * The event behind a signal, as far as findings and suppression rules look at it.
 *
 * @param eventId its id
 * @param timeMs event time, in milliseconds since the epoch
 * @param provider lower-case name of the provider
 * @param operation the provider's name of the operation; null where it is not known any more
 * @param address the source address in text form, or its network; null if there is none
 * @param country ISO 3166-1 alpha-2 code of where it came from; null if it is unknown
 */
public record Cause(String eventId, long timeMs, String provider, String operation, String address, String country) {

    /** What is known of an event. */
    public static Cause of(AuditEvent event) {
        return new Cause(
                event.eventId(),
                event.creationTimeMs(),
                event.provider(),
                event.operation(),
                event.clientIp(),
                event.country());
    }
}
