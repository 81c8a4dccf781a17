package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import org.apache.kafka.common.serialization.Serializer;

/** What decode makes of a record: events, and at most one dead letter. */
sealed interface Decoded {

    /**
     * One event, under its user key.
     *
     * @param event the event
     * @param inPlace whether it was read from its user's partition
     * @param seenId what it is remembered by against duplicates; null where it is not to be remembered
     */
    record Event(AuditEvent event, boolean inPlace, SeenEvents.Id seenId) implements Decoded {

        Event rememberedAs(SeenEvents.Id id) {
            return new Event(event, inPlace, id);
        }
    }

    /**
     * A record of which at least one event was rejected, under the record's own key; why stands in the headers.
     *
     * @param value the record's own value, cut if it is over the limit
     */
    record DeadLetter(byte[] value) implements Decoded {
        static final Serializer<Decoded> SERIALIZER = (topic, decoded) -> ((DeadLetter) decoded).value();
    }
}
