package io.auditsphere.app.ingest;

import io.auditsphere.schemas.AuditEvent;
import java.util.List;

/**
 * What one record held: the events that were read and the rejections of those that were not, both in the record's
 * order. A record with neither held no event (an empty array) and is no error.
 *
 * @param events the accepted events
 * @param eventIndexes for each accepted event its index within the record, from 0, ascending
 * @param rejections why the others were not accepted, the first thousand of them; the record is dead-lettered once if
 *     there is one
 * @param unknownOperations positions in {@code events}, ascending, of those whose operation no catalogue names and whose
 *     category is therefore made from the words of its name
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; boxing an index for every event is what this avoids.
public record DecodedRecord(
        List<AuditEvent> events, int[] eventIndexes, List<Rejection> rejections, int[] unknownOperations) {

    private static final int[] FIRST = {0};
    private static final int[] NONE = {};

    /** Whether anything in the record was not accepted. */
    public boolean hasRejections() {
        return !rejections.isEmpty();
    }

    static DecodedRecord of(AuditEvent only) {
        return new DecodedRecord(List.of(only), FIRST, List.of(), NONE);
    }

    static DecodedRecord rejected(Rejection only) {
        return new DecodedRecord(List.of(), NONE, List.of(only), NONE);
    }
}
