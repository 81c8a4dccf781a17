package io.auditsphere.app.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Goes through a store from end to end, a bounded number of entries at a time, and rests between two passes.
 *
 * <p>It knows when its next turn is due: a pass is spread evenly over so much event time that an entry is visited at
 * least once in twice that time. Who takes turns by the wall clock as well is ahead of it while events come at their own
 * pace; a replay of months in minutes, or one event behind a long silence, makes turns due at once ({@link
 * TidySchedule}).
 *
 * <p>Its place can be kept over a restart ({@link #place}): an instance that is started again and again before a pass
 * ends would else never come to the last keys. For one task's thread.
 */
final class StoreWalk {

    private static final byte PLACE_VERSION = 1;

    private final KeyValueStore<Bytes, byte[]> store;
    private final long restMs;
    private final long passMs;
    private Bytes next;
    private long passStartedMs = TaskWatermark.NONE;
    private long visited;
    /** Entries of the last whole pass; before there was one, what the store itself estimates. */
    private long expected;

    /**
     * A walk at the beginning.
     *
     * @param restMs event time between the beginnings of two passes, at least
     * @param passMs event time within which a pass is to be done: an entry is visited once in twice this time
     */
    StoreWalk(KeyValueStore<Bytes, byte[]> store, long restMs, long passMs) {
        this.store = store;
        this.restMs = restMs;
        this.passMs = passMs;
    }

    /** Event time from which the next turn is due; {@link TaskWatermark#NONE} for at once. */
    long dueMs() {
        if (passStartedMs == TaskWatermark.NONE) {
            return TaskWatermark.NONE;
        }
        double done = next == null ? 1 : Math.min(1, (double) visited / Math.max(1, expected));
        return passStartedMs + (long) (passMs * done);
    }

    /** Whether {@link #advance} would visit nothing: the last pass has ended and the next may not begin yet. */
    boolean rests(long watermarkMs) {
        return next == null && passStartedMs != TaskWatermark.NONE && watermarkMs - passStartedMs < restMs;
    }

    /**
     * Visits up to {@code limit} more entries, each with its key and value; the visitor may change the store.
     *
     * @return whether this ended a pass
     */
    boolean advance(long watermarkMs, int limit, BiConsumer<Bytes, byte[]> visitor) {
        if (rests(watermarkMs)) {
            return false;
        }
        if (next == null) {
            passStartedMs = watermarkMs;
            expected = visited == 0 ? store.approximateNumEntries() : visited;
            visited = 0;
        }
        List<KeyValue<Bytes, byte[]>> entries = read(limit);
        boolean ended = entries.size() < limit;
        for (KeyValue<Bytes, byte[]> entry : entries) {
            // Before the visit: an entry that cannot be read is left behind, and holds up no other.
            next = after(entry.key);
            visited++;
            visitor.accept(entry.key, entry.value);
        }
        if (ended) {
            next = null;
        }
        return ended;
    }

    private List<KeyValue<Bytes, byte[]>> read(int limit) {
        List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> iterator = next == null ? store.all() : store.range(next, null)) {
            while (entries.size() < limit && iterator.hasNext()) {
                entries.add(iterator.next());
            }
        }
        return entries;
    }

    /** Where it stands, for {@link #goOnFrom}. */
    byte[] place() {
        byte[] key = next == null ? new byte[0] : next.get();
        return ByteBuffer.allocate(1 + 3 * Long.BYTES + key.length)
                .put(PLACE_VERSION)
                .putLong(passStartedMs)
                .putLong(visited)
                .putLong(expected)
                .put(key)
                .array();
    }

    /** Goes on from a place of an earlier run; null, or one of another version's form, is the beginning. */
    void goOnFrom(byte[] place) {
        if (place == null || place.length < 1 + 3 * Long.BYTES || place[0] != PLACE_VERSION) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(place, 1, place.length - 1);
        passStartedMs = in.getLong();
        visited = in.getLong();
        expected = in.getLong();
        next = in.hasRemaining() ? Bytes.wrap(Arrays.copyOfRange(place, in.position(), place.length)) : null;
    }

    /** The smallest key behind this one. */
    private static Bytes after(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }
}
