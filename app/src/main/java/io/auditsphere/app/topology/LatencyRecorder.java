package io.auditsphere.app.topology;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * A histogram of durations from 0 to 2^30 units (12 days of milliseconds, 18 minutes of microseconds) with a relative
 * error of at most 1/16: values below 16 stand for themselves, above that each power of two is cut into 16 equal parts.
 * Whoever owns it chooses the unit. Thread-safe; recording is one atomic increment, mostly of another cell than the
 * neighbour's, and allocates nothing.
 */
public final class LatencyRecorder {

    private static final int PARTS = 16;
    private static final int PARTS_LOG2 = 4;
    private static final int MAX_LOG2 = 30;
    private static final int CELLS = PARTS * (MAX_LOG2 - PARTS_LOG2 + 1);

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);
    private final LongAdder sum = new LongAdder();

    /** Counts one duration; a negative one (clocks differ) counts as 0, a longer one as the longest. */
    public void record(long units) {
        cells.incrementAndGet(cellOf(units));
        sum.add(Math.max(0, Math.min(units, 1L << MAX_LOG2)));
    }

    /** All durations together, in units. */
    public long sum() {
        return sum.sum();
    }

    /** The counts so far, for percentiles of everything or, by {@link Snapshot#minus}, of an interval. */
    public Snapshot snapshot() {
        long[] copy = new long[CELLS];
        for (int i = 0; i < CELLS; i++) {
            copy[i] = cells.get(i);
        }
        return new Snapshot(copy);
    }

    private static int cellOf(long units) {
        if (units < PARTS) {
            return units < 0 ? 0 : (int) units;
        }
        int log2 = 63 - Long.numberOfLeadingZeros(units);
        if (log2 >= MAX_LOG2) {
            return CELLS - 1;
        }
        int part = (int) (units >>> (log2 - PARTS_LOG2)) - PARTS;
        return PARTS * (log2 - PARTS_LOG2 + 1) + part;
    }

    private static long upperEdge(int cell) {
        if (cell < PARTS) {
            return cell;
        }
        int shift = cell / PARTS - 1;
        return ((long) (PARTS + cell % PARTS + 1) << shift) - 1;
    }

    /** Counts at one moment. Immutable. */
    public static final class Snapshot {
        private final long[] counts;

        private Snapshot(long[] counts) {
            this.counts = counts;
        }

        /** What was counted since an earlier snapshot of the same recorder. */
        public Snapshot minus(Snapshot earlier) {
            long[] difference = new long[CELLS];
            for (int i = 0; i < CELLS; i++) {
                difference[i] = counts[i] - earlier.counts[i];
            }
            return new Snapshot(difference);
        }

        /** Durations counted. */
        public long count() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }

        /**
         * How many durations lie in each interval between neighbouring bounds: one count for each bound, of what does
         * not exceed it and exceeds the one before, and one for all above. What a cell straddles counts above.
         *
         * @param bounds rising, in units
         */
        public long[] counts(long[] bounds) {
            long[] between = new long[bounds.length + 1];
            int at = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                while (at < bounds.length && upperEdge(cell) > bounds[at]) {
                    at++;
                }
                between[at] += counts[cell];
            }
            return between;
        }

        /**
         * The duration in units that the share {@code quantile} (0..1) of all does not exceed, rounded up to its
         * cell's edge; 0 if nothing was counted.
         */
        public long percentile(double quantile) {
            long rank = Math.max(1, (long) Math.ceil(quantile * count()));
            long seen = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                seen += counts[cell];
                if (seen >= rank) {
                    return upperEdge(cell);
                }
            }
            return 0;
        }
    }
}
