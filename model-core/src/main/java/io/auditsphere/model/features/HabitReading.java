package io.auditsphere.model.features;

/**
 * What a user's hours-of-week habit says about one point of the week. Weights are in sixteenths of an active hour, decayed
 * by an eighth each week.
 *
 * @param totalWeight weight of the whole week, 0 where nothing is known
 * @param dayWeight weight of this day of the week
 * @param weekendKindWeight weight of the days of this kind, weekend or not
 * @param businessKindWeight weight of the hours of this kind, business or not
 * @param hoursOutside hours between this hour of the day and the nearest usual one, 0..12
 * @param hoursAfter hours since the last usual hour of the day ended, 0 within one, at most 23
 * @param usualHour the hour of the day with the most weight, -1 where nothing is known
 * @param usualDay the day of the week with the most weight, 1..7, -1 where nothing is known
 * @param mostlyWeekend whether most weight is on weekends
 * @param mostlyBusiness whether most weight is in business hours
 */
record HabitReading(
        int totalWeight,
        int dayWeight,
        int weekendKindWeight,
        int businessKindWeight,
        int hoursOutside,
        int hoursAfter,
        int usualHour,
        int usualDay,
        boolean mostlyWeekend,
        boolean mostlyBusiness) {

    /** Nothing is known. */
    static final HabitReading NONE = new HabitReading(0, 0, 0, 0, 0, 0, -1, -1, false, false);
}
