package io.auditsphere.app.generate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A day on the clocks of one place, as instants.
 *
 * @param epochDay the local date, as days since the epoch
 * @param midnightMs its midnight, milliseconds since the epoch, by the offset that is in force at noon
 */
record LocalDay(long epochDay, long midnightMs) {

    static final long HOUR_MS = 3_600_000;
    static final long DAY_MS = 24 * HOUR_MS;

    static LocalDay of(long epochDay, ZoneId zone) {
        ZoneOffset offset = zone.getRules()
                .getOffset(LocalDate.ofEpochDay(epochDay)
                        .atTime(12, 0)
                        .atZone(zone)
                        .toInstant());
        return new LocalDay(epochDay, epochDay * DAY_MS - offset.getTotalSeconds() * 1000L);
    }

    /** The instant at this hour of the local day; hours under 0 and over 24 lie on its neighbours. */
    long at(double hour) {
        return midnightMs + (long) (hour * HOUR_MS);
    }
}
