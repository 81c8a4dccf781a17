package io.auditsphere.app.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How far event time has come in a task: the maximum over its events of min(creation time, arrival), so that no clock
 * ahead of its time can move it. It never goes back. The store has it to the second, which is finer than anything that
 * is decided by it.
 *
 * <p>For one task's thread; several may look at one store.
 */
final class TaskWatermark {

    /** Before the first event. */
    static final long NONE = Long.MIN_VALUE;

    private static final Bytes KEY = Bytes.wrap("watermark".getBytes(StandardCharsets.US_ASCII));
    private static final long RESOLUTION_MS = 1000;

    private final KeyValueStore<Bytes, byte[]> store;
    private long currentMs;
    private long storedMs;

    TaskWatermark(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        this.storedMs = stored(store);
        this.currentMs = storedMs;
    }

    /** The store of a watermark, under this name. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    /** The watermark after this event, in milliseconds since the epoch. */
    long observe(long creationMs, long arrivalMs) {
        long eventMs = Math.min(creationMs, arrivalMs);
        if (eventMs > currentMs) {
            currentMs = eventMs;
            if (storedMs == NONE || currentMs - storedMs >= RESOLUTION_MS) {
                store.put(
                        KEY, ByteBuffer.allocate(Long.BYTES).putLong(currentMs).array());
                storedMs = currentMs;
            }
        }
        return currentMs;
    }

    /** What the store has, in milliseconds since the epoch; {@link #NONE} before the first event. */
    static long stored(KeyValueStore<Bytes, byte[]> store) {
        byte[] bytes = store.get(KEY);
        return bytes == null ? NONE : ByteBuffer.wrap(bytes).getLong();
    }
}
