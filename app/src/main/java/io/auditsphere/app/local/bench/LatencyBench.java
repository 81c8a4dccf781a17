package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How long a result takes from the moment its event is handed to a producer to the moment a read_committed consumer has
 * it, at a steady rate. For one thread.
 */
final class LatencyBench {

    /**
     * @param perSecond events a second
     * @param seconds how long each setting is measured
     * @param users accounts
     */
    record Options(int perSecond, int seconds, int users) {}

    /** @param nanos sorted */
    @SuppressWarnings("ArrayRecordComponent") // inside this class, compared by nobody
    private record Latencies(long[] nanos, long anomalies, long alerts) {}

    private record Variant(String name, String prefix, boolean inPlace, List<String> settings, int goalMs) {}

    private static final int WARM_UP_SECONDS = 15;

    /** A week only teaches: latency is that of an event of somebody who is known. */
    private static final int HISTORY_DAYS = 7;

    private static final Duration POLL = Duration.ofMillis(100);

    private static final List<Variant> VARIANTS = List.of(
            new Variant("in place, exactly-once, commit 100 ms", "a.", true, List.of(), 130),
            new Variant("re-keyed, exactly-once, commit 100 ms", "b.", false, List.of(), 250),
            new Variant("in place, exactly-once, commit 20 ms", "c.", true, List.of("commit.interval=20ms"), 60),
            new Variant(
                    "in place, at least once, linger 0",
                    "d.",
                    true,
                    List.of("delivery=at_least_once", "kafka.producer.linger.ms=0"),
                    20));

    private final BenchCluster cluster;
    private final Options options;
    private final List<String> given;

    /** Runs with these settings besides the benchmark's own. */
    LatencyBench(BenchCluster cluster, Options options, List<String> given) {
        this.cluster = cluster;
        this.options = options;
        this.given = given;
    }

    /** Measures, and gives the table in Markdown. */
    String run() throws IOException {
        StringBuilder table = new StringBuilder("""
                | setting | results | anomalies | alerts | p50 ms | p99 ms | p99.9 ms | goal p99 |
                |---|--:|--:|--:|--:|--:|--:|--:|
                """);
        for (Variant variant : VARIANTS) {
            Latencies found = measure(variant);
            long[] nanos = found.nanos;
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f %% | %.2f %% | %.1f | %.1f | %.1f | ≤ %d |%n",
                    variant.name,
                    nanos.length,
                    100.0 * found.anomalies / nanos.length,
                    100.0 * found.alerts / nanos.length,
                    percentile(nanos, 0.5),
                    percentile(nanos, 0.99),
                    percentile(nanos, 0.999),
                    variant.goalMs));
        }
        return table.toString();
    }

    private Latencies measure(Variant variant) throws IOException {
        long events = (long) (WARM_UP_SECONDS + options.seconds) * options.perSecond;
        BenchLoad load = BenchLoad.of(options.users, HISTORY_DAYS, events, BenchCluster.SEED);
        cluster.prepare(variant.prefix, load, 0, 1);
        String run = "latency-" + variant.prefix.charAt(0);
        List<String> arguments = new ArrayList<>(List.of(StreamProcess.PIPELINE, "0", "0"));
        arguments.addAll(cluster.settings(variant.prefix, run));
        arguments.addAll(given);
        arguments.addAll(variant.settings);
        try (ChildProcess process = ChildProcess.startMeasured(StreamProcess.class, arguments);
                Reader reader = new Reader(new Topics(variant.prefix).anomalies())) {
            process.await("ready");
            awaitHistory(process, load.learnt());
            reader.start();
            send(variant, load, reader);
            return reader.finish();
        }
    }

    private static void awaitHistory(ChildProcess process, long events) throws IOException {
        long handled = 0;
        while (handled < events) {
            LockSupport.parkNanos(POLL.toNanos());
            process.ask();
            handled = Long.parseLong(process.await(StreamProcess.HANDLED));
        }
    }

    private void send(Variant variant, BenchLoad load, Reader reader) {
        String topic = new Topics(variant.prefix).auditEvents();
        int warmUp = WARM_UP_SECONDS * options.perSecond;
        int total = warmUp + options.seconds * options.perSecond;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (int i = 0; i < total; i++) {
                long due = start + i * 1_000_000_000L / options.perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                // Event time goes at the organisation's own pace: a thousand events a second are an hour's in 20
                // seconds.
                AuditEvent event = load.next();
                byte[] key = event.userKey().getBytes(UTF_8);
                int own = BuiltInPartitioner.partitionForKey(key, BenchCluster.PARTITIONS);
                int partition = variant.inPlace ? own : (own + 1) % BenchCluster.PARTITIONS;
                if (i >= warmUp) {
                    reader.expect(event.eventId(), System.nanoTime());
                }
                producer.send(
                        new ProducerRecord<>(topic, partition, load.arrivalMs(), key, AuditEventJson.toBytes(event)));
            }
        }
    }

    private static double percentile(long[] nanos, double share) {
        return nanos.length == 0
                ? Double.NaN
                : nanos[(int) Math.min(nanos.length - 1L, (long) Math.ceil(share * nanos.length) - 1)] / 1e6;
    }

    /** Reads results on a thread of its own and notes when each came. */
    private final class Reader implements AutoCloseable {

        private static final long LAST_WITHIN_NANOS = 20_000_000_000L;

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
        private final List<Long> latencies = new ArrayList<>();
        private final Thread thread = new Thread(this::read, "latency-reader");
        private long anomalies;
        private long alerts;
        private volatile boolean finishing;

        Reader(String topic) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            cluster.bootstrapServers(),
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map((PartitionInfo info) -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        void start() {
            thread.start();
        }

        void expect(String eventId, long nanos) {
            sentAt.put(eventId, nanos);
        }

        private void read() {
            long deadline = Long.MAX_VALUE;
            while (!(finishing && sentAt.isEmpty()) && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> result : consumer.poll(POLL)) {
                    Long sent = sentAt.remove(
                            new String(result.headers().lastHeader("event_id").value(), UTF_8));
                    if (sent != null) {
                        latencies.add(System.nanoTime() - sent);
                        anomalies += says(result, "is_anomaly") ? 1 : 0;
                        alerts += says(result, "is_alert") ? 1 : 0;
                    }
                }
                if (finishing && deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + LAST_WITHIN_NANOS;
                }
            }
        }

        private static boolean says(ConsumerRecord<byte[], byte[]> result, String header) {
            return new String(result.headers().lastHeader(header).value(), UTF_8).equals("true");
        }

        /** Waits for what is under way. */
        Latencies finish() throws IOException {
            finishing = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!sentAt.isEmpty()) {
                throw new IOException(sentAt.size() + " results did not come within 20 s");
            }
            long[] nanos = latencies.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(nanos);
            return new Latencies(nanos, anomalies, alerts);
        }

        @Override
        public void close() {
            finishing = true;
            sentAt.clear();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            consumer.close();
        }
    }
}
