package io.auditsphere.app.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.SubjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a consumer sees that reads committed results and findings of an installation from the first one on. */
final class Answers implements AutoCloseable {

    /** The one thing in a result that tells when it was made. */
    private static final Pattern SCORED_AT = Pattern.compile("\"scored_at\":\"[^\"]*\"");

    private static final long SETTLED_NANOS = 1_000_000_000;

    private final boolean digests;
    private final Topics topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> doubled = new ConcurrentLinkedQueue<>();
    /** How many results name a finding. */
    private final Map<String, Long> signalled = new ConcurrentHashMap<>();

    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final Set<Finding> words = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Finding> repeated = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::read, "answers");
    private volatile boolean closing;

    /**
     * A result that came.
     *
     * @param id provider and event id
     * @param nanos when it could be read, by {@link System#nanoTime}
     */
    record Seen(String id, int partition, long nanos) {}

    private Answers(Topics topics, KafkaConsumer<byte[], byte[]> consumer, boolean digests) {
        this.digests = digests;
        this.topics = topics;
        this.consumer = consumer;
    }

    /** Follows an installation and keeps its results. */
    static Answers follow(String bootstrapServers, Topics topics) {
        return follow(bootstrapServers, topics, false);
    }

    /** The same, keeping SHA-256 of the results alone, for runs that do not fit into memory. */
    static Answers followDigests(String bootstrapServers, Topics topics) {
        return follow(bootstrapServers, topics, true);
    }

    private static Answers follow(String bootstrapServers, Topics topics, boolean digests) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.anomalies(), topics.findings())) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        Answers answers = new Answers(topics, consumer, digests);
        answers.thread.start();
        return answers;
    }

    private void read() {
        while (!closing) {
            long nanos = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                nanos = nanos == 0 ? System.nanoTime() : nanos;
                if (record.topic().equals(topics.anomalies())) {
                    takeResult(record, nanos);
                } else {
                    takeFinding(record);
                }
            }
        }
        consumer.close();
    }

    private void takeResult(ConsumerRecord<byte[], byte[]> record, long nanos) {
        try {
            Anomaly result = AnomalyJson.read(record.value());
            String id = Workload.id(result.event());
            String text = SCORED_AT.matcher(new String(record.value(), UTF_8)).replaceFirst("");
            if (results.put(id, digests ? digest(text) : text) != null) {
                doubled.add(id);
            }
            result.signals().forEach(signal -> signalled.merge(signal.findingId(), 1L, Long::sum));
            synchronized (seen) {
                seen.add(new Seen(id, record.partition(), nanos));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a result that cannot be read", e);
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void takeFinding(ConsumerRecord<byte[], byte[]> record) {
        try {
            Finding finding = FindingJson.read(record.value());
            findings.put(finding.findingId(), finding);
            if (!words.add(finding)) {
                repeated.add(finding);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a finding that cannot be read", e);
        }
    }

    /** How many events have a result. */
    int count() {
        return results.size();
    }

    boolean has(Set<String> ids) {
        return results.size() >= ids.size() && results.keySet().containsAll(ids);
    }

    /** Each event's result but for the time of scoring, by provider and id. */
    Map<String, String> results() {
        return new TreeMap<>(results);
    }

    /** Events with more than one result. */
    List<String> doubled() {
        return List.copyOf(doubled);
    }

    /** The latest word about each finding whose subject is of this type, by its id. */
    Map<String, Finding> findings(SubjectType about) {
        Map<String, Finding> chosen = new TreeMap<>(findings);
        chosen.values().removeIf(finding -> finding.subject().type() != about);
        return chosen;
    }

    /** Words about findings that came more than once: each says something new. */
    List<Finding> repeated() {
        return List.copyOf(repeated);
    }

    /** Whether every finding is closed and has been told of every event that a result puts under it. */
    boolean findingsSettled() {
        return signalled.entrySet().stream().allMatch(each -> {
            Finding finding = findings.get(each.getKey());
            return finding != null && finding.state() == FindingState.CLOSED && finding.count() == each.getValue();
        });
    }

    /**
     * How long it took from this moment until, in every partition, a result could be read of an event that was sent
     * after it.
     *
     * @return empty while a partition has none
     */
    Optional<Duration> recoveryFrom(long nanos, Workload workload) {
        long[] first = new long[TestCluster.PARTITIONS];
        synchronized (seen) {
            // The latest come last: what came before this moment need not be looked at.
            for (int i = seen.size() - 1; i >= 0 && seen.get(i).nanos() - nanos > 0; i--) {
                if (workload.sentNanos(seen.get(i).id()) - nanos > 0) {
                    first[seen.get(i).partition()] = seen.get(i).nanos();
                }
            }
        }
        long last = nanos;
        for (long each : first) {
            if (each == 0) {
                return Optional.empty();
            }
            last = Math.max(last, each);
        }
        return Optional.of(Duration.ofNanos(last - nanos));
    }

    /** The longest time since this moment in which no result of some partition could be read, under a steady flow. */
    Duration longestSilence(long nanos) {
        long[] next = new long[TestCluster.PARTITIONS];
        long longest = 0;
        synchronized (seen) {
            boolean before = false;
            for (int i = seen.size() - 1; i >= 0 && !before; i--) {
                Seen each = seen.get(i);
                if (next[each.partition()] != 0) {
                    longest = Math.max(longest, next[each.partition()] - each.nanos());
                }
                next[each.partition()] = each.nanos();
                // Far enough back that the last result before the moment is there of every partition.
                before = nanos - each.nanos() > SETTLED_NANOS;
            }
        }
        return Duration.ofNanos(longest);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
