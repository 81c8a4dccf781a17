package io.auditsphere.app.topology;

import java.util.function.LongConsumer;

/**
 * A set of 64-bit hashes: open addressing, linear probing, at most three quarters full, so that an id takes 11 to 16
 * bytes. The ids are bits of a cryptographic hash, which need no further mixing. For one thread.
 */
final class IdSet {

    private static final int SMALLEST = 16;

    private long[] slots = new long[SMALLEST];
    private int size;
    /** An empty slot is zero, so that the id that is zero has a place of its own. */
    private boolean hasZero;

    boolean contains(long id) {
        if (id == 0) {
            return hasZero;
        }
        int at = slot(id, slots.length);
        while (slots[at] != 0) {
            if (slots[at] == id) {
                return true;
            }
            at = at + 1 == slots.length ? 0 : at + 1;
        }
        return false;
    }

    void add(long id) {
        if (id == 0) {
            hasZero = true;
            return;
        }
        if (4L * (size + 1) > 3L * slots.length) {
            grow();
        }
        if (put(slots, id)) {
            size++;
        }
    }

    /** How many different ids there are. */
    int size() {
        return size + (hasZero ? 1 : 0);
    }

    /** Heap that it takes. */
    int bytes() {
        return slots.length * Long.BYTES;
    }

    void forEach(LongConsumer each) {
        if (hasZero) {
            each.accept(0);
        }
        for (long id : slots) {
            if (id != 0) {
                each.accept(id);
            }
        }
    }

    private void grow() {
        long[] larger = new long[slots.length + slots.length / 2];
        for (long id : slots) {
            if (id != 0) {
                put(larger, id);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] into, long id) {
        int at = slot(id, into.length);
        while (into[at] != 0) {
            if (into[at] == id) {
                return false;
            }
            at = at + 1 == into.length ? 0 : at + 1;
        }
        into[at] = id;
        return true;
    }

    /** The upper bits as a fraction of the length: any length will do. */
    private static int slot(long id, int length) {
        return (int) (((id >>> 32) * length) >>> 32);
    }
}
