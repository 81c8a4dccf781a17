package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;

/**
 * The latest sharing and admin clicks that were counted. One click makes a provider write several events, with one
 * correlation id or about one resource within a second; they count once. Downloads never collapse: many of them at once
 * are what mass download looks like. Four clicks are kept, the latest to arrive first. Mutable, for one thread.
 */
final class RecentClicks {

    /** Where a provider's correlation id of the click is found. */
    static final String CORRELATION_ID = "correlation_id";

    private static final int CAPACITY = 4;
    private static final long SAME_RESOURCE_MS = 1_000;
    /** A correlation id names one request; an attacker's script that reuses one for longer is counted again. */
    private static final long SAME_CORRELATION_MS = 60_000;

    private int size;
    private final int[] correlations = new int[CAPACITY];
    private final int[] resources = new int[CAPACITY];
    private final long[] timesMs = new long[CAPACITY];

    /**
     * Whether the event belongs to a click that has been counted; if not, and it is a click, it is noted.
     *
     * @param resource a hash of what was acted on, 0 if nothing
     */
    boolean isCounted(AuditEvent event, int resource) {
        OperationCategory category = event.operationCategory();
        if (category != OperationCategory.SHARING && category != OperationCategory.ADMIN) {
            return false;
        }
        String correlationId = event.attributes().get(CORRELATION_ID);
        int correlation = correlationId == null ? 0 : Hashing.fold(Hashing.of(Acts.number(category), correlationId));
        long timeMs = event.creationTimeMs();
        for (int i = 0; i < size; i++) {
            long apartMs = Math.abs(timeMs - timesMs[i]);
            if ((correlation != 0 && correlation == correlations[i] && apartMs <= SAME_CORRELATION_MS)
                    || (resource != 0 && resource == resources[i] && apartMs <= SAME_RESOURCE_MS)) {
                return true;
            }
        }
        if (correlation != 0 || resource != 0) {
            note(correlation, resource, timeMs);
        }
        return false;
    }

    void write(StateWriter out, long baseMs) {
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(correlations[i]);
            out.writeInt(resources[i]);
            out.writeSigned(baseMs - timesMs[i]);
        }
    }

    static RecentClicks read(StateReader in, long baseMs) {
        RecentClicks read = new RecentClicks();
        read.size = in.readLength(CAPACITY, 2 * Integer.BYTES + 1);
        for (int i = 0; i < read.size; i++) {
            read.correlations[i] = in.readInt();
            read.resources[i] = in.readInt();
            read.timesMs[i] = baseMs - in.readSigned();
        }
        return read;
    }

    private void note(int correlation, int resource, long timeMs) {
        int moved = Math.min(size, CAPACITY - 1);
        System.arraycopy(correlations, 0, correlations, 1, moved);
        System.arraycopy(resources, 0, resources, 1, moved);
        System.arraycopy(timesMs, 0, timesMs, 1, moved);
        correlations[0] = correlation;
        resources[0] = resource;
        timesMs[0] = timeMs;
        size = moved + 1;
    }
}
