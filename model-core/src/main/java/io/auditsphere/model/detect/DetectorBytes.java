package io.auditsphere.model.detect;

import java.util.Arrays;

/**
 * What detectors keep of one user, by their names and in the order of these: short arrays, because every event asks for
 * each detector's. What was read stays where it lies, in the stored form of the user's findings: of most users who have an
 * event, one detector's bytes change or none's. Mutable, for one thread.
 */
final class DetectorBytes {

    private static final String[] NO_NAMES = {};
    private static final byte[][] NO_ARRAYS = {};
    private static final int[] NO_PLACES = {};

    private int size;
    private String[] names = NO_NAMES;
    /** The arrays in which the detectors' bytes lie, and where: from and to of the first, of the second, and so on. */
    private byte[][] arrays = NO_ARRAYS;

    private int[] places = NO_PLACES;

    /** Makes room for so many. */
    void expect(int detectors) {
        names = Arrays.copyOf(names, detectors);
        arrays = Arrays.copyOf(arrays, detectors);
        places = Arrays.copyOf(places, 2 * detectors);
    }

    /** Whether this name belongs behind all that are there. */
    boolean isBehindAll(String name) {
        return size == 0 || names[size - 1].compareTo(name) < 0;
    }

    /** Appends a detector's bytes, at least one, which must not change where they lie; its name is behind all others. */
    void append(String name, byte[] array, int from, int to) {
        if (size == names.length) {
            expect(size + 1);
        }
        names[size] = name;
        set(size, array, from, to);
        size++;
    }

    /** What a detector keeps, not to be changed; null if nothing. */
    byte[] get(String name) {
        int at = find(name);
        if (at < 0) {
            return null;
        }
        int from = places[2 * at];
        int to = places[2 * at + 1];
        if (from != 0 || to != arrays[at].length) {
            set(at, Arrays.copyOfRange(arrays[at], from, to), 0, to - from);
        }
        return arrays[at];
    }

    /** A reader of what a detector keeps; null if nothing. */
    CompactReader reader(String name) {
        int at = find(name);
        return at < 0 ? null : new CompactReader(arrays[at], places[2 * at], places[2 * at + 1]);
    }

    /** The first byte of what a detector keeps, 0..255; -1 if nothing. */
    int firstByte(String name) {
        int at = find(name);
        return at < 0 ? -1 : arrays[at][places[2 * at]] & 0xFF;
    }

    /** How many bytes a detector keeps. */
    int lengthOf(String name) {
        int at = find(name);
        return at < 0 ? 0 : length(at);
    }

    /** Whether a detector keeps these bytes. */
    boolean holds(String name, byte[] bytes) {
        int at = find(name);
        return at >= 0 && Arrays.equals(arrays[at], places[2 * at], places[2 * at + 1], bytes, 0, bytes.length);
    }

    /** Keeps bytes, at least one. */
    void put(String name, byte[] value) {
        int at = find(name);
        if (at >= 0) {
            set(at, value, 0, value.length);
            return;
        }
        int place = 0;
        while (place < size && names[place].compareTo(name) < 0) {
            place++;
        }
        if (size == names.length) {
            expect(size + 1);
        }
        move(place, place + 1);
        names[place] = name;
        set(place, value, 0, value.length);
        size++;
    }

    /** Whether there was anything to remove. */
    boolean remove(String name) {
        int at = find(name);
        if (at < 0) {
            return false;
        }
        move(at + 1, at);
        size--;
        names[size] = null;
        arrays[size] = null;
        return true;
    }

    void clear() {
        size = 0;
        names = NO_NAMES;
        arrays = NO_ARRAYS;
        places = NO_PLACES;
    }

    private void move(int from, int to) {
        System.arraycopy(names, from, names, to, size - from);
        System.arraycopy(arrays, from, arrays, to, size - from);
        System.arraycopy(places, 2 * from, places, 2 * to, 2 * (size - from));
    }

    private void set(int index, byte[] array, int from, int to) {
        arrays[index] = array;
        places[2 * index] = from;
        places[2 * index + 1] = to;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Writes the index-th name in rising order, and the bytes with their length. */
    void write(int index, CompactWriter out) {
        out.text(names[index]);
        out.unsigned(length(index));
        out.bytes(arrays[index], places[2 * index], length(index));
    }

    /** How many bytes all together are. */
    int total() {
        int total = 0;
        for (int i = 0; i < size; i++) {
            total += length(i);
        }
        return total;
    }

    private int length(int index) {
        return places[2 * index + 1] - places[2 * index];
    }

    @SuppressWarnings("ReferenceEquality") // most names are one object (DetectorNames); those that are not are compared
    private int find(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
