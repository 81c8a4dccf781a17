package io.auditsphere.model.features;

/**
 * How many events there were in the hour and in the 24 hours up to any moment that a late event may still ask about.
 *
 * <p>Sparse buckets: one minute for the last two hours (and for what is ahead of the clock), fifteen minutes for what is
 * older. A window (t - w, t] is the last w/bucket buckets up to the one that
 * t lies in. It therefore holds what came after t within t's own bucket and lacks as long a piece at its other end, so
 * that a count is off by the content of one bucket of the resolution in force at most, for any order of arrival.
 * Mutable, for one thread.
 */
final class EventWindows {

    private static final int QUARTER = 15;
    private static final int FINE_MINUTES = 2 * Minutes.HOUR;

    /**
     * Minutes further ahead than a quarter of an hour are kept while fewer than this are, and in quarters from then on: a
     * clock that runs fast costs no precision, one that scatters events over a day cannot grow the state.
     */
    private static final int MAX_FINE_FOR_AHEAD = 192;

    /** Two hours, rounded down to a quarter of an hour, a quarter ahead, and what came earlier and was further ahead. */
    private static final int MAX_FINE = FINE_MINUTES + 2 * QUARTER + 1 + MAX_FINE_FOR_AHEAD;

    /** 8 days (the longest horizon and a day) and the day ahead that decoding lets through. */
    private static final int MAX_COARSE = (9 * Minutes.DAY) / QUARTER + 2;

    private final SparseCounts fine;
    private final SparseCounts coarse;

    EventWindows() {
        this(new SparseCounts(), new SparseCounts());
    }

    private EventWindows(SparseCounts fine, SparseCounts coarse) {
        this.fine = fine;
        this.coarse = coarse;
    }

    /**
     * Forgets what nothing can ask for any more, and coarsens what is over two hours old.
     *
     * @param newest the user's newest minute
     * @param horizon how many minutes behind it an event may still count
     */
    void advance(int newest, int horizon) {
        fine.moveBefore(fineFrom(newest), QUARTER, coarse);
        coarse.dropBefore(Math.floorDiv(newest - horizon, QUARTER) - Minutes.DAY / QUARTER + 1);
    }

    /** Counts one event; {@link #advance} has been called for this newest minute. */
    void add(int minute, int newest) {
        boolean near = minute <= newest + QUARTER || fine.size() < MAX_FINE_FOR_AHEAD;
        if (near && minute >= fineFrom(newest)) {
            fine.add(minute, 1);
        } else {
            coarse.add(Math.floorDiv(minute, QUARTER), 1);
        }
    }

    /** Events in the window of this many minutes, a multiple of 15, up to this minute. */
    int count(int minute, int windowMinutes) {
        int quarter = Math.floorDiv(minute, QUARTER);
        return fine.sum(minute - windowMinutes, minute) + coarse.sum(quarter - windowMinutes / QUARTER, quarter);
    }

    void write(StateWriter out, int newest) {
        fine.write(out, newest);
        coarse.write(out, Math.floorDiv(newest, QUARTER));
    }

    static EventWindows read(StateReader in, int newest) {
        SparseCounts fine = SparseCounts.read(in, newest, MAX_FINE);
        return new EventWindows(fine, SparseCounts.read(in, Math.floorDiv(newest, QUARTER), MAX_COARSE));
    }

    private static int fineFrom(int newest) {
        return Math.floorDiv(newest - FINE_MINUTES, QUARTER) * QUARTER;
    }
}
