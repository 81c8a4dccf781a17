package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * Reads what {@link StateWriter} wrote, and says what is wrong with bytes that it did not write: every length is checked
 * against what is left before anything is allocated. For one thread.
 */
final class StateReader {

    private static final long MAX_COUNT = 1L << 40;

    private final String what;
    private final byte[] bytes;
    private int position;

    /**
     * A reader over all of these bytes.
     *
     * @param what what they hold, for error messages
     */
    StateReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /** Reads the leading version byte and refuses those that are not 1..newest. */
    int readVersion(int newest) {
        int version = readByte();
        if (version < 1 || version > newest) {
            throw new StateFormatException(what + ": expected format version 1 to " + newest + " in byte 0, found "
                    + version + (version > newest ? "; it was written by a newer release, upgrade this one" : ""));
        }
        return version;
    }

    /** All of the bytes; a loop over a long list reads the numbers of one byte from here, others by {@link #readSmall}. */
    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void seek(int newPosition) {
        position = newPosition;
    }

    int readByte() {
        if (position >= bytes.length) {
            throw ended();
        }
        return bytes[position++] & 0xFF;
    }

    int readInt() {
        if (bytes.length - position < Integer.BYTES) {
            throw ended();
        }
        int value = ((bytes[position] & 0xFF) << 24)
                | ((bytes[position + 1] & 0xFF) << 16)
                | ((bytes[position + 2] & 0xFF) << 8)
                | (bytes[position + 3] & 0xFF);
        position += Integer.BYTES;
        return value;
    }

    long readUnsigned() {
        if (position < bytes.length && bytes[position] >= 0) {
            return bytes[position++];
        }
        return readLong();
    }

    private long readLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= bytes.length) {
                throw ended();
            }
            byte next = bytes[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StateFormatException(
                what + ": expected a number of at most 10 bytes, found a longer one before byte " + position);
    }

    /** A number of either sign, as {@link StateWriter#writeSigned} writes it. */
    long readSigned() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** An unsigned number that fits a non-negative int. */
    int readSmall() {
        if (position < bytes.length && bytes[position] >= 0) {
            return bytes[position++];
        }
        long value = readUnsigned();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new StateFormatException(what + ": expected a number from 0 to " + Integer.MAX_VALUE + " before byte "
                    + position + ", found " + value);
        }
        return (int) value;
    }

    /** A count of events: not negative, and small enough that sums of many do not overflow. */
    long readCount() {
        long value = readUnsigned();
        if (value < 0 || value > MAX_COUNT) {
            throw new StateFormatException(what + ": expected a count from 0 to " + MAX_COUNT + " before byte "
                    + position + ", found " + value);
        }
        return value;
    }

    /**
     * The length of a list.
     *
     * @param limit the most entries that any version wrote
     * @param bytesEach the fewest bytes that an entry takes
     */
    int readLength(int limit, int bytesEach) {
        int length = readSmall();
        if (length > limit) {
            throw new StateFormatException(what + ": expected at most " + limit + " entries before byte " + position
                    + ", found a length of " + length);
        }
        if ((long) length * bytesEach > bytes.length - position) {
            throw ended();
        }
        return length;
    }

    /** Refuses bytes that were read but make no sense. */
    void require(boolean holds, String expected) {
        if (!holds) {
            throw new StateFormatException(what + ": expected " + expected + " before byte " + position
                    + ", found others: the bytes are damaged");
        }
    }

    /** The bytes of a part that starts with its length, without reading into it. */
    byte[] readPart() {
        int length = readLength(Integer.MAX_VALUE, 1);
        byte[] part = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return part;
    }

    /** Refuses bytes after the end. */
    void expectEnd() {
        if (position != bytes.length) {
            throw new StateFormatException(
                    what + ": expected the end at byte " + position + ", found " + (bytes.length - position) + " more");
        }
    }

    StateFormatException ended() {
        return new StateFormatException(
                what + ": expected more after byte " + position + ", found the end: the bytes were cut");
    }
}
