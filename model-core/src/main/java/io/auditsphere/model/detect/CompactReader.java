package io.auditsphere.model.detect;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Reads what {@link CompactWriter} wrote, a detector's own bytes for example. Where the bytes end too early it throws
 * {@link BufferUnderflowException}. Mutable, for one thread.
 */
public final class CompactReader {

    private final ByteBuffer in;

    /** A reader of what remains in the buffer, big-endian. */
    public CompactReader(ByteBuffer in) {
        this.in = in;
    }

    /** One byte, 0..255. */
    public int oneByte() {
        return in.get() & 0xFF;
    }

    /** Eight bytes. */
    public long eightBytes() {
        return in.getLong();
    }

    /** A number that is not negative. */
    public long unsigned() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
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
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return (int) size;
    }

    /** So many bytes, a fresh array. */
    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
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
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }
}
