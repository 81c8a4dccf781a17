package io.auditsphere.app.local;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.report.AlertText;
import io.auditsphere.app.topology.LatencyRecorder;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SubjectType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads results as any consumer of {@code anomalies} would (committed ones alone), prints the alerts among them and takes
 * the time from an event's arrival until its result can be read. Counters may be read by any thread.
 */
final class ResultWatch implements AutoCloseable {

    private static final int MOST_PRINTED = 1000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String findings;
    private final Console console;
    /** The severity last printed of each finding about an address; of the latest ones. */
    private final Map<String, Severity> printed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Severity> eldest) {
            return size() > MOST_PRINTED;
        }
    };

    private final Thread thread;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong alerts = new AtomicLong();
    private volatile boolean closing;

    private ResultWatch(KafkaConsumer<byte[], byte[]> consumer, String findings, Console console) {
        this.consumer = consumer;
        this.findings = findings;
        this.console = console;
        this.thread = new Thread(this::read, "result-watch");
        this.thread.setDaemon(true);
    }

    /**
     * Reads what is written to the topics from now on.
     *
     * @param topics where results are, and the findings, of which those about addresses are printed as well
     */
    static ResultWatch start(Map<String, Object> client, Topics topics, Console console) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(topics.anomalies(), topics.findings())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The seek is lazy: what arrives before the first poll would be skipped.
        partitions.forEach(consumer::position);
        ResultWatch watch = new ResultWatch(consumer, topics.findings(), console);
        watch.thread.start();
        return watch;
    }

    /** From an event's arrival until its result could be read. */
    LatencyRecorder latency() {
        return latency;
    }

    /** Results read. */
    long results() {
        return results.get();
    }

    /** Alerts read. */
    long alerts() {
        return alerts.get();
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        consumer.wakeup();
        thread.join();
    }

    private void read() {
        try (consumer) {
            while (!closing) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.topic().equals(findings)) {
                        printIfAboutAnAddress(record.value());
                        continue;
                    }
                    latency.record(System.currentTimeMillis() - record.timestamp());
                    results.incrementAndGet();
                    if (isAlert(record)) {
                        alerts.incrementAndGet();
                        print(record.value());
                    }
                }
            }
        } catch (WakeupException woken) {
            if (!closing) {
                throw woken;
            }
        }
    }

    private void print(byte[] value) {
        try {
            console.lines(AlertText.of(AnomalyJson.read(value)));
        } catch (IOException e) {
            console.line("An alert could not be read: " + e.getMessage());
        }
    }

    /** Findings about users have shown in the results of their events. */
    private void printIfAboutAnAddress(byte[] value) {
        try {
            Finding finding = FindingJson.read(value);
            if (finding.subject().type() != SubjectType.ADDRESS || finding.state() == FindingState.CLOSED) {
                return;
            }
            Severity before = printed.put(finding.findingId(), finding.severity());
            if (before == null || before.compareTo(finding.severity()) < 0) {
                alerts.incrementAndGet();
                console.lines(AlertText.of(finding));
            }
        } catch (IOException e) {
            console.line("A finding could not be read: " + e.getMessage());
        }
    }

    private static boolean isAlert(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("is_alert");
        return header != null && new String(header.value(), StandardCharsets.UTF_8).equals("true");
    }
}
