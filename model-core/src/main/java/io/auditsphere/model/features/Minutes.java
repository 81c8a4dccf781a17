package io.auditsphere.model.features;

/** Minutes since the epoch, the unit in which windows and first uses are kept: half the range of an int lasts until the year 4011. */
final class Minutes {

    static final int HOUR = 60;
    static final int DAY = 24 * HOUR;

    private static final long MS_PER_MINUTE = 60_000;

    private Minutes() {}

    /** The minute that this time lies in; times that an int cannot hold are taken as the nearest that it can. */
    static int of(long timeMs) {
        long minute = Math.floorDiv(timeMs, MS_PER_MINUTE);
        return (int) Math.max(Integer.MIN_VALUE / 2, Math.min(Integer.MAX_VALUE / 2, minute));
    }
}
