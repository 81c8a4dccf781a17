package io.auditsphere.model.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Appends numbers and texts in few bytes, a detector's own for example. Mutable, for one thread. */
public final class CompactWriter {

    /** How a text starts that is null, and one that is a UUID in 16 bytes; any other starts with its length + 2. */
    static final int NULL_TEXT = 0;

    static final int UUID_TEXT = 1;
    static final int TEXT_BASE = 2;

    private static final int UUID_LENGTH = 36;

    private static final int USUAL_BYTES = 256;
    private static final int MOST_OF_A_NUMBER = 10;

    private byte[] written = new byte[USUAL_BYTES];
    private int size;

    /** A writer that has written nothing. */
    public CompactWriter() {}

    /** The low eight bits. */
    public void oneByte(int value) {
        room(1);
        written[size++] = (byte) value;
    }

    /** Eight bytes, big-endian. */
    public void eightBytes(long value) {
        room(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            written[size++] = (byte) (value >>> shift);
        }
    }

    /** LEB128: seven bits a byte, low ones first. */
    public void unsigned(long value) {
        room(MOST_OF_A_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            written[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        written[size++] = (byte) rest;
    }

    /** Zig-zag, so that small negative numbers are short too. */
    public void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /** These bytes, without their length. */
    public void bytes(byte[] bytes) {
        bytes(bytes, 0, bytes.length);
    }

    /** So many bytes of an array from an index on, without their number. */
    public void bytes(byte[] bytes, int from, int length) {
        room(length);
        System.arraycopy(bytes, from, written, size, length);
        size += length;
    }

    /** Null, UTF-8 with its length, or the 16 bytes of a UUID: most providers' event ids are one. */
    public void text(String text) {
        if (text == null) {
            oneByte(NULL_TEXT);
            return;
        }
        UUID uuid = canonicalUuid(text);
        if (uuid != null) {
            oneByte(UUID_TEXT);
            eightBytes(uuid.getMostSignificantBits());
            eightBytes(uuid.getLeastSignificantBits());
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        unsigned(bytes.length + (long) TEXT_BASE);
        bytes(bytes);
    }

    /** The UUID whose text form is exactly this; null if there is none. */
    private static UUID canonicalUuid(String text) {
        if (text.length() != UUID_LENGTH) {
            return null;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean lowerHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !lowerHex) {
                return null;
            }
        }
        return UUID.fromString(text);
    }

    /** What has been written, a fresh array. */
    public byte[] toByteArray() {
        return Arrays.copyOf(written, size);
    }

    private void room(int more) {
        if (written.length - size < more) {
            written = Arrays.copyOf(written, Math.max(2 * written.length, Math.addExact(size, more)));
        }
    }
}
