package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.features.Observation;

/**
 * What {@link BulkDetector} keeps of a user: his downloads by day and week, since when the present hour of downloads goes
 * on, and when the last one was that is worth remembering for what comes of it; and his bursts that
 * were worth a word. Mutable, for one thread.
 */
final class Downloads {

    static final int MAX_BYTES = 32 + DownloadedWeeks.MAX_BYTES + RoutineBursts.MAX_BYTES;

    /** Version 1 had no hour, version 2 no bursts. */
    private static final int VERSION = 3;

    private static final long HOUR_MS = 3_600_000;
    private static final long NEVER = 0;

    private final DownloadedWeeks weeks;
    private RoutineBursts bursts = new RoutineBursts();
    private long stagedMs;
    private long hourMs;
    private int dayAtHour;
    private boolean changed;

    private Downloads(DownloadedWeeks weeks) {
        this.weeks = weeks;
    }

    static Downloads read(DetectorInput input) {
        CompactReader in = input.reader();
        int version = in == null ? 0 : in.oneByte();
        if (version < 1 || version > VERSION) {
            return new Downloads(new DownloadedWeeks());
        }
        long staged = in.signed();
        long hour = version == 1 ? NEVER : in.signed();
        int day = version == 1 ? 0 : (int) in.unsigned();
        Downloads downloads = new Downloads(DownloadedWeeks.read(in));
        downloads.bursts = version < 3 ? downloads.bursts : RoutineBursts.read(in);
        downloads.stagedMs = staged;
        downloads.hourMs = hour;
        downloads.dayAtHour = day;
        return downloads;
    }

    /** Keeps what has changed, if anything has. */
    void write(DetectorInput input) {
        if (!changed) {
            return;
        }
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.signed(stagedMs);
        out.signed(hourMs);
        out.unsigned(dayAtHour);
        weeks.write(out);
        bursts.write(out);
        input.keep(out.toByteArray());
    }

    DownloadedWeeks weeks() {
        return weeks;
    }

    /**
     * Takes in that a burst is worth a word; returns whether it came at this hour of the week in so many weeks before.
     *
     * @param localMs its time on the user's clock
     * @param goesOn whether the detector spoke within the hour before
     */
    boolean isRoutine(Observation observation, long localMs, boolean goesOn, int weeks) {
        boolean routine =
                bursts.note(observation.category(), localMs, observation.eventCount1h(), goesOn, Math.max(1, weeks));
        changed |= bursts.changed();
        return weeks > 0 && routine;
    }

    /**
     * Takes a download in.
     *
     * @param localMs its time on the user's clock
     * @param reads distinct things in ten minutes, or, more than on any day before, within an hour that make it worth
     *     remembering
     * @return whether the days have changed, so that they may be judged
     */
    boolean add(DetectorInput input, long localMs, int reads) {
        Observation observation = input.observation();
        long timeMs = observation.timeMs();
        boolean counted = weeks.add(input.event(), localMs);
        int today = weeks.thisDay();
        if (Math.abs(timeMs - hourMs) > HOUR_MS || today < dayAtHour) {
            hourMs = timeMs;
            dayAtHour = today;
            changed = true;
        }
        int largest = weeks.largestDayBefore();
        boolean many = observation.burst() >= reads || (today - dayAtHour >= reads && largest > 0 && today > largest);
        if (many && timeMs - stagedMs > HOUR_MS / 12) {
            stagedMs = timeMs;
            changed = true;
        }
        changed |= counted;
        return counted;
    }

    /** Minutes since many downloads, if they are under an hour ago; else -1. */
    long minutesSinceMany(long timeMs) {
        long sinceMs = timeMs - stagedMs;
        return stagedMs == NEVER || sinceMs < 0 || sinceMs > HOUR_MS ? -1 : sinceMs / (HOUR_MS / 60);
    }
}
