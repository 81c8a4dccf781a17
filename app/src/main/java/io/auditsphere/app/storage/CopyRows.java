package io.auditsphere.app.storage;

import io.auditsphere.schemas.WireName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Rows in the binary form of {@code COPY … FROM STDIN (FORMAT BINARY)}, as the manual's section "Binary Format" draws
 * it: a signature, then for each row the number of fields and for each field its length and bytes, then a trailer.
 *
 * <p>Binary, since the server then parses no text: an attacker's field cannot be read as anything but a value, and
 * times are plain integers. Not thread-safe; reusable after {@link #reset()}.
 */
final class CopyRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);

    /** Postgres counts microseconds from 2000-01-01T00:00Z. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;

    /** The first and last instants of a {@code timestamptz}: 4713 BC and 294276 AD. */
    private static final long MIN_MICROS = -211_813_488_000_000_000L;

    private static final long MAX_MICROS = 9_223_371_331_199_999_999L;

    private static final int MIN_CAPACITY = 1 << 16;

    private byte[] bytes = new byte[MIN_CAPACITY];
    private int size;

    CopyRows() {
        reset();
    }

    void reset() {
        size = 0;
        put(SIGNATURE);
        int32(0); // flags
        int32(0); // length of the header's extension
    }

    void row(int fields) {
        int16(fields);
    }

    void end() {
        int16(-1);
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void nothing() {
        int32(-1);
    }

    /** Postgres has no NUL in text; a NUL in an event becomes the replacement character, as in any decoder. */
    void text(String value) {
        if (value == null) {
            nothing();
            return;
        }
        byte[] encoded = withoutNul(value).getBytes(StandardCharsets.UTF_8);
        int32(encoded.length);
        put(encoded);
    }

    void name(WireName value) {
        text(value == null ? null : value.wireName());
    }

    void json(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        int32(encoded.length + 1);
        reserve(1);
        bytes[size++] = 1; // the version of jsonb's binary form
        put(encoded);
    }

    void truth(boolean value) {
        int32(1);
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    /** A {@code float8}, or null. */
    void real(Double value) {
        if (value == null) {
            nothing();
        } else {
            int32(Double.BYTES);
            int64(Double.doubleToLongBits(value));
        }
    }

    /** An {@code int4}, or null where it is negative. */
    void coordinate(int value) {
        if (value < 0) {
            nothing();
        } else {
            int32(Integer.BYTES);
            int32(value);
        }
    }

    /** An {@code int8}, or null where it is negative. */
    void longCoordinate(long value) {
        if (value < 0) {
            nothing();
        } else {
            int32(Long.BYTES);
            int64(value);
        }
    }

    /** A {@code timestamptz}: microseconds, the rest cut off; times outside its range become its ends. */
    void instant(Instant value) {
        long seconds = value.getEpochSecond() - POSTGRES_EPOCH_SECONDS;
        long micros = seconds <= MIN_MICROS / 1_000_000
                ? MIN_MICROS
                : seconds >= MAX_MICROS / 1_000_000 ? MAX_MICROS : seconds * 1_000_000 + value.getNano() / 1_000;
        int32(Long.BYTES);
        int64(micros);
    }

    static String withoutNul(String value) {
        return value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
    }

    private void int16(int value) {
        reserve(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void int32(int value) {
        int16(value >>> 16);
        int16(value);
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }

    private void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), size + more));
        }
    }
}
