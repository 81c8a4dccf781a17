package io.auditsphere.model.features;

/**
 * The hours of the week in which a user is active, in his own zone: a weight for each of the 168, plus 16 for each day on
 * which he was active in it, less an eighth each week (half of it is gone after five). An hour that is used every week
 * settles at 121. Mutable, for one thread.
 */
final class HoursOfWeek {

    static final int HOURS = 168;

    private static final int HOURS_PER_DAY = 24;
    /** What an active hour weighs when it is new. */
    static final int GAIN = 16;

    private static final int MAX_WEIGHT = 255;
    /** After this many weeks every weight has decayed to zero. */
    private static final int FORGOTTEN_WEEKS = 40;

    private final int[] weights = new int[HOURS];
    private int week;

    /** Adds one day's active half hours. */
    void addDay(int day, long halfHours) {
        decayTo(CivilTime.weekOf(day));
        int midnight = (CivilTime.dayOfWeek(day) - 1) * HOURS_PER_DAY;
        for (int hour = 0; hour < HOURS_PER_DAY; hour++) {
            if (((halfHours >>> (2 * hour)) & 3) != 0) {
                weights[midnight + hour] = Math.min(MAX_WEIGHT, weights[midnight + hour] + GAIN);
            }
        }
    }

    /** Turns the week by this many hours, when the user's zone has changed. */
    void rotate(int hours) {
        int[] before = weights.clone();
        for (int i = 0; i < HOURS; i++) {
            weights[Math.floorMod(i + hours, HOURS)] = before[i];
        }
    }

    /** The weight of the hour that begins {@code index} hours after Monday's midnight. */
    int weight(int index) {
        return weights[index];
    }

    void write(StateWriter out) {
        out.writeSigned(week);
        for (int i = 0; i < HOURS; ) {
            if (weights[i] != 0) {
                out.writeByte(weights[i++]);
                continue;
            }
            int run = i;
            while (run < HOURS && weights[run] == 0) {
                run++;
            }
            out.writeByte(0);
            out.writeByte(run - i);
            i = run;
        }
    }

    static HoursOfWeek read(StateReader in) {
        HoursOfWeek read = new HoursOfWeek();
        read.week = (int) in.readSigned();
        for (int i = 0; i < HOURS; ) {
            int weight = in.readByte();
            if (weight != 0) {
                read.weights[i++] = weight;
                continue;
            }
            int run = in.readByte();
            in.require(run > 0 && run <= HOURS - i, "168 hours of the week");
            i += run;
        }
        return read;
    }

    private void decayTo(int newWeek) {
        if (newWeek <= week) {
            return;
        }
        int weeks = Math.min(FORGOTTEN_WEEKS, newWeek - week);
        for (int i = 0; i < HOURS; i++) {
            for (int passed = 0; passed < weeks && weights[i] > 0; passed++) {
                weights[i] -= (weights[i] + 7) / 8;
            }
        }
        week = newWeek;
    }
}
