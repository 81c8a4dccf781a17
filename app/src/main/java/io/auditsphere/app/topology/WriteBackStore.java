package io.auditsphere.app.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Stands between the changelog and RocksDB and holds back what is put: a user who has many events is put at each commit,
 * ten times a second, and RocksDB's share of that was half of what writing him down costs. What is held back goes to
 * RocksDB in one batch when it takes {@value #MOST_BYTES} bytes, before anything is iterated over, and before Kafka
 * Streams notes how far the store has come. The changelog, which is what a commit covers and a crash leaves, has every
 * put at once.
 *
 * <p>For one task's thread.
 */
final class WriteBackStore implements KeyValueStore<Bytes, byte[]> {

    /** Two thousand users of some 700 bytes and what an entry takes: the busy ones of a task. */
    private static final int MOST_BYTES = 2 << 20;

    /** Of the heap, beside key and value. */
    private static final int BYTES_AN_ENTRY = 120;

    private final KeyValueStore<Bytes, byte[]> behind;
    /** Null is a deletion. */
    private final Map<Bytes, byte[]> held = new HashMap<>();

    private int heldBytes;

    /** A store in front of this one. */
    WriteBackStore(KeyValueStore<Bytes, byte[]> behind) {
        this.behind = behind;
    }

    /** Makes such a store in front of each of this supplier's. */
    static KeyValueBytesStoreSupplier inFrontOf(KeyValueBytesStoreSupplier behind) {
        return new Supplier(behind);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        byte[] before = held.put(key, value);
        heldBytes += length(value) - length(before) + (before == null ? BYTES_AN_ENTRY + key.get().length : 0);
        if (heldBytes > MOST_BYTES) {
            release();
        }
    }

    @Override
    public byte[] get(Bytes key) {
        byte[] value = held.get(key);
        return value != null || held.containsKey(key) ? value : behind.get(key);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        release();
        return behind.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
        release();
        return behind.reverseRange(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        release();
        return behind.all();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseAll() {
        release();
        return behind.reverseAll();
    }

    @Override
    public <S extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, S serializer) {
        release();
        return behind.prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return behind.approximateNumEntries();
    }

    @Override
    public String name() {
        return behind.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        forget();
        behind.init(context, root);
    }

    @Override
    @SuppressWarnings("deprecation") // still what a checkpoint calls where the store does not manage its offsets
    public void flush() {
        release();
        behind.flush();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        release();
        behind.commit(changelogOffsets);
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return behind.committedOffset(partition);
    }

    @Override
    @SuppressWarnings("deprecation") // Kafka's own stores answer it
    public boolean managesOffsets() {
        return behind.managesOffsets();
    }

    @Override
    public void close() {
        // A clean end flushes first; after any other the changelog is read again.
        forget();
        behind.close();
    }

    @Override
    public boolean persistent() {
        return behind.persistent();
    }

    @Override
    public boolean isOpen() {
        return behind.isOpen();
    }

    @Override
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        release();
        return behind.query(query, bound, config);
    }

    @Override
    public Position getPosition() {
        return behind.getPosition();
    }

    private void release() {
        if (held.isEmpty()) {
            return;
        }
        List<KeyValue<Bytes, byte[]>> batch = new ArrayList<>(held.size());
        held.forEach((key, value) -> batch.add(KeyValue.pair(key, value)));
        // RocksDB begins its search for a key's place in memory where it put the one before.
        batch.sort(Comparator.comparing(entry -> entry.key));
        behind.putAll(batch);
        forget();
    }

    private void forget() {
        held.clear();
        heldBytes = 0;
    }

    private static int length(byte[] value) {
        return value == null ? 0 : value.length;
    }

    private record Supplier(KeyValueBytesStoreSupplier behind) implements KeyValueBytesStoreSupplier {

        @Override
        public String name() {
            return behind.name();
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new WriteBackStore(behind.get());
        }

        @Override
        public String metricsScope() {
            return behind.metricsScope();
        }
    }
}
