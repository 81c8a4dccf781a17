package io.auditsphere.model.detect;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads what {@link CompactWriter} wrote, a detector's own bytes for example. Where the bytes end too early it throws
 * {@link BufferUnderflowException}. Mutable, for one thread.
 */
public final class CompactReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    /** A reader of what remains in the buffer, whose own position stays; what it holds must not change meanwhile. */
    public CompactReader(ByteBuffer in) {
        this(
                in.hasArray() ? in.array() : copy(in),
                in.hasArray() ? in.arrayOffset() + in.position() : 0,
                in.hasArray() ? in.arrayOffset() + in.limit() : in.remaining());
    }

    /** A reader of this array, which must not change meanwhile. */
    CompactReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** A reader of a part of this array, which must not change meanwhile. */
    CompactReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    private static byte[] copy(ByteBuffer in) {
        byte[] copy = new byte[in.remaining()];
        in.duplicate().get(copy);
        return copy;
    }

    /** One byte, 0..255. */
    public int oneByte() {
        return next() & 0xFF;
    }

    private byte next() {
        if (at == end) {
            throw new BufferUnderflowException();
        }
        return bytes[at++];
    }

    /** Eight bytes, big-endian. */
    public long eightBytes() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (next() & 0xFF);
        }
        return value;
    }

    /** A number that is not negative. */
    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than 64 bits");
    }

    /** A number of either sign. */
    public long signed() {
        long zigZag = unsigned();
        return (zigZag >>> 1) ^ -(zigZag & 1);
    }

    /** A length or a count: never more than there are bytes left, so that damaged bytes cannot ask for gigabytes. */
    public int size() {
        long size = unsigned();
        if (size < 0 || size > end - at) {
            throw new BufferUnderflowException();
        }
        return (int) size;
    }

    /** So many bytes, a fresh array. */
    public byte[] bytes(int length) {
        int from = at;
        return Arrays.copyOfRange(bytes, from, skip(length));
    }

    /** Reads so many bytes into an array, from an index of it on. */
    public void bytes(byte[] to, int index, int length) {
        int from = at;
        skip(length);
        System.arraycopy(bytes, from, to, index, length);
    }

    /** A reader of the next so many bytes alone; this one goes on behind them. */
    public CompactReader part(int length) {
        int from = at;
        return new CompactReader(bytes, from, skip(length));
    }

    /** All that is read from, what has been read already included. */
    byte[] array() {
        return bytes;
    }

    /** Passes so many bytes; returns where the rest begins. */
    int skip(int length) {
        if (length < 0 || length > end - at) {
            throw new BufferUnderflowException();
        }
        at += length;
        return at;
    }

    /** A text that is the name of a detector, as the object that all share; null for null. */
    String detectorName() {
        // Names have at most 40 characters, so that their lengths take one byte.
        int length = at < end ? bytes[at] - CompactWriter.TEXT_BASE : 0;
        String known = length > 0 && length < end - at ? DetectorNames.of(bytes, at + 1, length) : null;
        if (known == null) {
            return DetectorNames.shared(text());
        }
        at += 1 + length;
        return known;
    }

    /** A text, or null. */
    public String text() {
        long start = unsigned();
        if (start == CompactWriter.NULL_TEXT) {
            return null;
        }
        if (start == CompactWriter.UUID_TEXT) {
            return new UUID(eightBytes(), eightBytes()).toString();
        }
        long length = start - CompactWriter.TEXT_BASE;
        if (length < 0 || length > end - at) {
            throw new BufferUnderflowException();
        }
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }
}
