package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;

/**
 * Bursts of a user that were worth a word, by week and hour of the week. What a burst of high severity does is kept out of
 * his maxima, since an attack must not teach; a job that runs every Monday at two, and is larger than anything in his baseline, would so be said for
 * ever. The latest
 * {@value #MOST} are kept, one a beginning. Mutable, for one thread.
 */
final class RoutineBursts {

    /** Weeks back that count. */
    static final int WEEKS = 6;

    /** Bursts that are kept: more different ones in six weeks are no routine. */
    static final int MOST = 7;

    static final int MAX_BYTES = 1 + MOST * (5 + 2 + 1 + 5);

    /** A job may start an hour earlier or later than it mostly does: queues, and summer time. */
    private static final int HOURS_APART = 2;

    /** One burst, and the day over which it still shows in counts of 24 hours. */
    private static final int LONGEST_HOURS = 48;

    /** As large as before: what it did then, and half as much again. */
    private static final double GROWTH = 1.5;

    private static final long HOUR_MS = 3_600_000;
    private static final int HOURS_OF_WEEK = 168;

    /** Hours since the epoch, on the user's clock. */
    private final int[] hours = new int[MOST];

    private final int[] categories = new int[MOST];
    private final int[] events = new int[MOST];
    private int count;
    private boolean changed;

    static RoutineBursts read(CompactReader in) {
        RoutineBursts read = new RoutineBursts();
        read.count = Math.min(MOST, in.oneByte());
        for (int i = 0; i < read.count; i++) {
            read.hours[i] = (int) in.signed();
            read.categories[i] = in.oneByte();
            read.events[i] = (int) in.unsigned();
        }
        return read;
    }

    void write(CompactWriter out) {
        out.oneByte(count);
        for (int i = 0; i < count; i++) {
            out.signed(hours[i]);
            out.oneByte(categories[i]);
            out.unsigned(events[i]);
        }
    }

    /**
     * Notes a burst, or that one goes on, and says whether it is a routine: whether bursts of this category began at this
     * hour of the week in so many of the last six weeks, and were as large.
     *
     * @param localMs its time on the user's clock
     * @param eventsNow how large it is by now, in events
     * @param goesOn whether the detector spoke within the hour before
     * @param weeks in how many different weeks before this one, at least 1
     */
    boolean note(OperationCategory category, long localMs, int eventsNow, boolean goesOn, int weeks) {
        int hour = (int) Math.floorDiv(localMs, HOUR_MS);
        int at = goesOn ? latest(category, hour) : near(category, hour);
        if (at < 0) {
            at = place();
            hours[at] = hour;
            categories[at] = category.ordinal();
            events[at] = 0;
            changed = true;
        }
        if (eventsNow > events[at]) {
            events[at] = eventsNow;
            changed = true;
        }
        int seen = 0;
        int largest = 0;
        for (int back = 1; back <= WEEKS; back++) {
            int before = near(category, hours[at] - back * HOURS_OF_WEEK);
            if (before >= 0) {
                seen++;
                largest = Math.max(largest, events[before]);
            }
        }
        return seen >= weeks && eventsNow <= GROWTH * largest;
    }

    /** What is said of a routine: of medium severity at most, so that it teaches his maxima, which then say what is usual. */
    static Signal soften(Signal burst) {
        return burst.severity().compareTo(Severity.MEDIUM) <= 0
                ? burst
                : new Signal(
                        burst.detector(),
                        burst.anomalyType(),
                        Severity.MEDIUM,
                        burst.score(),
                        burst.text() + ", but in other weeks it came at this hour too, and was as large");
    }

    /** Whether anything was noted since it was read. */
    boolean changed() {
        return changed;
    }

    /** A free place, or that of the oldest. */
    private int place() {
        if (count < MOST) {
            return count++;
        }
        int oldest = 0;
        for (int i = 1; i < MOST; i++) {
            oldest = hours[i] < hours[oldest] ? i : oldest;
        }
        return oldest;
    }

    /** The place of a burst of this category within an hour of this one; -1 if there is none. */
    private int near(OperationCategory category, int hour) {
        for (int i = 0; i < count; i++) {
            if (categories[i] == category.ordinal() && Math.abs(hours[i] - hour) <= HOURS_APART) {
                return i;
            }
        }
        return -1;
    }

    /** The place of the latest burst of this category, at most two days ago; -1 if there is none. */
    private int latest(OperationCategory category, int hour) {
        int latest = -1;
        for (int i = 0; i < count; i++) {
            boolean here = categories[i] == category.ordinal() && Math.abs(hours[i] - hour) <= LONGEST_HOURS;
            latest = here && (latest < 0 || hours[i] > hours[latest]) ? i : latest;
        }
        return latest;
    }
}
