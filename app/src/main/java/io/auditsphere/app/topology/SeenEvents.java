package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
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
 * <p><b>In memory</b> are the hours that events fell into lately, each a set of its ids. Where they take more than the
 * {@link MemoryBudget}, the hour that was asked for longest ago becomes a Bloom filter, and goes altogether if that does
 * not do ({@link SeenHour}). An hour that is not in memory, or whose filter says maybe, is read from the store: so the
 * answer is always exact.
 *
 * <p><b>In the store</b>, what came between two commits is one block of ids for each hour that it fell into: a put and a
 * changelog record an id cost more than half as much as scoring the event. The store is one of windows: RocksDB
 * instances by creation time, each dropped as a whole (a deleted key would cost a tombstone here and in the changelog).
 * A key is 20 bytes (hour, number of the block, and the window's time and sequence) and a value eight bytes an id. Its
 * changelog is deleted by age and not compacted, since no key comes twice.
 *
 * <p>For one task's thread.
 */
final class SeenEvents implements TaskMemory {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    /** Events may be a day ahead of their arrival, and the store counts its retention from the newest. */
    private static final Duration AHEAD = Duration.ofDays(1);
    /** As Kafka Streams adds it to the changelog of a store of windows: clocks differ. */
    private static final Duration CHANGELOG_LONGER = Duration.ofDays(1);

    private final WindowStore<Bytes, byte[]> store;
    private final long retentionMs;
    private final MemoryBudget budget;
    private final MessageDigest sha256 = sha256();
    /** The one asked for longest ago first. */
    private final LinkedHashMap<Integer, SeenHour> hours = new LinkedHashMap<>(64, 0.75f, true);

    private SeenHour present;
    private int oldestHour = Integer.MIN_VALUE;

    SeenEvents(WindowStore<Bytes, byte[]> store, Duration retention, MemoryBudget budget) {
        this.store = store;
        this.retentionMs = retention.toMillis();
        this.budget = budget;
    }

    static StoreBuilder<StoreWithMemory<WindowStore<Bytes, byte[]>, SeenEvents>> store(Duration retention) {
        Duration kept = retention.plus(AHEAD).plusMillis(HOUR_MS);
        return StoreWithMemory.inFrontOf(Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(Names.SEEN_EVENTS, kept, Duration.ofMillis(HOUR_MS), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(kept.plus(CHANGELOG_LONGER).toMillis()))));
    }

    /** The ids of this task: all its processors that ask for them get the same. */
    static SeenEvents of(ProcessorContext<?, ?> context, Duration retention, MemoryBudget budget) {
        StoreWithMemory<WindowStore<Bytes, byte[]>, SeenEvents> store = context.getStateStore(Names.SEEN_EVENTS);
        if (store.memory() == null) {
            store.attach(new SeenEvents(store.stored(), retention, budget));
        }
        return store.memory();
    }

    /**
     * What an event is remembered by.
     *
     * @param hash the first 64 bits of the digest
     * @param hour of its creation time, since the epoch
     */
    record Id(long hash, int hour) {}

    /** The event's id; null if it was created too far behind the watermark to be remembered, so that nobody can say. */
    Id idOf(AuditEvent event, long watermarkMs) {
        long createdMs = event.creationTimeMs();
        if (createdMs < 0 || createdMs <= watermarkMs - retentionMs) {
            return null;
        }
        forgetBefore((int) Math.max(0, (watermarkMs - retentionMs) / HOUR_MS));
        sha256.update(event.provider().getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        byte[] digest = sha256.digest(event.eventId().getBytes(StandardCharsets.UTF_8));
        return new Id(IdBlocks.longAt(digest, 0), (int) (createdMs / HOUR_MS));
    }

    boolean contains(Id id) {
        SeenHour hour = hour(id.hour());
        if (!hour.maybeHas(id.hash())) {
            return false;
        }
        if (!hour.isExact()) {
            hour.load(store, budget);
            makeRoom(hour);
        }
        return hour.has(id.hash());
    }

    /** Remembers an event once everything else that it changes has been put. */
    void remember(Id id) {
        SeenHour hour = hour(id.hour());
        hour.add(id.hash(), budget);
        if (hour.blockIsFull()) {
            hour.writeDown(store);
        }
        makeRoom(hour);
    }

    /** Puts the ids that came since the last commit, a block for each hour. */
    @Override
    public void writeDown() {
        hours.values().forEach(hour -> hour.writeDown(store));
    }

    @Override
    public void forgetAll() {
        hours.values().forEach(hour -> hour.forget(budget));
        hours.clear();
        present = null;
    }

    private SeenHour hour(int hour) {
        if (present != null && present.hour() == hour) {
            return present;
        }
        SeenHour known = hours.get(hour);
        if (known == null) {
            known = new SeenHour(hour);
            known.load(store, budget);
            hours.put(hour, known);
            makeRoom(known);
        }
        present = known;
        return known;
    }

    /** Of the hours that were asked for longest ago, as many as it takes; never the one at hand. */
    private void makeRoom(SeenHour atHand) {
        if (!budget.exceeded()) {
            return;
        }
        for (SeenHour hour : hours.values()) {
            if (!budget.exceeded()) {
                return;
            }
            if (hour != atHand) {
                hour.becomeFilter(budget);
            }
        }
        Iterator<SeenHour> eldest = hours.values().iterator();
        while (budget.exceeded() && eldest.hasNext()) {
            SeenHour hour = eldest.next();
            if (hour != atHand) {
                hour.writeDown(store);
                hour.forget(budget);
                eldest.remove();
            }
        }
    }

    /** No event of such an hour has an id any more. */
    private void forgetBefore(int hour) {
        if (hour <= oldestHour) {
            return;
        }
        oldestHour = hour;
        hours.values().removeIf(each -> {
            boolean past = each.hour() < hour;
            if (past) {
                each.writeDown(store);
                each.forget(budget);
            }
            return past;
        });
        if (present != null && present.hour() < hour) {
            present = null;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one says that it has not", e);
        }
    }
}
