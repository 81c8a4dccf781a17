package io.auditsphere.app.local.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * When an organisation at work makes its events: so many on a working day, a fifth of them on each day of the weekend, all but
 * one in twelve between 7 and 19 h UTC. Mutable, for one thread.
 */
final class BenchDays {

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final long MORNING_MS = 7 * HOUR_MS;
    private static final long EVENING_MS = 19 * HOUR_MS;
    private static final double NIGHT_SHARE = 0.04;
    private static final double WEEKEND_SHARE = 0.2;

    private final double perDay;
    private long day;
    private long inDay;

    private BenchDays(double perDay, long firstDay) {
        this.perDay = perDay;
        this.day = firstDay;
    }

    /** From a Monday on, in UTC, such that so many events are over before now. */
    static BenchDays before(Instant now, double perDay, int historyDays, long events) {
        long days = historyDays;
        for (long left = events; left > 0; days++) {
            left -= count(days, perDay);
        }
        long today = Math.floorDiv(now.toEpochMilli(), DAY_MS);
        long last = today - days - 1;
        return new BenchDays(perDay, last - weekday(last));
    }

    /** How many events so many days have, of which the first is a Monday. */
    static long events(double perDay, int days) {
        long sum = 0;
        for (int i = 0; i < days; i++) {
            sum += count(i, perDay);
        }
        return sum;
    }

    /** Time of the next event, in milliseconds since the epoch. */
    long next() {
        while (inDay >= count(weekday(day), perDay)) {
            inDay = 0;
            day++;
        }
        double part = (inDay++ + 0.5) / count(weekday(day), perDay);
        long ofDay;
        if (part < NIGHT_SHARE) {
            ofDay = (long) (part / NIGHT_SHARE * MORNING_MS);
        } else if (part < 1 - NIGHT_SHARE) {
            ofDay = MORNING_MS + (long) ((part - NIGHT_SHARE) / (1 - 2 * NIGHT_SHARE) * (EVENING_MS - MORNING_MS));
        } else {
            ofDay = EVENING_MS + (long) ((part - 1 + NIGHT_SHARE) / NIGHT_SHARE * (DAY_MS - EVENING_MS));
        }
        return day * DAY_MS + ofDay;
    }

    /** The day of this moment, since the epoch. */
    static long dayOf(long timeMs) {
        return Math.floorDiv(timeMs, DAY_MS);
    }

    /** The hour of this moment, since the epoch. */
    static long hourOf(long timeMs) {
        return Math.floorDiv(timeMs, HOUR_MS);
    }

    static boolean isEvening(long timeMs) {
        return Math.floorMod(timeMs, DAY_MS) >= EVENING_MS;
    }

    static boolean isBeforeDawn(long timeMs) {
        return Math.floorMod(timeMs, DAY_MS) < MORNING_MS;
    }

    private static long count(long weekday, double perDay) {
        return Math.max(1, Math.round(weekday % 7 >= 5 ? WEEKEND_SHARE * perDay : perDay));
    }

    /** 0 for Monday: the epoch began on a Thursday. */
    private static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L);
    }
}
