package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.features.Observation;

/** Times on a user's own clock. */
final class LocalTime {

    private static final long HOUR_MS = 3_600_000;

    private LocalTime() {}

    /** The user's local time to the hour and minute: what tells one day of his from the next. */
    static long ms(Observation observation) {
        long timeMs = observation.timeMs();
        int hour = (int) Math.floorMod(Math.floorDiv(timeMs, HOUR_MS), 24L);
        int ahead = Math.floorMod(observation.hour() - hour + 11, 24) - 11;
        return timeMs + ahead * HOUR_MS;
    }
}
