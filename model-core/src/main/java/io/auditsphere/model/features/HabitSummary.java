package io.auditsphere.model.features;

/**
 * The hours-of-week habit in the few numbers that each event asks for, so that the 168 weights need not be read: made once
 * a day, when a day is folded in. Immutable.
 */
final class HabitSummary {

    private static final int DAYS = 7;
    private static final int HOURS_PER_DAY = 24;
    private static final int USUAL_SHARE = 64;

    /** Nothing is known. */
    static final HabitSummary NONE = new HabitSummary(new int[DAYS], 0, 0, 0);

    /** Weight of each day of the week, Monday first. */
    private final int[] dayWeights;

    private final int businessWeight;
    /** The hours of the day that hold at least a 64th of the weight, one bit each. */
    private final int usualHours;

    private final int usualHour;

    /** Made of the weights: each event asks. */
    private final int total;

    private final int busiest;

    private HabitSummary(int[] dayWeights, int businessWeight, int usualHours, int usualHour) {
        this.dayWeights = dayWeights;
        this.businessWeight = businessWeight;
        this.usualHours = usualHours;
        this.usualHour = usualHour;
        int sum = 0;
        int most = 0;
        for (int day = 0; day < DAYS; day++) {
            sum += dayWeights[day];
            most = dayWeights[day] > dayWeights[most] ? day : most;
        }
        this.total = sum;
        this.busiest = most;
    }

    static HabitSummary of(HoursOfWeek habit, WorkCalendar calendar) {
        int[] days = new int[DAYS];
        int[] hours = new int[HOURS_PER_DAY];
        int business = 0;
        int total = 0;
        for (int i = 0; i < HoursOfWeek.HOURS; i++) {
            int weight = habit.weight(i);
            int day = i / HOURS_PER_DAY;
            int hour = i % HOURS_PER_DAY;
            days[day] += weight;
            hours[hour] += weight;
            business += calendar.isBusinessHour(day + 1, hour) ? weight : 0;
            total += weight;
        }
        int usual = 0;
        int busiest = 0;
        for (int hour = 0; hour < HOURS_PER_DAY; hour++) {
            if (hours[hour] > 0 && hours[hour] * USUAL_SHARE >= total) {
                usual |= 1 << hour;
            }
            busiest = hours[hour] > hours[busiest] ? hour : busiest;
        }
        return new HabitSummary(days, business, usual, busiest);
    }

    /** What the habit says about a point of the week. */
    HabitReading at(int dayOfWeek, int hour, boolean weekend, boolean businessHours) {
        if (total == 0) {
            return HabitReading.NONE;
        }
        int weekends = dayWeights[DAYS - 2] + dayWeights[DAYS - 1];
        return new HabitReading(
                total,
                dayWeights[dayOfWeek - 1],
                weekend ? weekends : total - weekends,
                businessHours ? businessWeight : total - businessWeight,
                hoursOutside(hour),
                hoursAfter(hour),
                usualHour,
                busiest + 1,
                2 * weekends > total,
                2 * businessWeight > total);
    }

    /**
     * Whether the user hardly ever works on such a day: a 64th of his weight is the least that a usual day has. A holiday
     * is like the day of the week that he works least on, so that it is a day off for whoever has any.
     */
    boolean isOffDay(int dayOfWeek, boolean holiday) {
        int weight = dayWeights[dayOfWeek - 1];
        for (int day = 0; holiday && day < DAYS; day++) {
            weight = Math.min(weight, dayWeights[day]);
        }
        return weight * USUAL_SHARE < total;
    }

    void write(StateWriter out) {
        for (int weight : dayWeights) {
            out.writeUnsigned(weight);
        }
        out.writeUnsigned(businessWeight);
        out.writeUnsigned(usualHours);
        out.writeByte(usualHour);
    }

    static HabitSummary read(StateReader in) {
        int[] days = new int[DAYS];
        for (int day = 0; day < DAYS; day++) {
            days[day] = in.readSmall();
        }
        return new HabitSummary(days, in.readSmall(), in.readSmall(), in.readByte());
    }

    private int hoursAfter(int hour) {
        int hours = 0;
        while (hours < HOURS_PER_DAY - 1 && (usualHours >>> Math.floorMod(hour - hours, HOURS_PER_DAY) & 1) == 0) {
            hours++;
        }
        return hours;
    }

    private int hoursOutside(int hour) {
        int distance = 0;
        while (distance < HOURS_PER_DAY / 2
                && ((usualHours >>> Math.floorMod(hour + distance, HOURS_PER_DAY)) & 1) == 0
                && ((usualHours >>> Math.floorMod(hour - distance, HOURS_PER_DAY)) & 1) == 0) {
            distance++;
        }
        return distance;
    }
}
