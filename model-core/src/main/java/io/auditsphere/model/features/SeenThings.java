package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * Things that a user has used, by a 32-bit key: each with one number that the owner gives a meaning (first use, days of
 * use) and the day of its latest use. Bounded: the least recently used makes room, among those of one day the newest to
 * come, so that somebody who walks through many networks in an hour pushes out his own. Mutable, for one thread.
 */
final class SeenThings {

    private static final int[] NONE = {};

    private final int capacity;
    private int size;
    private int[] keys = NONE;
    private int[] numbers = NONE;
    private int[] lastDays = NONE;

    /** An empty table of at most this many things. */
    SeenThings(int capacity) {
        this.capacity = capacity;
    }

    /** The index of this thing, or -1. */
    int find(int key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    int number(int index) {
        return numbers[index];
    }

    void setNumber(int index, int number) {
        numbers[index] = number;
    }

    int lastDay(int index) {
        return lastDays[index];
    }

    void setLastDay(int index, int day) {
        lastDays[index] = day;
    }

    int size() {
        return size;
    }

    /** Adds a thing that is not there yet. */
    void add(int key, int number, int day) {
        if (size == capacity) {
            remove(leastRecent());
        }
        if (size == keys.length) {
            int room = Math.min(capacity, size + 4);
            keys = Arrays.copyOf(keys, room);
            numbers = Arrays.copyOf(numbers, room);
            lastDays = Arrays.copyOf(lastDays, room);
        }
        keys[size] = key;
        numbers[size] = number;
        lastDays[size] = day;
        size++;
    }

    void remove(int index) {
        size--;
        System.arraycopy(keys, index + 1, keys, index, size - index);
        System.arraycopy(numbers, index + 1, numbers, index, size - index);
        System.arraycopy(lastDays, index + 1, lastDays, index, size - index);
    }

    /** Forgets what was last used before this day. */
    void forgetBefore(int day) {
        for (int i = size - 1; i >= 0; i--) {
            if (lastDays[i] < day) {
                remove(i);
            }
        }
    }

    /** Writes the table; numbers and days as distances from bases that the reader knows too. */
    void write(StateWriter out, int numberBase, int dayBase) {
        out.writeUnsigned(size);
        for (int i = 0; i < size; i++) {
            out.writeInt(keys[i]);
            out.writeSigned((long) numberBase - numbers[i]);
            out.writeSigned((long) dayBase - lastDays[i]);
        }
    }

    static SeenThings read(StateReader in, int capacity, int numberBase, int dayBase) {
        SeenThings read = new SeenThings(capacity);
        int size = in.readLength(capacity, Integer.BYTES + 2);
        read.size = size;
        read.keys = new int[size];
        read.numbers = new int[size];
        read.lastDays = new int[size];
        for (int i = 0; i < size; i++) {
            read.keys[i] = in.readInt();
            read.numbers[i] = (int) (numberBase - in.readSigned());
            read.lastDays[i] = (int) (dayBase - in.readSigned());
        }
        return read;
    }

    private int leastRecent() {
        int least = 0;
        for (int i = 1; i < size; i++) {
            // Things are in the order in which they came, so of equals the later index is the newer.
            if (lastDays[i] <= lastDays[least]) {
                least = i;
            }
        }
        return least;
    }
}
