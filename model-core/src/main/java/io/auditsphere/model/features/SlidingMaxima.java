package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * The maximum of each {@link Measure} over the last 28 days. For each only the days are kept that a later day has not
 * reached or passed: values fall from the oldest to the newest, the first is the maximum, and a typical user has three or
 * four of them. Mutable, for one thread.
 */
final class SlidingMaxima {

    /** How many days a maximum is remembered. */
    static final int DAYS = 28;

    /** One more than is kept, for a change of zone that moves the user's date back. */
    private static final int MAX_DAYS = DAYS + 1;

    private final int[] sizes = new int[Measure.COUNT];
    private final int[][] days = new int[Measure.COUNT][];
    private final int[][] values = new int[Measure.COUNT][];

    /** Takes in what a day has reached; days may come in any order. */
    void add(int measure, int day, int value) {
        int size = sizes[measure];
        int[] ofDays = days[measure];
        int[] ofValues = values[measure];
        int at = size;
        while (at > 0 && ofDays[at - 1] > day) {
            at--;
        }
        if ((at < size && ofValues[at] >= value) || (at > 0 && ofDays[at - 1] == day && ofValues[at - 1] >= value)) {
            return;
        }
        int from = at;
        while (from > 0 && ofValues[from - 1] <= value) {
            from--;
        }
        int[] newDays = new int[size - (at - from) + 1];
        int[] newValues = new int[newDays.length];
        if (size > 0) {
            System.arraycopy(ofDays, 0, newDays, 0, from);
            System.arraycopy(ofValues, 0, newValues, 0, from);
            System.arraycopy(ofDays, at, newDays, from + 1, size - at);
            System.arraycopy(ofValues, at, newValues, from + 1, size - at);
        }
        newDays[from] = day;
        newValues[from] = value;
        set(measure, newDays, newValues);
    }

    /** Forgets the days that are 28 or more before this one. */
    void advance(int today) {
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            int drop = 0;
            while (drop < sizes[measure] && days[measure][drop] <= today - DAYS) {
                drop++;
            }
            if (drop > 0) {
                set(
                        measure,
                        Arrays.copyOfRange(days[measure], drop, sizes[measure]),
                        Arrays.copyOfRange(values[measure], drop, sizes[measure]));
            }
        }
    }

    /** The maximum of the days that are kept, 0 if there is none. */
    int maximum(int measure) {
        return sizes[measure] == 0 ? 0 : values[measure][0];
    }

    void write(StateWriter out, int dayBase) {
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            out.writeUnsigned(sizes[measure]);
            for (int i = 0; i < sizes[measure]; i++) {
                out.writeSigned((long) dayBase - days[measure][i]);
                out.writeUnsigned(values[measure][i]);
            }
        }
    }

    static SlidingMaxima read(StateReader in, int dayBase) {
        SlidingMaxima read = new SlidingMaxima();
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            int size = in.readLength(MAX_DAYS, 2);
            int[] days = new int[size];
            int[] values = new int[size];
            for (int i = 0; i < size; i++) {
                days[i] = (int) (dayBase - in.readSigned());
                values[i] = in.readSmall();
                in.require(
                        i == 0 || (days[i - 1] < days[i] && values[i - 1] > values[i]),
                        "falling maxima of rising days");
            }
            read.set(measure, days, values);
        }
        return read;
    }

    private void set(int measure, int[] newDays, int[] newValues) {
        days[measure] = newDays;
        values[measure] = newValues;
        sizes[measure] = newDays.length;
    }
}
