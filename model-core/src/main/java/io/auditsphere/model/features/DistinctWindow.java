package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * How many different things were seen in the window up to any moment that a late event may still ask about, exact to the
 * minute, and never more than 256.
 *
 * <p><b>Runs.</b> A thing that is seen again before its window is over is one run [first, last]; at t it counts if
 * first ≤ t and t - last &lt; window. A thing has at most one run for each window's length of time, however often it is
 * seen, and an event that arrives late extends, joins or begins a run: the order of arrival does not matter.
 *
 * <p><b>Bound.</b> Of the 256 runs with the latest ends the identity is kept. A run that had to make room leaves only
 * the quarters of an hour in which it began and ended, which is enough to count it at earlier moments. If its thing
 * comes back it is counted twice for a while, but only where the other 256 are in the window too, so that the count is
 * 256 either way. Where quarters are not kept, what made room is not counted at earlier moments. A late event older than all 256 finds no room, because without an identity each repetition would count again: at such moments the
 * count may be too low, never too high.
 *
 * <p>Runs are sorted by their ends. Mutable, for one thread.
 */
final class DistinctWindow {

    /** Where counts saturate, and how many identities are kept. */
    static final int CAPACITY = 256;

    private static final int QUARTER = 15;
    private static final int MAX_QUARTERS = 10 * Minutes.DAY / QUARTER;
    /**
     * A run that is longer is stored with this length: no event that counts (at most 8 days back from one a day ahead) can
     * tell the difference, and the number stays short.
     */
    private static final int MAX_RUN = 10 * Minutes.DAY;

    /** A key and two numbers of five bytes. */
    private static final int MAX_BYTES = 14;

    private static final int[] NONE = {};

    private final int window;
    private int size;
    private int[] keys = NONE;
    private int[] firsts = NONE;
    private int[] lasts = NONE;

    /** Runs that made room, by the quarters in which they began and ended; null if they are not counted. */
    private final SparseCounts begun;

    private final SparseCounts ended;

    /**
     * An empty window.
     *
     * @param windowMinutes its length
     * @param quarters whether what has to make room is still counted at earlier moments
     */
    DistinctWindow(int windowMinutes, boolean quarters) {
        this(windowMinutes, quarters ? new SparseCounts() : null, quarters ? new SparseCounts() : null);
    }

    private DistinctWindow(int window, SparseCounts begun, SparseCounts ended) {
        this.window = window;
        this.begun = begun;
        this.ended = ended;
    }

    /** Notes that this thing was seen in this minute. */
    void add(int key, int minute) {
        int at = joining(key, minute, minute, size);
        if (at < 0) {
            insert(key, minute, minute);
            return;
        }
        int first = Math.min(firsts[at], minute);
        int last = Math.max(lasts[at], minute);
        int other = joining(key, first, last, at);
        if (other >= 0) {
            first = Math.min(first, firsts[other]);
            last = Math.max(last, lasts[other]);
        }
        if (other < 0 && last == lasts[at]) {
            firsts[at] = first;
            return;
        }
        remove(at);
        if (other >= 0) {
            remove(other);
        }
        insert(key, first, last);
    }

    /** Different things in the window up to this minute, 0..256. */
    int count(int minute) {
        int count = 0;
        for (int i = size - 1; i >= 0 && lasts[i] > minute - window; i--) {
            if (firsts[i] <= minute) {
                count++;
            }
        }
        if (count < CAPACITY && begun != null && ended.size() > 0) {
            count += begun.sumUpTo(Math.floorDiv(minute, QUARTER))
                    - ended.sumUpTo(Math.floorDiv(minute - window, QUARTER));
        }
        return Math.min(CAPACITY, count);
    }

    /** The same over the things whose key has these low bits. */
    int count(int minute, int tag, int tagMask) {
        int count = 0;
        for (int i = size - 1; i >= 0 && lasts[i] > minute - window; i--) {
            if (firsts[i] <= minute && (keys[i] & tagMask) == tag) {
                count++;
            }
        }
        return count;
    }

    /** Forgets the runs that ended before this minute, except those that ended from {@code keepFrom} to {@code keepTo}. */
    void forgetBefore(int minute, int keepFrom, int keepTo) {
        if (size > 0 && lasts[0] < minute) {
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (lasts[i] >= minute || (lasts[i] >= keepFrom && lasts[i] <= keepTo)) {
                    keys[kept] = keys[i];
                    firsts[kept] = firsts[i];
                    lasts[kept] = lasts[i];
                    kept++;
                }
            }
            size = kept;
        }
        if (begun != null && ended.size() > 0) {
            // What has ended had begun, so the oldest beginnings are no later than what is dropped.
            begun.takeOldest(ended.dropBefore(Math.floorDiv(minute, QUARTER)));
        }
    }

    /** Forgets the runs that ended before this minute. */
    void forgetBefore(int minute) {
        forgetBefore(minute, 1, 0);
    }

    /** Writes the window, newest run first, as distances from {@code base} and from each other. */
    void write(StateWriter out, int base) {
        out.writeUnsigned(size);
        if (size > 0) {
            out.writeSigned((long) base - lasts[size - 1]);
            writeRuns(out);
        }
        if (begun != null) {
            begun.write(out, Math.floorDiv(base, QUARTER));
            ended.write(out, Math.floorDiv(base, QUARTER));
        }
    }

    private void writeRuns(StateWriter out) {
        int before = lasts[size - 1];
        for (int i = size - 1; i >= 0; i--) {
            byte[] bytes = out.reserve(MAX_BYTES);
            int at = out.size();
            int key = keys[i];
            bytes[at] = (byte) (key >>> 24);
            bytes[at + 1] = (byte) (key >>> 16);
            bytes[at + 2] = (byte) (key >>> 8);
            bytes[at + 3] = (byte) key;
            int length = Math.min(MAX_RUN, lasts[i] - firsts[i]);
            // One byte where a thing was seen within one minute, which is what there is most of where there is much.
            at = StateWriter.put(bytes, at + Integer.BYTES, ((before - lasts[i]) << 1) | (length > 0 ? 1 : 0));
            if (length > 0) {
                at = StateWriter.put(bytes, at, length);
            }
            out.resize(at);
            before = lasts[i];
        }
    }

    static DistinctWindow read(StateReader in, int windowMinutes, boolean quarters, int base) {
        int size = in.readLength(CAPACITY, Integer.BYTES + 1);
        // Room for the event at hand.
        int[] keys = new int[size + 1];
        int[] firsts = new int[size + 1];
        int[] lasts = new int[size + 1];
        int before = size == 0 ? base : (int) (base - in.readSigned());
        for (int i = size - 1; i >= 0; i--) {
            keys[i] = in.readInt();
            int packed = in.readSmall();
            before -= packed >>> 1;
            lasts[i] = before;
            firsts[i] = (packed & 1) == 0 ? before : before - in.readSmall();
        }
        int quarterBase = Math.floorDiv(base, QUARTER);
        SparseCounts begun = quarters ? SparseCounts.read(in, quarterBase, MAX_QUARTERS) : null;
        SparseCounts ended = quarters ? SparseCounts.read(in, quarterBase, MAX_QUARTERS) : null;
        DistinctWindow read = new DistinctWindow(windowMinutes, begun, ended);
        read.size = size;
        read.keys = keys;
        read.firsts = firsts;
        read.lasts = lasts;
        return read;
    }

    /** The newest run before index {@code below} of this thing that [first, last] overlaps or continues, or -1. */
    private int joining(int key, int first, int last, int below) {
        for (int i = below - 1; i >= 0; i--) {
            if (keys[i] == key && first - lasts[i] <= window && firsts[i] - last <= window) {
                return i;
            }
        }
        return -1;
    }

    private void insert(int key, int first, int last) {
        if (size == CAPACITY) {
            if (last < lasts[0]) {
                return;
            }
            if (begun != null) {
                begun.add(Math.floorDiv(firsts[0], QUARTER), 1);
                ended.add(Math.floorDiv(lasts[0], QUARTER), 1);
            }
            remove(0);
        }
        int at = size;
        while (at > 0 && lasts[at - 1] > last) {
            at--;
        }
        if (size == keys.length) {
            int capacity = Math.min(CAPACITY, size + 8);
            keys = Arrays.copyOf(keys, capacity);
            firsts = Arrays.copyOf(firsts, capacity);
            lasts = Arrays.copyOf(lasts, capacity);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(firsts, at, firsts, at + 1, size - at);
        System.arraycopy(lasts, at, lasts, at + 1, size - at);
        keys[at] = key;
        firsts[at] = first;
        lasts[at] = last;
        size++;
    }

    private void remove(int at) {
        size--;
        System.arraycopy(keys, at + 1, keys, at, size - at);
        System.arraycopy(firsts, at + 1, firsts, at, size - at);
        System.arraycopy(lasts, at + 1, lasts, at, size - at);
    }
}
