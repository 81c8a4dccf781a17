package io.auditsphere.model.detect;

import java.util.Arrays;

/**
 * What detectors keep of one user, by their names and in the order of these: two short arrays, because every event asks
 * for each detector's. Mutable, for one thread.
 */
final class DetectorBytes {

    private static final String[] NO_NAMES = {};
    private static final byte[][] NO_BYTES = {};

    private String[] names = NO_NAMES;
    private byte[][] bytes = NO_BYTES;

    /** What a detector keeps; null if nothing. */
    byte[] get(String name) {
        int at = find(name);
        return at < 0 ? null : bytes[at];
    }

    void put(String name, byte[] value) {
        int at = find(name);
        if (at >= 0) {
            bytes[at] = value;
            return;
        }
        int place = 0;
        while (place < names.length && names[place].compareTo(name) < 0) {
            place++;
        }
        String[] moreNames = Arrays.copyOf(names, names.length + 1);
        byte[][] moreBytes = Arrays.copyOf(bytes, names.length + 1);
        System.arraycopy(names, place, moreNames, place + 1, names.length - place);
        System.arraycopy(bytes, place, moreBytes, place + 1, names.length - place);
        moreNames[place] = name;
        moreBytes[place] = value;
        names = moreNames;
        bytes = moreBytes;
    }

    /** Whether there was anything to remove. */
    boolean remove(String name) {
        int at = find(name);
        if (at < 0) {
            return false;
        }
        int last = names.length - 1;
        String[] fewerNames = Arrays.copyOf(names, last);
        byte[][] fewerBytes = Arrays.copyOf(bytes, last);
        System.arraycopy(names, at + 1, fewerNames, at, last - at);
        System.arraycopy(bytes, at + 1, fewerBytes, at, last - at);
        names = fewerNames;
        bytes = fewerBytes;
        return true;
    }

    void clear() {
        names = NO_NAMES;
        bytes = NO_BYTES;
    }

    boolean isEmpty() {
        return names.length == 0;
    }

    int size() {
        return names.length;
    }

    /** The index-th name, in rising order. */
    String nameAt(int index) {
        return names[index];
    }

    byte[] bytesAt(int index) {
        return bytes[index];
    }

    /** How many bytes all together are. */
    int total() {
        int total = 0;
        for (byte[] each : bytes) {
            total += each.length;
        }
        return total;
    }

    @SuppressWarnings("ReferenceEquality") // most names are one object (DetectorNames); those that are not are compared
    private int find(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
