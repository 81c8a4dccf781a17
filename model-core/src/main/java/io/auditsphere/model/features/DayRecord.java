package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * The user's present day, in his own zone: what it reached and when he was active. It is folded into the history when it
 * is over, never before, so that an episode is not compared with itself. Mutable, for one thread.
 */
final class DayRecord {

    private static final int HALF_HOUR_MINUTES = 30;

    /** Until the first event. */
    private static final int NO_DAY = Integer.MIN_VALUE;

    private static final int NEVER = Integer.MIN_VALUE;

    private int day = NO_DAY;
    private int taught;
    private boolean spoilt;
    /** The latest minute with an event that must not teach; windows that hold it teach no maximum. */
    private int untaughtMinute = NEVER;

    private long halfHours;
    private final int[] maxima = new int[Measure.COUNT];

    boolean hasBegun() {
        return day != NO_DAY;
    }

    int day() {
        return day;
    }

    /** Events that taught, of those that arrived on this day. */
    int taught() {
        return taught;
    }

    /** The half hours of the day with an event that taught, one bit each. */
    long halfHours() {
        return halfHours;
    }

    /** What the day reached; 0 if it must not teach, because an open finding of high severity covers part of it. */
    int maximum(int measure) {
        return spoilt ? 0 : maxima[measure];
    }

    /** Forgets the latest event that must not teach once no window up to a moment still asked about can hold it. */
    void advance(int newestMinute) {
        if (untaughtMinute != NEVER && newestMinute - untaughtMinute > Minutes.DAY) {
            untaughtMinute = NEVER;
        }
    }

    /** Begins another day. */
    void begin(int newDay) {
        day = newDay;
        taught = 0;
        spoilt = false;
        halfHours = 0;
        Arrays.fill(maxima, 0);
    }

    /** Notes an event that taught; returns whether it is the first of its half hour. */
    boolean teach(int eventDay, int minuteOfDay) {
        taught++;
        if (eventDay != day) {
            return false;
        }
        long bit = 1L << (minuteOfDay / HALF_HOUR_MINUTES);
        boolean first = (halfHours & bit) == 0;
        halfHours |= bit;
        return first;
    }

    /** Notes an event that an open finding of high severity covers: the day teaches no maxima. */
    void spoil(int minute) {
        spoilt = true;
        untaughtMinute = Math.max(untaughtMinute, minute);
    }

    /** Whether an event of the day was covered by an open finding of high severity. */
    boolean isSpoilt() {
        return spoilt;
    }

    /** Whether a window of this many minutes up to this minute is free of events that must not teach. */
    boolean isClean(int minute, int windowMinutes) {
        return untaughtMinute == NEVER || minute < untaughtMinute || minute - untaughtMinute >= windowMinutes;
    }

    void reach(int measure, int value) {
        maxima[measure] = Math.max(maxima[measure], value);
    }

    void write(StateWriter out, int newestMinute) {
        out.writeSigned(day);
        out.writeUnsigned(taught);
        out.writeByte(spoilt ? 1 : 0);
        out.writeByte(untaughtMinute == NEVER ? 0 : 1);
        if (untaughtMinute != NEVER) {
            out.writeSigned((long) newestMinute - untaughtMinute);
        }
        out.writeUnsigned(halfHours);
        for (int maximum : maxima) {
            out.writeUnsigned(maximum);
        }
    }

    static DayRecord read(StateReader in, int newestMinute) {
        DayRecord read = new DayRecord();
        read.day = (int) in.readSigned();
        read.taught = in.readSmall();
        read.spoilt = in.readByte() != 0;
        if (in.readByte() != 0) {
            read.untaughtMinute = (int) (newestMinute - in.readSigned());
        }
        read.halfHours = in.readUnsigned();
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            read.maxima[measure] = in.readSmall();
        }
        return read;
    }
}
