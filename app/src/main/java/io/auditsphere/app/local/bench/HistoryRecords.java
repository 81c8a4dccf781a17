package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.topology.Purpose;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records that only teach of a benchmark's history: one of each event, or one of several events of the same user in
 * a row, as a collector sends them. For one thread.
 */
final class HistoryRecords {

    private final String topic;
    private final int eventsARecord;
    private final Consumer<ProducerRecord<byte[], byte[]>> out;
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private static final class Pending {
        private final ByteArrayOutputStream events = new ByteArrayOutputStream();
        private int count;
        private long arrivalMs;
    }

    HistoryRecords(String topic, int eventsARecord, Consumer<ProducerRecord<byte[], byte[]>> out) {
        this.topic = topic;
        this.eventsARecord = eventsARecord;
        this.out = out;
    }

    void add(AuditEvent event, long arrivalMs) {
        String key = event.userKey();
        byte[] value = AuditEventJson.toBytes(event);
        if (eventsARecord == 1) {
            send(key, value, arrivalMs);
            return;
        }
        Pending own = pending.computeIfAbsent(key, unused -> new Pending());
        own.events.write(own.count == 0 ? '[' : ',');
        own.events.writeBytes(value);
        own.arrivalMs = arrivalMs;
        if (++own.count == eventsARecord) {
            pending.remove(key);
            send(key, own);
        }
    }

    /** Sends what has not come to a whole record. */
    void flush() {
        pending.forEach(this::send);
        pending.clear();
    }

    private void send(String key, Pending own) {
        own.events.write(']');
        send(key, own.events.toByteArray(), own.arrivalMs);
    }

    private void send(String key, byte[] value, long arrivalMs) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, arrivalMs, key.getBytes(UTF_8), value);
        Purpose.markLearn(record.headers());
        out.accept(record);
    }
}
