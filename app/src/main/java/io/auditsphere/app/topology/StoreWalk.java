package io.auditsphere.app.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Goes through a store from end to end, a bounded number of entries at a time, and rests between two passes. Where it
 * stands is not persistent: after a restart a pass begins anew, which costs reads and changes nothing. For one task's
 * thread.
 */
final class StoreWalk {

    private final KeyValueStore<Bytes, byte[]> store;
    private final long restMs;
    private Bytes next;
    private long passStartedMs = TaskWatermark.NONE;

    /** A walk that begins a pass when event time has come at least {@code restMs} further than the last pass began. */
    StoreWalk(KeyValueStore<Bytes, byte[]> store, long restMs) {
        this.store = store;
        this.restMs = restMs;
    }

    /**
     * Visits up to {@code limit} more entries, each with its key and value; the visitor may change the store.
     *
     * @return whether this ended a pass
     */
    boolean advance(long watermarkMs, int limit, BiConsumer<Bytes, byte[]> visitor) {
        if (next == null) {
            if (passStartedMs != TaskWatermark.NONE && watermarkMs - passStartedMs < restMs) {
                return false;
            }
            passStartedMs = watermarkMs;
        }
        List<KeyValue<Bytes, byte[]>> entries = read(limit);
        for (KeyValue<Bytes, byte[]> entry : entries) {
            // Before the visit: an entry that cannot be read is left behind, and holds up no other.
            next = after(entry.key);
            visitor.accept(entry.key, entry.value);
        }
        boolean ended = entries.size() < limit;
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

    /** The smallest key behind this one. */
    private static Bytes after(Bytes key) {
        return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
    }
}
