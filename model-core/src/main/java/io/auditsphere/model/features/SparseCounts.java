package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * Counts in numbered buckets of which most are empty: two parallel arrays, sorted by bucket. Events come nearly in order,
 * so everything is looked for from the newest end. Mutable, for one thread.
 */
final class SparseCounts {

    private static final int[] NONE = {};

    private int[] buckets = NONE;
    private int[] counts = NONE;
    private int size;

    /** Adds to one bucket. */
    void add(int bucket, int count) {
        int at = size;
        while (at > 0 && buckets[at - 1] > bucket) {
            at--;
        }
        if (at > 0 && buckets[at - 1] == bucket) {
            counts[at - 1] += count;
            return;
        }
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size + 8);
            counts = Arrays.copyOf(counts, size + 8);
        }
        System.arraycopy(buckets, at, buckets, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        buckets[at] = bucket;
        counts[at] = count;
        size++;
    }

    /** The sum over buckets after {@code after}, up to and including {@code upTo}. */
    int sum(int after, int upTo) {
        int sum = 0;
        for (int i = size - 1; i >= 0 && buckets[i] > after; i--) {
            if (buckets[i] <= upTo) {
                sum += counts[i];
            }
        }
        return sum;
    }

    /** The sum over all buckets up to and including this one. */
    int sumUpTo(int upTo) {
        int sum = 0;
        for (int i = 0; i < size && buckets[i] <= upTo; i++) {
            sum += counts[i];
        }
        return sum;
    }

    /** Removes the buckets before this one and returns what they held. */
    int dropBefore(int bucket) {
        int drop = 0;
        int dropped = 0;
        while (drop < size && buckets[drop] < bucket) {
            dropped += counts[drop++];
        }
        removeFirst(drop);
        return dropped;
    }

    /** Takes this much off the oldest buckets. */
    void takeOldest(int count) {
        int rest = count;
        int drop = 0;
        while (drop < size && counts[drop] <= rest) {
            rest -= counts[drop++];
        }
        removeFirst(drop);
        if (size > 0) {
            counts[0] -= rest;
        }
    }

    /** Moves the buckets before this one into coarser buckets of {@code to}, each of {@code factor} of these. */
    void moveBefore(int bucket, int factor, SparseCounts to) {
        int drop = 0;
        while (drop < size && buckets[drop] < bucket) {
            to.add(Math.floorDiv(buckets[drop], factor), counts[drop]);
            drop++;
        }
        removeFirst(drop);
    }

    /** How many buckets hold anything. */
    int size() {
        return size;
    }

    /** Writes the buckets, newest first, as distances from {@code base} and from each other. */
    void write(StateWriter out, int base) {
        out.writeUnsigned(size);
        int before = base;
        for (int i = size - 1; i >= 0; i--) {
            out.writeSigned((long) before - buckets[i]);
            out.writeUnsigned(counts[i]);
            before = buckets[i];
        }
    }

    static SparseCounts read(StateReader in, int base, int limit) {
        SparseCounts read = new SparseCounts();
        int size = in.readLength(limit, 2);
        read.size = size;
        // Room for the event at hand.
        read.buckets = new int[size + 1];
        read.counts = new int[size + 1];
        long before = base;
        for (int i = size - 1; i >= 0; i--) {
            before -= in.readSigned();
            read.buckets[i] = (int) before;
            read.counts[i] = in.readSmall();
        }
        for (int i = 1; i < size; i++) {
            in.require(read.buckets[i - 1] < read.buckets[i], "buckets in falling order");
        }
        return read;
    }

    private void removeFirst(int drop) {
        if (drop > 0) {
            size -= drop;
            System.arraycopy(buckets, drop, buckets, 0, size);
            System.arraycopy(counts, drop, counts, 0, size);
        }
    }
}
