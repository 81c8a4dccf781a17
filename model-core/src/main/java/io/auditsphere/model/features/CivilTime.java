package io.auditsphere.model.features;

/** Days and weeks as numbers, without an object for each. A day is the number of days since 1970-01-01, a Thursday. */
final class CivilTime {

    static final long MS_PER_DAY = 86_400_000L;
    static final long MS_PER_MINUTE = 60_000L;
    static final int SATURDAY = 6;

    private static final int DAYS_PER_WEEK = 7;
    private static final int EPOCH_DAYS_AFTER_MONDAY = 3;

    private CivilTime() {}

    /** The day of a local time in milliseconds. */
    static int dayOf(long localMs) {
        return (int) Math.floorDiv(localMs, MS_PER_DAY);
    }

    /** Minute of the day of a local time in milliseconds, 0..1439. */
    static int minuteOf(long localMs) {
        return (int) (Math.floorMod(localMs, MS_PER_DAY) / MS_PER_MINUTE);
    }

    /** 1 Monday .. 7 Sunday. */
    static int dayOfWeek(int day) {
        return Math.floorMod(day + EPOCH_DAYS_AFTER_MONDAY, DAYS_PER_WEEK) + 1;
    }

    /** The number of the week, which begins on Monday. */
    static int weekOf(int day) {
        return Math.floorDiv(day + EPOCH_DAYS_AFTER_MONDAY, DAYS_PER_WEEK);
    }
}
