package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.DetectorInput;

/** What counts over a whole day stays high for the rest of it: it is worth one alert, not one after each pause. */
final class Repeats {

    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Repeats() {}

    /**
     * Whether this detector spoke about the user in the 24 hours before, but not in the last of them: an event of a finding
     * that still goes on joins it, and one of a finding that is over says nothing new.
     */
    static boolean isRepeated(DetectorInput input, String detector) {
        long latestMs = input.latestFindingMs(detector);
        long sinceMs = input.observation().timeMs() - latestMs;
        return latestMs != Long.MIN_VALUE && sinceMs > HOUR_MS && sinceMs <= DAY_MS;
    }

    /** Whether a detector spoke about the user in the hour before: its finding goes on. */
    static boolean goesOn(DetectorInput input, String detector) {
        long latestMs = input.latestFindingMs(detector);
        return latestMs != Long.MIN_VALUE && Math.abs(input.observation().timeMs() - latestMs) <= HOUR_MS;
    }

    /** Whether a detector spoke about the user in the 24 hours before. */
    static boolean isRecent(DetectorInput input, String detector) {
        long latestMs = input.latestFindingMs(detector);
        return latestMs != Long.MIN_VALUE && Math.abs(input.observation().timeMs() - latestMs) <= DAY_MS;
    }
}
