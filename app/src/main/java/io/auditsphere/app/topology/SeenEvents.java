package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The ids of events that changed state, so that a redelivered one is known.
 *
 * <p>An id is the first 64 bits of SHA-256 over provider and event id, filed under the hour of its creation time. Ids
 * meet only within one hour of one partition: at a thousand events a second there, two different ones fall together
 * once in 5 · 10^12 events (3.6 · 10^6 / 2^64). A cryptographic hash, because event ids are written by strangers and a
 * chosen collision would hide an event.
 *
 * <p>The store is one of windows: RocksDB instances by creation time, each dropped as a whole (a deleted key would cost
 * a tombstone here and in the changelog). A key is 20 bytes (id, hour, sequence number) and the value empty. Its
 * changelog is deleted by age and not compacted, since no key comes twice.
 *
 * <p>For one task's thread.
 */
final class SeenEvents {

    private static final byte[] PRESENT = {};
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    /** Events may be a day ahead of their arrival, and the store counts its retention from the newest. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final WindowStore<Bytes, byte[]> store;
    private final long retentionMs;
    private final MessageDigest sha256 = sha256();

    SeenEvents(WindowStore<Bytes, byte[]> store, Duration retention) {
        this.store = store;
        this.retentionMs = retention.toMillis();
    }

    static StoreBuilder<WindowStore<Bytes, byte[]>> store(Duration retention) {
        Duration kept = retention.plus(AHEAD).plusMillis(HOUR_MS);
        return Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(Names.SEEN_EVENTS, kept, Duration.ofMillis(HOUR_MS), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
    }

    /**
     * What an event is remembered by.
     *
     * @param hash 8 bytes
     * @param hourMs start of the hour of its creation time
     */
    record Id(Bytes hash, long hourMs) {}

    /** The event's id; null if it was created too far behind the watermark to be remembered, so that nobody can say. */
    Id idOf(AuditEvent event, long watermarkMs) {
        long createdMs = event.creationTimeMs();
        if (createdMs < 0 || createdMs <= watermarkMs - retentionMs) {
            return null;
        }
        sha256.update(event.provider().getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        byte[] hash = sha256.digest(event.eventId().getBytes(StandardCharsets.UTF_8));
        return new Id(Bytes.wrap(Arrays.copyOf(hash, Long.BYTES)), createdMs - createdMs % HOUR_MS);
    }

    boolean contains(Id id) {
        return store.fetch(id.hash(), id.hourMs()) != null;
    }

    /** Remembers an event once everything else that it changes has been put. */
    void remember(Id id) {
        store.put(id.hash(), PRESENT, id.hourMs());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one says that it has not", e);
        }
    }
}
