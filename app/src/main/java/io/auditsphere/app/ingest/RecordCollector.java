package io.auditsphere.app.ingest;

import io.auditsphere.schemas.AuditEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers the events and rejections of one record. Of the rejections the first {@value #MAX_REJECTIONS} are kept: the
 * record is dead-lettered whole for one of them, and a million reasons would take more memory than the record. For one
 * thread.
 */
final class RecordCollector {

    private static final int MAX_REJECTIONS = 1_000;
    private static final int[] NONE = {};

    private final List<AuditEvent> events = new ArrayList<>(1);
    private final List<Rejection> rejections = new ArrayList<>(0);
    private int[] indexes = new int[1];
    private int[] unknown = NONE;
    private int unknownCount;
    private int next;

    /** The index of the next event of the record, accepted or not. */
    int nextIndex() {
        return next++;
    }

    /** Takes an event; {@code known} tells whether a catalogue names its operation, or its record gave the category. */
    void accept(int index, AuditEvent event, boolean known) {
        if (!known) {
            if (unknownCount == unknown.length) {
                unknown = Arrays.copyOf(unknown, 1 + unknown.length * 2);
            }
            unknown[unknownCount++] = events.size();
        }
        if (events.size() == indexes.length) {
            indexes = Arrays.copyOf(indexes, indexes.length * 2);
        }
        indexes[events.size()] = index;
        events.add(event);
    }

    /** Whether one more rejection would be kept. */
    boolean keepsRejections() {
        return rejections.size() < MAX_REJECTIONS;
    }

    void reject(Rejection rejection) {
        if (keepsRejections()) {
            rejections.add(rejection);
        }
    }

    DecodedRecord toRecord() {
        if (events.size() == 1 && rejections.isEmpty() && indexes[0] == 0 && unknownCount == 0) {
            return DecodedRecord.of(events.get(0));
        }
        return new DecodedRecord(
                events, Arrays.copyOf(indexes, events.size()), rejections, Arrays.copyOf(unknown, unknownCount));
    }
}
