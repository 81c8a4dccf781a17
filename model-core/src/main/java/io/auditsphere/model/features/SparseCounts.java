package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * Counts in numbered buckets of which most are empty: two parallel arrays, sorted by bucket. Events come nearly in order,
 * so everything is looked for from the newest end. Mutable, for one thread.
 */
final class SparseCounts {

    private static final int SKIP_BITS = 2;
    private static final int MAX_SKIP = (1 << SKIP_BITS) - 1;
    /** Two numbers of five bytes. */
    private static final int MAX_BYTES = 10;

    /** No honest user has more in a bucket, and a packed count fits an int. */
    private static final int MAX_COUNT = 1 << 28;

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
            counts[at - 1] = Math.min(MAX_COUNT, counts[at - 1] + count);
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

    /**
     * Writes the buckets, newest first. A bucket is mostly one byte: its count, and how many buckets before the last one it
     * lies if that is less than four.
     */
    void write(StateWriter out, int base) {
        out.writeUnsigned(size);
        if (size == 0) {
            return;
        }
        int before = buckets[size - 1] + 1;
        out.writeSigned((long) base - before);
        for (int i = size - 1; i >= 0; i--) {
            byte[] bytes = out.reserve(MAX_BYTES);
            int at = out.size();
            int skipped = before - buckets[i] - 1;
            at = StateWriter.put(bytes, at, ((counts[i] - 1) << SKIP_BITS) | Math.min(skipped, MAX_SKIP));
            if (skipped >= MAX_SKIP) {
                at = StateWriter.put(bytes, at, skipped - MAX_SKIP);
            }
            out.resize(at);
            before = buckets[i];
        }
    }

    static SparseCounts read(StateReader in, int base, int limit) {
        SparseCounts read = new SparseCounts();
        int size = in.readLength(limit, 1);
        if (size == 0) {
            return read;
        }
        read.size = size;
        // Room for the event at hand.
        read.buckets = new int[size + 1];
        read.counts = new int[size + 1];
        int before = (int) (base - in.readSigned());
        byte[] bytes = in.bytes();
        int at = in.position();
        for (int i = size - 1; i >= 0; i--) {
            int packed = at < bytes.length ? bytes[at] : -1;
            int skipped = packed & MAX_SKIP;
            if (packed >= 0 && skipped < MAX_SKIP) {
                at++;
            } else {
                in.seek(at);
                packed = in.readSmall();
                skipped = packed & MAX_SKIP;
                skipped += skipped == MAX_SKIP ? in.readSmall() : 0;
                at = in.position();
            }
            before -= skipped + 1;
            read.buckets[i] = before;
            read.counts[i] = (packed >>> SKIP_BITS) + 1;
        }
        in.seek(at);
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
