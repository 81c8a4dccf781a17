package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.features.DayOfHours;
import java.util.Arrays;

/**
 * How many events an account has in each hour of its week: of each of the 168 hours the counts of the last {@value #WEEKS}
 * weeks, each in one byte that is right to a twelfth. What an hour usually has is the median over the weeks of the largest
 * of the hour and its two neighbours, since a meeting moves a day's work by an hour; its spread is the median absolute
 * deviation. Four values are few, and robust: one odd week of four moves neither far. Weeks fall out, so that what was
 * usual two months ago is not.
 *
 * <p>Hours in which there never was anything take no room: some 250 bytes for somebody who works by day, {@value #MAX_BYTES}
 * at most. Written once a day. Days are the account's own, local ones. Mutable, for one thread.
 */
final class HourlyHabit {

    /** Weeks remembered of each hour. */
    static final int WEEKS = 4;

    /** Weeks from which on a median means something. */
    private static final int LEAST_WEEKS = 2;

    private static final int DAYS = 7;
    private static final int HOURS = 24;

    /** The days' lengths, their bits of hours, and four bytes for each hour. */
    static final int MAX_BYTES = 6 + DAYS * (1 + 3) + DAYS * HOURS * WEEKS;

    /** Eight classes from a count to its double, less one. */
    private static final int CLASSES = 8;

    /** 1.4826 median absolute deviations are a standard deviation where numbers are normally distributed. */
    private static final double NORMAL = 1.4826;

    private static final int NOTHING = Integer.MIN_VALUE;

    private int newestDay = NOTHING;
    /** How many weeks are known of each day of the week, and their counts, newest first. */
    private final int[] weeks = new int[DAYS];

    private final byte[] classes = new byte[DAYS * HOURS * WEEKS];

    static HourlyHabit read(byte[] bytes) {
        HourlyHabit habit = new HourlyHabit();
        if (bytes.length == 0) {
            return habit;
        }
        CompactReader in = new CompactReader(java.nio.ByteBuffer.wrap(bytes));
        habit.newestDay = (int) in.signed();
        for (int day = 0; day < DAYS; day++) {
            habit.weeks[day] = Math.min(WEEKS, in.oneByte());
            int used = habit.weeks[day] == 0 ? 0 : in.oneByte() << 16 | in.oneByte() << 8 | in.oneByte();
            for (int hour = 0; hour < HOURS; hour++) {
                if ((used >> hour & 1) != 0) {
                    in.bytes(habit.classes, at(day, hour), habit.weeks[day]);
                }
            }
        }
        return habit;
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.signed(newestDay);
        for (int day = 0; day < DAYS; day++) {
            out.oneByte(weeks[day]);
            if (weeks[day] == 0) {
                continue;
            }
            int used = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                used |= isUsed(day, hour) ? 1 << hour : 0;
            }
            out.oneByte(used >>> 16);
            out.oneByte(used >>> 8);
            out.oneByte(used);
            for (int hour = 0; hour < HOURS; hour++) {
                if ((used >> hour & 1) != 0) {
                    out.bytes(classes, at(day, hour), weeks[day]);
                }
            }
        }
        return out.toByteArray();
    }

    private boolean isUsed(int day, int hour) {
        for (int week = 0; week < weeks[day]; week++) {
            if (classes[at(day, hour) + week] != 0) {
                return true;
            }
        }
        return false;
    }

    private static int at(int day, int hour) {
        return (day * HOURS + hour) * WEEKS;
    }

    /** Takes a day in; the days since the one before it had nothing. A day that was taken in already changes nothing. */
    boolean add(DayOfHours day) {
        if (newestDay != NOTHING && day.day() <= newestDay) {
            return false;
        }
        int silent = newestDay == NOTHING ? 0 : Math.min(DAYS * WEEKS, day.day() - newestDay - 1);
        for (int i = silent; i > 0; i--) {
            push(Math.floorMod(day.dayOfWeek() - 1 - i, DAYS), null);
        }
        push(day.dayOfWeek() - 1, day);
        newestDay = day.day();
        return true;
    }

    private void push(int dayOfWeek, DayOfHours day) {
        for (int hour = 0; hour < HOURS; hour++) {
            int at = at(dayOfWeek, hour);
            System.arraycopy(classes, at, classes, at + 1, WEEKS - 1);
            classes[at] = day == null ? 0 : classOf(day.events(hour));
        }
        weeks[dayOfWeek] = Math.min(WEEKS, weeks[dayOfWeek] + 1);
    }

    /** round(8 log2(1 + count)), which one byte holds up to four thousand million. */
    private static byte classOf(int count) {
        return (byte) Math.min(255, Math.round(CLASSES * Math.log(1.0 + count) / Math.log(2)));
    }

    private static double countOf(byte stored) {
        return Math.pow(2, (stored & 0xFF) / (double) CLASSES) - 1;
    }

    /**
     * What is usual for an hour.
     *
     * @param dayOfWeek 1 Monday .. 7 Sunday
     * @param hour 0..23
     * @return null while too few weeks are known
     */
    Usual usual(int dayOfWeek, int hour) {
        int day = dayOfWeek - 1;
        if (weeks[day] < LEAST_WEEKS) {
            return null;
        }
        double[] counts = new double[weeks[day]];
        for (int week = 0; week < counts.length; week++) {
            for (int near = Math.max(0, hour - 1); near <= Math.min(HOURS - 1, hour + 1); near++) {
                counts[week] = Math.max(counts[week], countOf(classes[at(day, near) + week]));
            }
        }
        double median = median(counts);
        double[] off =
                Arrays.stream(counts).map(count -> Math.abs(count - median)).toArray();
        // A median of counts is no better known than counts are: under their square root nothing is odd.
        double spread = Math.max(NORMAL * median(off), Math.max(1, Math.sqrt(median)));
        return new Usual(median, spread);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /**
     * What an hour usually has.
     *
     * @param median events
     * @param spread what would be a standard deviation
     */
    record Usual(double median, double spread) {

        /** How many spreads a count is over the median. */
        double spreadsOver(int count) {
            return (count - median) / spread;
        }
    }
}
