package io.auditsphere.model.detect.builtin;

/** Checks of settings. */
final class Require {

    private Require() {}

    /** Refuses a number outside {@code least..most}, naming the setting, the number and what is allowed. */
    static void within(String setting, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(setting + " must be from " + plain(least) + " to " + plain(most)
                    + ", not " + plain(value) + ": correct it in the detector's settings");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
