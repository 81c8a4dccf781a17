package io.auditsphere.app.history;

import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.HistorySlice;
import io.auditsphere.app.topology.Purpose;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Teaches a new stream what its users' normal is, from the archive: every event of the window is written to
 * {@code audit-events} as a record that only teaches, keyed by user, in the order in which it once arrived. The stream
 * takes it into its state and emits nothing; the archiver finds it archived already.
 *
 * <p>It is for a stream whose state is empty. One that saw the events itself drops those of the last
 * {@code dedup.retention} as duplicates and counts older ones twice. Records bear the present time, not that of their
 * first arrival: a topic that keeps seven days would delete them before they are read.
 *
 * <p>Confined to one thread.
 */
public final class Backfill implements AutoCloseable {

    private static final int EVENTS_A_STEP = 10_000;

    private final HistoryReader history;
    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Clock clock;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long written;

    private Backfill(HistoryReader history, Producer<byte[], byte[]> producer, String topic, Clock clock) {
        this.history = history;
        this.producer = producer;
        this.topic = topic;
        this.clock = clock;
    }

    /**
     * A backfill of this topic.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     * @param history where events are read
     * @param topic {@code audit-events} under its full name
     */
    public static Backfill open(Map<String, ?> clientSettings, HistoryReader history, String topic, Clock clock) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(clientSettings);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true); // keeps each user's order through retries
        return new Backfill(
                history,
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                clock);
    }

    /**
     * Writes the window of each provider's history; returns when all of it is acknowledged.
     *
     * @param window how far back from its newest event a provider's history is read
     * @param progress is told now and then how many events were written
     * @return how many events were written, by provider
     * @throws SQLException if the history could not be read to its end
     * @throws BackfillException if the topic could not be written
     */
    public Map<String, Long> run(Collection<String> providers, Duration window, LongConsumer progress)
            throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String provider : providers) {
            HistorySlice slice = history.select(provider, window, clock.instant());
            long before = written;
            if (!slice.isEmpty()) {
                history.read(slice, (event, arrivalMs) -> write(event, progress));
            }
            counts.put(provider, written - before);
        }
        producer.flush();
        throwIfFailed();
        progress.accept(written);
        return counts;
    }

    private void write(AuditEvent event, LongConsumer progress) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, event.userKey().getBytes(StandardCharsets.UTF_8), AuditEventJson.toBytes(event));
        Purpose.markLearn(record.headers());
        try {
            // What fails is told to the callback; nobody waits for one record.
            Future<RecordMetadata> unused = producer.send(record, (metadata, exception) -> {
                if (exception != null) {
                    failure.compareAndSet(null, exception);
                }
            });
        } catch (KafkaException e) {
            failure.compareAndSet(null, e);
        }
        throwIfFailed();
        if (++written % EVENTS_A_STEP == 0) {
            progress.accept(written);
        }
    }

    private void throwIfFailed() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new BackfillException(
                    "Writing to topic " + topic + " failed after some " + written + " events (" + cause.getMessage()
                            + "). Check kafka.bootstrap.servers, that the topic exists and the rights of this client;"
                            + " then run it again: what the stream has seen it drops.",
                    cause);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
