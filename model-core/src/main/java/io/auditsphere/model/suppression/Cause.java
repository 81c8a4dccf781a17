package io.auditsphere.model.suppression;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;

/**
 * The event behind a signal, as far as findings and suppression rules look at it.
 *
 * @param eventId its id
 * @param timeMs event time, in milliseconds since the epoch
 * @param provider lower-case name of the provider; null where it is not known any more
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

    /**
     * What a written finding about a source address still tells of its latest event: the address, or where all sources of a
     * provider are its subject the provider, and not both.
     */
    public static Cause ofSource(Finding finding) {
        String id = finding.subject().id();
        int bar = id.indexOf('|');
        return new Cause(
                finding.eventIds().isEmpty()
                        ? ""
                        : finding.eventIds().get(finding.eventIds().size() - 1),
                finding.lastSeen().toEpochMilli(),
                bar < 0 ? null : id.substring(0, bar),
                null,
                bar < 0 ? id : null,
                null);
    }
}
