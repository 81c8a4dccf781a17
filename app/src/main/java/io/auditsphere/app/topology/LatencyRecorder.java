package io.auditsphere.app.topology;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of durations from 0 to about 70 minutes with a relative error of at most 1/16: values below 16 ms stand
 * for themselves, above that each power of two is cut into 16 equal parts. Thread-safe; recording is one atomic
 * increment, mostly of another cell than the neighbour's.
 */
public final class LatencyRecorder {

    private static final int PARTS = 16;
    private static final int PARTS_LOG2 = 4;
    private static final int MAX_LOG2 = 22;
    private static final int CELLS = PARTS * (MAX_LOG2 - PARTS_LOG2 + 1);

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);

    /** Counts one duration in milliseconds; a negative one (clocks differ) counts as 0, a longer one as the longest. */
    public void record(long millis) {
        cells.incrementAndGet(cellOf(millis));
    }

    /** The counts so far, for percentiles of everything or, by {@link Snapshot#minus}, of an interval. */
    public Snapshot snapshot() {
        long[] copy = new long[CELLS];
        for (int i = 0; i < CELLS; i++) {
            copy[i] = cells.get(i);
        }
        return new Snapshot(copy);
    }

    private static int cellOf(long millis) {
        if (millis < PARTS) {
            return millis < 0 ? 0 : (int) millis;
        }
        int log2 = 63 - Long.numberOfLeadingZeros(millis);
        if (log2 >= MAX_LOG2) {
            return CELLS - 1;
        }
        int part = (int) (millis >>> (log2 - PARTS_LOG2)) - PARTS;
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
         * The duration in milliseconds that the share {@code quantile} (0..1) of all does not exceed, rounded up to its
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
