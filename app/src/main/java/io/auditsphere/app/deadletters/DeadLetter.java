package io.auditsphere.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.schemas.DeadLetterHeaders;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * A record of the dead letters' topic. Everything in it but the coordinates was written by strangers, or quotes them.
 *
 * @param at where it stands among the dead letters
 * @param timestampMs when the rejected record arrived, in milliseconds since the epoch
 * @param key the rejected record's key; null if it had none
 * @param value its value, as it came or cut; null if it had none
 * @param headers its own headers and those that say why
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way from one topic to another; compared by nobody
public record DeadLetter(Coordinates at, long timestampMs, byte[] key, byte[] value, Headers headers) {

    /** What stands for a reason, a field or a provider that is not known. */
    public static final String NONE = "-";

    public DeadLetter {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(headers, "headers");
    }

    /** Of a record as it was read. */
    static DeadLetter of(ConsumerRecord<byte[], byte[]> read) {
        return new DeadLetter(
                new Coordinates(read.partition(), read.offset()),
                read.timestamp(),
                read.key(),
                read.value(),
                read.headers());
    }

    /** Why it was rejected; what Kafka's own mechanism wrote has no reason but an exception. */
    public String reason() {
        return textOr(DeadLetterHeaders.REASON, "unforeseen_error");
    }

    /** The field that is missing or wrong; {@link #NONE} where no single one is. */
    public String field() {
        return textOr(DeadLetterHeaders.FIELD, NONE);
    }

    /** Whether key, value or headers were cut, so that the original is not here. */
    public boolean truncated() {
        return header(DeadLetterHeaders.TRUNCATED) != null;
    }

    /** How often it was sent back before it was rejected again. */
    public int replays() {
        try {
            return Math.max(0, Integer.parseInt(textOr(DeadLetterHeaders.REPLAYS, "0")));
        } catch (NumberFormatException written) {
            return 0; // by somebody else
        }
    }

    /** Bytes of the value. */
    public int size() {
        return value == null ? 0 : value.length;
    }

    /** The text of the last header of this name; null if there is none. */
    String header(String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** The record's own headers: without those that say why it was rejected, and how often it was sent back. */
    List<Header> ownHeaders() {
        return List.of(headers.toArray()).stream()
                .filter(header -> !DeadLetterHeaders.errors().contains(header.key())
                        && !DeadLetterHeaders.REPLAYS.equals(header.key()))
                .toList();
    }

    private String textOr(String name, String other) {
        String text = header(name);
        return text == null || text.isBlank() ? other : text;
    }
}
