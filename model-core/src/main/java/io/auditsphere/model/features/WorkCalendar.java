package io.auditsphere.model.features;

import java.time.LocalDate;
import java.util.Arrays;

/** Which hours are business hours: from..to on Monday to Friday, except on holidays. Immutable, thread-safe. */
final class WorkCalendar {

    private static final int MINUTES_PER_HOUR = 60;

    private final int start;
    private final int end;
    private final int[] holidays;

    WorkCalendar(FeatureSettings settings) {
        this.start = settings.businessHoursStart();
        this.end = settings.businessHoursEnd();
        this.holidays = settings.holidays().stream()
                .mapToLong(LocalDate::toEpochDay)
                .mapToInt(Math::toIntExact)
                .sorted()
                .toArray();
    }

    /** Whether this minute of this local day is a business hour. */
    boolean isBusiness(int day, int minuteOfDay) {
        return isBusinessHour(CivilTime.dayOfWeek(day), minuteOfDay / MINUTES_PER_HOUR) && !isHoliday(day);
    }

    /** Whether this local day is a configured holiday. */
    boolean isHoliday(int day) {
        return holidays.length > 0 && Arrays.binarySearch(holidays, day) >= 0;
    }

    /** Whether this hour of an ordinary week is a business hour. */
    boolean isBusinessHour(int dayOfWeek, int hour) {
        return hour >= start && hour < end && dayOfWeek < CivilTime.SATURDAY;
    }
}
