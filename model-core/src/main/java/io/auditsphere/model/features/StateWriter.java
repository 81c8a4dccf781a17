package io.auditsphere.model.features;

import java.util.Arrays;

/** Appends numbers to a growing byte array in the compact form that {@link StateReader} reads. For one thread. */
final class StateWriter {

    private byte[] bytes;
    private int size;

    StateWriter(int expectedSize) {
        this.bytes = new byte[Math.max(16, expectedSize)];
    }

    /**
     * Makes room for this many bytes and returns the array to write them to, from {@link #size()} on; {@link #resize} ends
     * it. For the long lists of busy users, where a field access for each byte would cost.
     */
    byte[] reserve(int more) {
        ensure(more);
        return bytes;
    }

    int size() {
        return size;
    }

    /** Ends what {@link #reserve} began: this many bytes have been written in all. */
    void resize(int newSize) {
        size = newSize;
    }

    /** Writes a number, not negative, to reserved bytes as {@link #writeUnsigned} does; returns the index after it. */
    static int put(byte[] reserved, int at, int value) {
        int next = at;
        int rest = value;
        while (rest > 0x7F) {
            reserved[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        reserved[next++] = (byte) rest;
        return next;
    }

    /** One byte, the low eight bits. */
    void writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Four bytes, big-endian: for hashes, which a varint would make longer. */
    void writeInt(int value) {
        ensure(Integer.BYTES);
        bytes[size++] = (byte) (value >>> 24);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    /** Seven bits a byte, low ones first: 1 byte up to 127, 10 for negative numbers. */
    void writeUnsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Zigzag, then as {@link #writeUnsigned}: small numbers of either sign are short. */
    void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** A part that starts with its length. */
    void writePart(byte[] part) {
        writeUnsigned(part.length);
        ensure(part.length);
        System.arraycopy(part, 0, bytes, size, part.length);
        size += part.length;
    }

    /** What has been written, a fresh array. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
