package io.auditsphere.app.serve;

import io.auditsphere.app.topology.RocksDbMemory;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.app.topology.UnforeseenErrors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How Kafka Streams is run. Immutable.
 *
 * @param applicationId the consumer group and the prefix of internal topics
 * @param stateFolder where the stores are on this machine
 * @param threads stream threads of this process, 1 or more
 * @param delivery exactly-once, or what a crash may repeat
 * @param commitInterval wall-clock time between two commits: under exactly-once nobody reads a result before its commit
 * @param replication copies of each internal topic; -1 for the brokers' default
 * @param cacheBytes memory in the heap for users that had events lately and for ids, all threads together, in bytes
 * @param rocksDbBytes memory outside the heap for all stores of the process, in bytes
 * @param kafka settings of Kafka Streams and of its clients by Kafka's own names, {@code bootstrap.servers} among them;
 *     they stand over everything else here
 */
public record StreamsSettings(
        String applicationId,
        Path stateFolder,
        int threads,
        Delivery delivery,
        Duration commitInterval,
        int replication,
        long cacheBytes,
        long rocksDbBytes,
        Map<String, String> kafka) {

    /** What a crash may do to results. */
    public enum Delivery {
        /** Nothing. */
        EXACTLY_ONCE_V2,
        /** Repeat some. */
        AT_LEAST_ONCE
    }

    /** Room in a request beside the largest record: the batch's own frame. */
    private static final int REQUEST_FRAME = 4 << 10;

    private static final int SHORT_LINGER_MS = 5;
    private static final int LONG_LINGER_MS = 25;

    public StreamsSettings {
        Objects.requireNonNull(applicationId, "applicationId");
        Objects.requireNonNull(stateFolder, "stateFolder");
        Objects.requireNonNull(delivery, "delivery");
        kafka = Map.copyOf(kafka);
        if (threads < 1 || cacheBytes < 0 || rocksDbBytes < 1 || commitInterval.isNegative()) {
            throw new IllegalArgumentException("Expected at least one thread, a cache of 0 bytes or more, memory of 1"
                    + " byte or more and a commit interval of 0 or more; found " + threads + " threads, " + cacheBytes
                    + " and " + rocksDbBytes + " bytes, " + commitInterval + ".");
        }
    }

    /** Two threads, exactly-once, a commit every 100 ms, a quarter of the heap for users and ids, and 256 MiB for the stores. */
    public static StreamsSettings defaults() {
        return new StreamsSettings(
                "auditsphere",
                Path.of("state"),
                2,
                Delivery.EXACTLY_ONCE_V2,
                Duration.ofMillis(100),
                -1,
                Runtime.getRuntime().maxMemory() / 100 * 25,
                256L << 20,
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"));
    }

    /** The same with these settings of Kafka's. */
    public StreamsSettings withKafka(Map<String, String> settings) {
        return new StreamsSettings(
                applicationId,
                stateFolder,
                threads,
                delivery,
                commitInterval,
                replication,
                cacheBytes,
                rocksDbBytes,
                settings);
    }

    /** The same under this name, with its stores in this folder. */
    public StreamsSettings withIdentity(String id, Path folder) {
        return new StreamsSettings(
                id, folder, threads, delivery, commitInterval, replication, cacheBytes, rocksDbBytes, kafka);
    }

    /**
     * The same as a member that its group knows by this name over restarts; unchanged where the operator has given one, or
     * chose the group protocol that has no such names.
     */
    StreamsSettings named(String instance) {
        if (staticMember() || kafka.containsKey(StreamsConfig.GROUP_PROTOCOL_CONFIG)) {
            return this;
        }
        Map<String, String> more = new HashMap<>(kafka);
        more.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        return withKafka(more);
    }

    /** Whether the operator made it a static member: it keeps its partitions over a restart, so it must not leave. */
    public boolean staticMember() {
        return kafka.containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                || kafka.containsKey(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
                || kafka.containsKey(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /** The whole configuration of Kafka Streams for this topology. */
    public Properties properties(TopologySettings topology, StreamCounters counters) {
        Properties all = new Properties();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder.toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                delivery == Delivery.EXACTLY_ONCE_V2 ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
        // Input and repartition topic feed the same tasks, and nothing depends on their order: events may be late.
        // Waiting
        // for the one that is empty, as is usual, costs 6 % of a thread's time in Kafka's own bookkeeping (profiled).
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
        all.put(RocksDbMemory.BYTES, rocksDbBytes);
        putErrorHandling(all, topology, counters);
        putClients(all, topology);
        all.putAll(kafka);
        return all;
    }

    private static void putErrorHandling(Properties all, TopologySettings topology, StreamCounters counters) {
        all.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                topology.topics().deadLetters());
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, UnforeseenErrors.class);
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnforeseenErrors.class);
        // Kafka warns at each start until it is set, though there is no global store; its constant is deprecated.
        all.put("processing.exception.handler.global.enabled", true);
        all.put(UnforeseenErrors.COUNTERS, counters);
        all.put(UnforeseenErrors.MAX_DEAD_LETTER_BYTES, topology.maxDeadLetterBytes());
    }

    /**
     * How long a record may wait for others. Under exactly-once nobody reads it before the commit, which sends all that
     * waits: a quarter of the commit interval delays nothing and makes fuller batches, each of which costs the program
     * and the broker the same however little is in it. At least once, it is what a result is late by.
     */
    private int lingerMs() {
        if (delivery == Delivery.AT_LEAST_ONCE) {
            return SHORT_LINGER_MS;
        }
        return (int) Math.max(SHORT_LINGER_MS, Math.min(LONG_LINGER_MS, commitInterval.toMillis() / 4));
    }

    /**
     * Batches of 128 KiB, a linger and lz4 halve the brokers' work against the defaults; Kafka Streams' own linger of
     * 100 ms costs 50 ms at the median (measured, docs/PERFORMANCE.md). With the default session timeout of 45 s a killed
     * process holds its partitions for as long.
     */
    private void putClients(Properties all, TopologySettings topology) {
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), lingerMs());
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        all.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                topology.maxRecordBytes() + REQUEST_FRAME);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // After a clean end there is nothing to restore but a commit's markers, which a read has to pass. The next
        // task's partitions wait until the read of those before it gives up, half a second by default.
        all.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 50);
        // /metrics is what this program is watched by: brokers need not be asked whether they want it pushed to them.
        all.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    }
}
