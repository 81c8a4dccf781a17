package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How many people's passwords are usually wrong within an hour at one source where many sit, an office or a carrier: the
 * largest number of each of the last {@value #MOST_DAYS} days on which any was. Their median and their median absolute
 * deviation are what a new number is held against, so that one bad morning, or one attack, moves nothing. At most {@value
 * #MAX_BYTES} bytes. Mutable, for one thread.
 */
final class SourceHabit {

    /** Days remembered. */
    static final int MOST_DAYS = 14;

    /** Days from which on the median means something. */
    static final int LEAST_DAYS = 5;

    static final int MAX_BYTES = 8 + 2 * MOST_DAYS;

    private static final int VERSION = 1;
    private static final long DAY_MS = 86_400_000;
    private static final long FORGOTTEN_DAYS = 28;

    /** 1.4826 median absolute deviations are a standard deviation where numbers are normally distributed. */
    private static final double DEVIATIONS = 6 * 1.4826;

    private static final int TIMES = 3;
    /** The number of a day on which there was an attack: every other day has one user at least. */
    private static final int SPOILT = 0;

    private long day;
    private int[] peaks = {};

    /** What the bytes hold; nothing for null and for what another version wrote. */
    static SourceHabit decode(byte[] bytes) {
        SourceHabit habit = new SourceHabit();
        if (bytes == null || bytes.length == 0 || bytes[0] != VERSION) {
            return habit;
        }
        try {
            CompactReader in = new CompactReader(ByteBuffer.wrap(bytes));
            in.oneByte();
            long day = in.unsigned();
            int[] peaks = new int[Math.min(MOST_DAYS, in.size())];
            for (int i = 0; i < peaks.length; i++) {
                peaks[i] = (int) in.unsigned();
            }
            habit.day = day;
            habit.peaks = peaks;
            return habit;
        } catch (BufferUnderflowException e) {
            return new SourceHabit();
        }
    }

    byte[] encode() {
        CompactWriter out = new CompactWriter();
        out.oneByte(VERSION);
        out.unsigned(day);
        out.unsigned(peaks.length);
        for (int peak : peaks) {
            out.unsigned(peak);
        }
        return out.toByteArray();
    }

    /**
     * Takes the number of an hour into its day; a late one counts to the latest day.
     *
     * @return whether anything changed
     */
    boolean reach(long timeMs, int users) {
        long thisDay = Math.max(0, Math.floorDiv(timeMs, DAY_MS));
        if (peaks.length == 0 || thisDay > day) {
            int from = peaks.length == MOST_DAYS ? 1 : 0;
            peaks = Arrays.copyOf(Arrays.copyOfRange(peaks, from, peaks.length), peaks.length - from + 1);
            peaks[peaks.length - 1] = users;
            day = thisDay;
            return true;
        }
        int last = peaks.length - 1;
        if (peaks[last] == SPOILT || users <= peaks[last]) {
            return false;
        }
        peaks[last] = users;
        return true;
    }

    /** Takes the day out of what is usual, because there is an attack on it; returns whether anything changed. */
    boolean spoil(long timeMs) {
        boolean changed = reach(timeMs, SPOILT);
        int last = peaks.length - 1;
        changed |= peaks[last] != SPOILT;
        peaks[last] = SPOILT;
        return changed;
    }

    /** The median of the days before this one; -1 while under {@value #LEAST_DAYS} of them are known. */
    int usual(long timeMs) {
        int[] before = before(timeMs);
        return before.length < LEAST_DAYS ? -1 : before[before.length / 2];
    }

    /**
     * The number from which on an hour is far from usual.
     *
     * @param least never fewer than this
     * @param unknown what holds while too few days are known
     */
    int limit(long timeMs, int least, int unknown) {
        int[] before = before(timeMs);
        if (before.length < LEAST_DAYS) {
            return unknown;
        }
        int median = before[before.length / 2];
        int[] off = Arrays.stream(before)
                .map(peak -> Math.abs(peak - median))
                .sorted()
                .toArray();
        double far = median + DEVIATIONS * off[off.length / 2];
        return (int) Math.min(SourceActivity.MOST, Math.max(least, Math.max(Math.ceil(far), TIMES * median)));
    }

    /** Whether the source has been quiet for so long that nothing of it is to be kept. */
    boolean isForgotten(long watermarkMs) {
        return Math.floorDiv(watermarkMs, DAY_MS) - day > FORGOTTEN_DAYS;
    }

    private int[] before(long timeMs) {
        boolean today = peaks.length > 0 && Math.floorDiv(timeMs, DAY_MS) <= day;
        return Arrays.stream(peaks, 0, today ? peaks.length - 1 : peaks.length)
                .filter(peak -> peak != SPOILT)
                .sorted()
                .toArray();
    }
}
