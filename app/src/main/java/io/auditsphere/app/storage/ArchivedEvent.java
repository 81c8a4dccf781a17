package io.auditsphere.app.storage;

import io.auditsphere.schemas.AuditEvent;

/**
 * An event with when and where it arrived, as the archive keeps it.
 *
 * @param event the event
 * @param arrivalMs the timestamp of its Kafka record, milliseconds since the epoch
 * @param partition the record's partition, or {@link #NO_COORDINATE}
 * @param offset the record's offset, or {@link #NO_COORDINATE}
 * @param index the event's position inside the record, or {@link #NO_COORDINATE}
 */
public record ArchivedEvent(AuditEvent event, long arrivalMs, int partition, long offset, int index) {

    /** Stands for a partition, an offset or an index that is not known: the event did not come by way of Kafka. */
    public static final int NO_COORDINATE = -1;

    /** An event that did not come by way of Kafka. */
    public static ArchivedEvent arrived(AuditEvent event, long arrivalMs) {
        return new ArchivedEvent(event, arrivalMs, NO_COORDINATE, NO_COORDINATE, NO_COORDINATE);
    }
}
