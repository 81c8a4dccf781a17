package io.auditsphere.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.schemas.DeadLetterHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to {@code audit-events} with their own key, value and headers. What of a record went through
 * the first time is known as a duplicate, so that it may be sent as often as one likes; a header counts how often, so
 * that what can never be read is not sent for ever. A record that was cut is refused: its rest is not here. For one
 * thread.
 */
public final class Replay implements AutoCloseable {

    /** Over what a dead letter may be: its record of a megabyte and its headers. */
    private static final int MAX_REQUEST_BYTES = 4 << 20;

    private static final int MOST_REFUSALS = 100;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int mostReplays;
    private final Map<String, Long> byReason = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final LongAdder failed = new LongAdder();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;
    private long refused;

    private Replay(Producer<byte[], byte[]> producer, String topic, int mostReplays) {
        this.producer = producer;
        this.topic = topic;
        this.mostReplays = mostReplays;
    }

    /**
     * Sends to this topic.
     *
     * @param producerSettings servers, security
     * @param mostReplays a record that was sent back so often and rejected again is refused
     */
    public static Replay open(Map<String, ?> producerSettings, String topic, int mostReplays) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.putAll(producerSettings);
        return new Replay(
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                topic,
                mostReplays);
    }

    /** Only says what would be sent. */
    public static Replay dry(String topic, int mostReplays) {
        return new Replay(null, topic, mostReplays);
    }

    /** Sends a letter as it came. */
    public void send(DeadLetter letter) {
        send(letter, letter.value());
    }

    /** Sends a letter with another value in place of its own: one that was mended. */
    public void send(DeadLetter letter, byte[] value) {
        boolean mended = !Arrays.equals(value, letter.value());
        if (letter.truncated() && !mended) {
            refuse(
                    letter,
                    "it was cut when it was rejected and the rest is not here; have its collector send it anew, or"
                            + " send it mended with --from");
        } else if (letter.value() == null && !mended) {
            refuse(letter, "it has no value, and will have none the next time");
        } else if (letter.replays() >= mostReplays && !mended) {
            refuse(
                    letter,
                    "it was sent back " + letter.replays() + " times and rejected each time; mend it, and send it"
                            + " with --from, or raise --most");
        } else {
            byReason.merge(letter.reason(), 1L, Long::sum);
            sent++;
            if (producer != null) {
                producer.send(record(letter, value), (unused, e) -> failed(e));
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter, byte[] value) {
        List<Header> headers = new ArrayList<>(letter.ownHeaders());
        headers.add(new RecordHeader(
                DeadLetterHeaders.REPLAYS,
                Integer.toString(letter.replays() + 1).getBytes(UTF_8)));
        return new ProducerRecord<>(topic, null, letter.key(), value, headers);
    }

    private void refuse(DeadLetter letter, String why) {
        refused++;
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(letter.at() + " is not sent: " + why);
        }
    }

    private void failed(Exception e) {
        if (e != null) {
            failed.increment();
            failure.compareAndSet(null, e);
        }
    }

    /**
     * Returns when everything sent is acknowledged.
     *
     * @throws KafkaException if something was not; it can all be sent again
     */
    public void flush() {
        if (producer == null) {
            return;
        }
        producer.flush();
        if (failure.get() != null) {
            throw new KafkaException(
                    failed.sum() + " of " + sent + " records were not taken by topic " + topic + " ("
                            + failure.get().getMessage() + "). Sending them all again is safe: duplicates are dropped.",
                    failure.get());
        }
    }

    /** Records sent, or that would be sent. */
    public long sent() {
        return sent;
    }

    /** The same by the reason for which they were rejected. */
    public Map<String, Long> byReason() {
        return new TreeMap<>(byReason);
    }

    /** Records that were not sent. */
    public long refused() {
        return refused;
    }

    /** The first hundred of those, each with why. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
