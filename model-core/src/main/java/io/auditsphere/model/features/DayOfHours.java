package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * A user's last day with an event, seen from his first event on a later one: how many events each of its hours had. Most
 * of what arrives late has arrived by then. Immutable, thread-safe.
 */
public final class DayOfHours {

    private static final int HOURS = 24;

    private final int day;
    private final int[] counts;

    private DayOfHours(int day, int[] counts) {
        this.day = day;
        this.counts = counts;
    }

    /**
     * Reads a day out of the windows.
     *
     * @param day the local day, as days since the epoch
     * @param offsetMinutes how far the user's clock is ahead of UTC; where it changes on that very day, its hours are off
     *     by one
     */
    static DayOfHours of(EventWindows windows, int day, int offsetMinutes) {
        int[] counts = new int[HOURS];
        int midnight = day * Minutes.DAY - offsetMinutes;
        for (int hour = 0; hour < HOURS; hour++) {
            counts[hour] = windows.count(midnight + (hour + 1) * Minutes.HOUR - 1, Minutes.HOUR);
        }
        return new DayOfHours(day, counts);
    }

    /** The user's local day, as days since 1970-01-01. */
    public int day() {
        return day;
    }

    /** Day of the week, 1 Monday .. 7 Sunday. */
    public int dayOfWeek() {
        return CivilTime.dayOfWeek(day);
    }

    /** Events in this hour of the day, 0..23. */
    public int events(int hour) {
        return counts[hour];
    }

    @Override
    public String toString() {
        return "day " + day + " " + Arrays.toString(counts);
    }
}
