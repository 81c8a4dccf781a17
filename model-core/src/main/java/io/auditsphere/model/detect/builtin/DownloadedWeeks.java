package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.schemas.AuditEvent;
import java.util.Arrays;

/**
 * About how many distinct things somebody downloaded in the last seven days, and in his largest week before them.
 *
 * <p>Each of the last seven days is a LogLog sketch of 32 registers of four bits (Flajolet et al., HyperLogLog, 2007; with
 * linear counting while registers are empty), and the week is their union, so that the same report read every day counts
 * once. The standard error is 1.04/√32, 18 %; what is compared are multiples. The numbers of the last four weeks that are over stay. Mutable, for one thread.
 */
final class DownloadedWeeks {

    static final int MAX_BYTES = 11 + 7 * 16 + 4 * 10;

    private static final int DAYS = 7;
    private static final int WEEKS = 4;
    private static final int REGISTERS = 32;
    private static final int SKETCH_BYTES = REGISTERS / 2;
    private static final int MOST_RANK = 15;
    private static final long DAY_MS = 86_400_000;
    /** Bias of 32 registers, from the paper. */
    private static final double ALPHA = 0.697;

    private static final int ALL_DAYS = (1 << DAYS) - 1;
    /** 2^-rank. */
    private static final double[] INVERSE_POWERS = inversePowers();

    private long today = Long.MIN_VALUE;
    /** The sketches of the seven days one behind the other, and a bit for each day that has one. */
    private final byte[] sketches = new byte[DAYS * SKETCH_BYTES];

    private int present;
    private final int[] weeks = new int[WEEKS];
    /** The largest single day of each of those weeks, the present day left out. */
    private final int[] largestDays = new int[WEEKS];

    static DownloadedWeeks read(CompactReader in) {
        DownloadedWeeks read = new DownloadedWeeks();
        read.today = in.signed();
        read.present = in.oneByte() & ALL_DAYS;
        for (int i = 0; i < DAYS; i++) {
            if (read.has(i)) {
                in.bytes(read.sketches, i * SKETCH_BYTES, SKETCH_BYTES);
            }
        }
        for (int i = 0; i < WEEKS; i++) {
            read.weeks[i] = (int) in.unsigned();
            read.largestDays[i] = (int) in.unsigned();
        }
        return read;
    }

    void write(CompactWriter out) {
        out.signed(today);
        out.oneByte(present);
        for (int i = 0; i < DAYS; i++) {
            if (has(i)) {
                out.bytes(sketches, i * SKETCH_BYTES, SKETCH_BYTES);
            }
        }
        for (int i = 0; i < WEEKS; i++) {
            out.unsigned(weeks[i]);
            out.unsigned(largestDays[i]);
        }
    }

    /**
     * Counts what an event downloads.
     *
     * @param timeMs local time of the user, so that his day is one day
     * @return whether anything changed, so that it must be kept and may be judged
     */
    boolean add(AuditEvent event, long timeMs) {
        long day = Math.floorDiv(timeMs, DAY_MS);
        boolean moved = moveTo(day);
        if (today - day >= DAYS) {
            return moved;
        }
        int slot = (int) Math.floorMod(day, (long) DAYS);
        int key = 31 * Keys.ofSite(event.resourcePath()) + Keys.of(event.resourceName());
        key ^= key >>> 15;
        key *= 0x2C1B3C6D;
        key ^= key >>> 12;
        int register = key & (REGISTERS - 1);
        int rank = Math.min(MOST_RANK, Integer.numberOfTrailingZeros(key >>> 5 | 1 << 26) + 1);
        present |= 1 << slot;
        if (rank <= register(slot, register)) {
            return moved;
        }
        int at = slot * SKETCH_BYTES + (register >> 1);
        int shift = 4 * (register & 1);
        sketches[at] = (byte) ((sketches[at] & ~(0xF << shift)) | rank << shift);
        return true;
    }

    /** Begins a day, if it is later than the latest; a week that is over goes among the largest of each four. */
    private boolean moveTo(long day) {
        if (day <= today) {
            return false;
        }
        if (today != Long.MIN_VALUE) {
            long week = Math.floorDiv(today, (long) DAYS);
            int slot = (int) Math.floorMod(week, (long) WEEKS);
            largestDays[slot] = Math.max(largestDays[slot], thisDay());
            for (long over = week; over < Math.floorDiv(day, (long) DAYS) && over < week + WEEKS; over++) {
                weeks[(int) Math.floorMod(over, (long) WEEKS)] = over == week ? thisWeek() : 0;
                largestDays[(int) Math.floorMod(over + 1, (long) WEEKS)] = 0;
            }
            for (long gone = Math.max(today + 1, day - DAYS + 1); gone <= day; gone++) {
                forget((int) Math.floorMod(gone, (long) DAYS));
            }
        }
        today = day;
        return true;
    }

    private boolean has(int day) {
        return (present >> day & 1) != 0;
    }

    private void forget(int day) {
        present &= ~(1 << day);
        Arrays.fill(sketches, day * SKETCH_BYTES, (day + 1) * SKETCH_BYTES, (byte) 0);
    }

    /** A register of a day; 0 where the day has no sketch. */
    private int register(int day, int index) {
        return sketches[day * SKETCH_BYTES + (index >> 1)] >> (4 * (index & 1)) & 0xF;
    }

    /** About how many distinct things in the seven days up to the latest. */
    int thisWeek() {
        return estimate(0, DAYS);
    }

    /** About how many distinct things on the latest day. */
    int thisDay() {
        int day = (int) Math.floorMod(today, (long) DAYS);
        return estimate(day, day + 1);
    }

    /** The same of the largest day before the latest in up to five weeks; 0 while under two of them are known. */
    int largestDayBefore() {
        int largest = 0;
        int known = 0;
        for (int day : largestDays) {
            largest = Math.max(largest, day);
            known += day > 0 ? 1 : 0;
        }
        return known < 2 ? 0 : largest;
    }

    /** Of the union of these days; those that have no sketch add nothing. */
    private int estimate(int from, int to) {
        double sum = 0;
        int empty = 0;
        for (int i = 0; i < REGISTERS; i++) {
            int rank = 0;
            for (int day = from; day < to; day++) {
                rank = Math.max(rank, register(day, i));
            }
            sum += INVERSE_POWERS[rank];
            empty += rank == 0 ? 1 : 0;
        }
        double estimate = ALPHA * REGISTERS * REGISTERS / sum;
        if (estimate <= 2.5 * REGISTERS && empty > 0) {
            estimate = REGISTERS * Math.log((double) REGISTERS / empty);
        }
        return (int) Math.round(estimate);
    }

    private static double[] inversePowers() {
        double[] powers = new double[MOST_RANK + 1];
        for (int rank = 0; rank <= MOST_RANK; rank++) {
            powers[rank] = 1.0 / (1 << rank);
        }
        return powers;
    }

    /**
     * The same of the largest of up to four weeks that were over before, 0 if there were fewer than two. The latest of
     * them shares days with {@link #thisWeek()}: what begins in the middle of a week would be held against its own
     * beginning, so that one far over all others is left out.
     *
     * @param farTimes from over so many times the largest of the others on
     */
    int largestBefore(double farTimes) {
        long week = Math.floorDiv(today, (long) DAYS);
        int latest = (int) Math.floorMod(week - 1, (long) WEEKS);
        int largest = 0;
        int known = 0;
        for (int i = 0; i < WEEKS; i++) {
            largest = i == latest ? largest : Math.max(largest, weeks[i]);
            known += weeks[i] > 0 ? 1 : 0;
        }
        if (known < 2) {
            return 0;
        }
        boolean sharesDays = today != week * DAYS + DAYS - 1;
        boolean leftOut = sharesDays && largest > 0 && weeks[latest] > farTimes * largest;
        return leftOut ? largest : Math.max(largest, weeks[latest]);
    }
}
