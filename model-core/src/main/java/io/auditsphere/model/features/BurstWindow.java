package io.auditsphere.model.features;

import io.auditsphere.schemas.OperationCategory;

/**
 * How many different resources a category of operation touched in 10 minutes. Exact to the minute for the last two hours.
 * Providers also deliver whole episodes hours late: what arrives for older moments is kept for two hours after the latest
 * such event, within twenty minutes of it, so that a late burst is still seen as one. Counts do not exceed 256 over all
 * categories together. Mutable, for one thread.
 */
final class BurstWindow {

    static final int WINDOW = 10;

    private static final int KEPT = 2 * Minutes.HOUR;
    private static final int AROUND = 2 * WINDOW;
    private static final int CATEGORY_MASK = 7;
    private static final int NEVER = Integer.MIN_VALUE;

    private final DistinctWindow resources;
    /** The minute of the latest event that was over two hours late, and the newest minute when it came. */
    private int lateMinute = NEVER;

    private int lateAt;

    BurstWindow() {
        this(new DistinctWindow(WINDOW, false));
    }

    private BurstWindow(DistinctWindow resources) {
        this.resources = resources;
    }

    void advance(int newest) {
        if (lateMinute == NEVER) {
            resources.forgetBefore(newest - KEPT - WINDOW);
        } else if (newest - lateAt > KEPT) {
            lateMinute = NEVER;
            resources.forgetBefore(newest - KEPT - WINDOW);
        } else {
            resources.forgetBefore(newest - KEPT - WINDOW, lateMinute - AROUND, lateMinute + AROUND);
        }
    }

    /** Notes a resource, by the hash of its name, and returns the burst that it is part of, itself included. */
    int add(OperationCategory category, int resource, int minute, int newest) {
        if (minute < newest - KEPT) {
            lateMinute = minute;
            lateAt = newest;
        }
        resources.add((resource & ~CATEGORY_MASK) | Acts.number(category), minute);
        return Math.max(1, count(category, minute));
    }

    /** Distinct resources of this category in the 10 minutes up to this one. */
    int count(OperationCategory category, int minute) {
        return resources.count(minute, Acts.number(category), CATEGORY_MASK);
    }

    void write(StateWriter out, int newest) {
        out.writeByte(lateMinute == NEVER ? 0 : 1);
        if (lateMinute != NEVER) {
            out.writeSigned((long) newest - lateMinute);
            out.writeSigned((long) newest - lateAt);
        }
        resources.write(out, newest);
    }

    static BurstWindow read(StateReader in, int newest) {
        boolean hasLate = in.readByte() != 0;
        int lateMinute = hasLate ? (int) (newest - in.readSigned()) : NEVER;
        int lateAt = hasLate ? (int) (newest - in.readSigned()) : 0;
        BurstWindow read = new BurstWindow(DistinctWindow.read(in, WINDOW, false, newest));
        read.lateMinute = lateMinute;
        read.lateAt = lateAt;
        return read;
    }
}
