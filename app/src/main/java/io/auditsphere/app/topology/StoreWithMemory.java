package io.auditsphere.app.topology;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A logged RocksDB store in front of which a {@link TaskMemory} keeps as objects what its task works with. Kafka Streams
 * empties the caches of its own stores into the changelog before each commit; this class takes part in that, so that
 * what is committed is what was processed, under exactly-once too.
 *
 * <p>{@code CachedStateStore} is the interface by which Kafka Streams knows a store with a cache. It is one of its
 * internal ones, and there is no public one that is called before a commit. {@code UserMemoryTest} fails if a later
 * release no longer calls it.
 *
 * <p>For one task's thread.
 *
 * @param <S> the store behind
 * @param <M> the memory in front of it
 */
final class StoreWithMemory<S extends StateStore, M extends TaskMemory>
        implements StateStore, CachedStateStore<Bytes, byte[]> {

    private final S stored;
    private M memory;

    /** A store in front of this one. */
    StoreWithMemory(S stored) {
        this.stored = stored;
    }

    /** Makes a store in front of each that this builder makes. */
    static <S extends StateStore, M extends TaskMemory> StoreBuilder<StoreWithMemory<S, M>> inFrontOf(
            StoreBuilder<S> behind) {
        return new Builder<>(behind);
    }

    /** The bytes: without what is in memory alone. */
    S stored() {
        return stored;
    }

    /** What is to be written down before a commit. */
    void attach(M attached) {
        memory = attached;
    }

    /** The memory that was attached; null before. */
    M memory() {
        return memory;
    }

    @Override
    public void flushCache() {
        if (memory != null) {
            memory.writeDown();
        }
    }

    @Override
    public void clearCache() {
        if (memory != null) {
            memory.forgetAll();
        }
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<Bytes, byte[]> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        stored.init(context, root);
    }

    @Override
    @SuppressWarnings("deprecation") // still what a checkpoint calls where the store does not manage its offsets
    public void flush() {
        flushCache();
        stored.flush();
    }

    @Override
    public void commit(Map<org.apache.kafka.common.TopicPartition, Long> changelogOffsets) {
        flushCache();
        stored.commit(changelogOffsets);
    }

    @Override
    public Long committedOffset(org.apache.kafka.common.TopicPartition partition) {
        return stored.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation") // Kafka's own stores answer it
    public boolean managesOffsets() {
        return stored.managesOffsets();
    }

    @Override
    public void close() {
        // What was not written down was not committed: a clean end commits before it closes.
        clearCache();
        stored.close();
    }

    @Override
    public boolean persistent() {
        return stored.persistent();
    }

    @Override
    public boolean isOpen() {
        return stored.isOpen();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        return stored.query(query, bound, config);
    }

    @Override
    public Position getPosition() {
        return stored.getPosition();
    }

    /** Hands everything on to the builder of the store behind. */
    private record Builder<S extends StateStore, M extends TaskMemory>(StoreBuilder<S> behind)
            implements StoreBuilder<StoreWithMemory<S, M>> {

        @Override
        public StoreBuilder<StoreWithMemory<S, M>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<StoreWithMemory<S, M>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<StoreWithMemory<S, M>> withLoggingEnabled(Map<String, String> config) {
            return new Builder<>(behind.withLoggingEnabled(config));
        }

        @Override
        public StoreBuilder<StoreWithMemory<S, M>> withLoggingDisabled() {
            return new Builder<>(behind.withLoggingDisabled());
        }

        @Override
        public StoreWithMemory<S, M> build() {
            return new StoreWithMemory<>(behind.build());
        }

        @Override
        public Map<String, String> logConfig() {
            return behind.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return behind.loggingEnabled();
        }

        @Override
        public String name() {
            return behind.name();
        }
    }
}
