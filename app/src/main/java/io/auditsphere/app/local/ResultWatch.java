package io.auditsphere.app.local;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.report.AlertText;
import io.auditsphere.app.topology.LatencyRecorder;
import io.auditsphere.schemas.AnomalyJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
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

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Console console;
    private final Thread thread;
    private final LatencyRecorder latency = new LatencyRecorder();
    private final AtomicLong results = new AtomicLong();
    private final AtomicLong alerts = new AtomicLong();
    private volatile boolean closing;

    private ResultWatch(KafkaConsumer<byte[], byte[]> consumer, Console console) {
        this.consumer = consumer;
        this.console = console;
        this.thread = new Thread(this::read, "result-watch");
        this.thread.setDaemon(true);
    }

    /** Reads what is written to the topic from now on. */
    static ResultWatch start(Map<String, Object> client, String topic, Console console) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The seek is lazy: what arrives before the first poll would be skipped.
        partitions.forEach(consumer::position);
        ResultWatch watch = new ResultWatch(consumer, console);
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

    private static boolean isAlert(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("is_alert");
        return header != null && new String(header.value(), StandardCharsets.UTF_8).equals("true");
    }
}
