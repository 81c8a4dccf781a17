package io.auditsphere.app.service;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.topology.Purpose;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records to {@code audit-events}, keyed by user where a record is of one user, so that they are in their place
 * at once. Sending is asynchronous; a failure is thrown by the next call. Thread-safe.
 */
public final class EventSender implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private EventSender(Producer<byte[], byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * A sender to this topic.
     *
     * @param producerSettings what is to differ from batches of 128 KiB, a linger of 5 ms and lz4; servers, security
     */
    public static EventSender open(Map<String, ?> producerSettings, String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(producerSettings);
        return new EventSender(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()), topic);
    }

    /** A sender through this producer, which it closes. */
    static EventSender through(Producer<byte[], byte[]> producer, String topic) {
        return new EventSender(producer, topic);
    }

    /** Sends an event in its normalised form. */
    public void send(AuditEvent event, boolean learn) {
        send(key(event), AuditEventJson.toBytes(event), learn);
    }

    /**
     * Sends a record as it stands, in any accepted shape or none.
     *
     * @param decoder tells whose it is; what it cannot read is sent without a key
     */
    public void send(byte[] value, EventDecoder decoder, boolean learn) {
        send(value, decoder.decode(value, System.currentTimeMillis()), learn);
    }

    /**
     * Sends a record as it stands, in any accepted shape or none.
     *
     * @param decoded what it holds, which tells whose it is; where that is nobody or several it is sent without a key
     */
    public void send(byte[] value, DecodedRecord decoded, boolean learn) {
        send(keyOfAll(decoded.events()), value, learn);
    }

    private void send(byte[] key, byte[] value, boolean learn) {
        throwFailure();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        if (learn) {
            Purpose.markLearn(record.headers());
        }
        producer.send(record, (unused, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /**
     * Returns when everything sent is acknowledged.
     *
     * @throws KafkaException if something was not
     */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    /** Sends what is left and ends. */
    @Override
    public void close() {
        producer.close();
    }

    private void throwFailure() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new KafkaException(
                    "Events could not be written to topic " + topic + ": " + cause.getMessage(), cause);
        }
    }

    private static byte[] keyOfAll(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return null;
        }
        String key = events.get(0).userKey();
        for (AuditEvent event : events) {
            if (!event.userKey().equals(key)) {
                return null;
            }
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] key(AuditEvent event) {
        return event.userKey().getBytes(StandardCharsets.UTF_8);
    }
}
