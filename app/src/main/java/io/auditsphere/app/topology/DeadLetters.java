package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.schemas.DeadLetterHeaders;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Builds dead letters: a record as it came, with headers that say where it was read and why it was rejected. Whatever a
 * stranger sends, the dead letter fits into its topic, because a producer's refusal would end the stream. Immutable.
 */
final class DeadLetters {

    /** Reason of an exception that no code foresaw. */
    static final String UNFORESEEN = "unforeseen_error";
    /** Reason of a result, or of an event on its way to its user's partition, that is larger than topics take. */
    static final String RESULT_TOO_LARGE = "result_too_large";

    /** More of a client's own headers than this, keys and values in bytes, are left out. */
    private static final int MAX_OWN_HEADERS = 32 << 10;
    /** A longer key than this is cut. */
    private static final int MAX_KEY = 32 << 10;
    /** Room for the text of the indexes that were rejected, in characters. */
    private static final int MAX_INDEXES = 4_000;

    /** Bytes that a dead letter may have beside its value: key, own headers and error headers. */
    static final int OVERHEAD = MAX_KEY + MAX_OWN_HEADERS + (64 << 10);

    private final int maxValueBytes;

    /** Dead letters whose values are cut at this many bytes. */
    DeadLetters(int maxValueBytes) {
        this.maxValueBytes = maxValueBytes;
    }

    /** Where a record was read. */
    record Coordinates(String topic, int partition, long offset) {}

    /** The dead letter of a record, which it lists the rejected events of. */
    Record<byte[], Decoded> ofRejections(Record<byte[], byte[]> read, Coordinates from, List<Rejection> rejections) {
        Rejection first = rejections.get(0);
        Letter letter = letter(read.key(), read.value(), read.headers(), from);
        letter.because(first.reason().wireName(), first.detail());
        letter.header(DeadLetterHeaders.FIELD, first.field());
        letter.header(DeadLetterHeaders.VALUE, first.value());
        letter.header(DeadLetterHeaders.INDEXES, indexes(rejections));
        return new Record<>(letter.key, new Decoded.DeadLetter(letter.value), read.timestamp(), letter.headers);
    }

    /** A dead letter without a reason yet. */
    Letter letter(byte[] key, byte[] value, Headers own, Coordinates from) {
        boolean keyFits = key == null || key.length <= MAX_KEY;
        boolean valueFits = value == null || value.length <= maxValueBytes;
        boolean headersFit = size(own) <= MAX_OWN_HEADERS;
        Letter letter = new Letter(
                keyFits ? key : Arrays.copyOf(key, MAX_KEY),
                valueFits ? value : Arrays.copyOf(value, maxValueBytes),
                headersFit ? withoutErrors(own) : new RecordHeaders());
        letter.header(DeadLetterHeaders.TOPIC, from.topic());
        letter.header(DeadLetterHeaders.PARTITION, Integer.toString(from.partition()));
        letter.header(DeadLetterHeaders.OFFSET, Long.toString(from.offset()));
        if (!keyFits || !valueFits || !headersFit) {
            letter.header(DeadLetterHeaders.TRUNCATED, "true");
        }
        return letter;
    }

    /** A dead letter that is being written. */
    static final class Letter {
        final byte[] key;
        final byte[] value;
        final Headers headers;

        private Letter(byte[] key, byte[] value, Headers headers) {
            this.key = key;
            this.value = value;
            this.headers = headers;
        }

        /** Says why, where the rejection is data and no exception. */
        Letter because(String reason, String message) {
            return header(DeadLetterHeaders.EXCEPTION, Rejection.class.getName())
                    .header(DeadLetterHeaders.MESSAGE, String.valueOf(message))
                    .header(DeadLetterHeaders.REASON, reason);
        }

        /** Adds a header; one without a value is left out. */
        Letter header(String name, String text) {
            if (text != null) {
                headers.add(name, text.getBytes(UTF_8));
            }
            return this;
        }
    }

    /** A record that was dead-lettered and sent back brings the old reasons along: the new ones take their place. */
    private static Headers withoutErrors(Headers own) {
        Headers kept = new RecordHeaders();
        for (Header header : own) {
            if (!DeadLetterHeaders.errors().contains(header.key())) {
                kept.add(header);
            }
        }
        return kept;
    }

    private static int size(Headers headers) {
        int size = 0;
        for (Header header : headers) {
            size += 4 * header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return size;
    }

    private static String indexes(List<Rejection> rejections) {
        StringBuilder text = new StringBuilder();
        for (Rejection rejection : rejections) {
            if (rejection.index() != Rejection.WHOLE_RECORD && text.length() < MAX_INDEXES) {
                text.append(text.length() == 0 ? "" : ",").append(rejection.index());
            }
        }
        return text.length() == 0 ? null : text.toString();
    }
}
