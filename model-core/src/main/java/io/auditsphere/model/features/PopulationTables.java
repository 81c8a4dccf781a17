package io.auditsphere.model.features;

/**
 * What people, or service accounts, of an organisation do: when they are active, and how much they reach at most.
 * Immutable.
 */
final class PopulationTables {

    private static final int HOURS = 24;
    private static final int DAYS = 7;

    /** What one hour must hold to be usual: a sixty-fourth of all activity. */
    private static final int USUAL_SHARE = 64;

    private final int users;
    /** By measure: what half of the established users do not exceed, and what nine in ten do not. */
    private final int[] medians;

    private final int[] upper;
    private final long[] hours;
    private final long[] days;
    private final long business;
    private final long total;
    private final int[] hoursOutside;

    PopulationTables(int users, int[] medians, int[] upper, long[] hours, long[] days, long business) {
        this.users = users;
        this.medians = medians;
        this.upper = upper;
        this.hours = hours;
        this.days = days;
        this.business = business;
        this.total = sum(days);
        this.hoursOutside = hoursOutside(hours, total);
    }

    void write(StateWriter out) {
        out.writeUnsigned(users);
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            out.writeUnsigned(medians[measure]);
            out.writeUnsigned(upper[measure]);
        }
        OrganisationTables.writeCounts(out, hours);
        OrganisationTables.writeCounts(out, days);
        out.writeUnsigned(business);
    }

    static PopulationTables read(StateReader in) {
        int users = in.readSmall();
        int[] medians = new int[Measure.COUNT];
        int[] upper = new int[Measure.COUNT];
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            medians[measure] = in.readSmall();
            upper[measure] = in.readSmall();
        }
        long[] hours = OrganisationTables.readCounts(in, HOURS);
        long[] days = OrganisationTables.readCounts(in, DAYS);
        return new PopulationTables(users, medians, upper, hours, days, in.readCount());
    }

    /** Established users that the maxima were taken from. */
    int users() {
        return users;
    }

    /** The median over established users of their own maxima; 0 if unknown. */
    int medianMaximum(int measure) {
        return medians[measure];
    }

    /** What nine in ten established users' own maxima do not exceed; 0 if unknown. */
    int upperMaximum(int measure) {
        return upper[measure];
    }

    /** Hours between this hour of the day and the nearest that is usual, 0..12; 0 if nothing is known. */
    int hoursOutside(int hour) {
        return hoursOutside[hour];
    }

    /** Weight of all activity; 0 if nothing is known. */
    long totalWeight() {
        return total;
    }

    /** Weight of this day of the week, 1 Monday .. 7 Sunday. */
    long dayWeight(int dayOfWeek) {
        return days[dayOfWeek - 1];
    }

    /** Weight of weekends, or of the days that are none. */
    long weekendWeight(boolean weekend) {
        long weekends = days[5] + days[6];
        return weekend ? weekends : total - weekends;
    }

    /** Weight of business hours, or of the hours that are none. */
    long businessWeight(boolean businessHours) {
        return businessHours ? business : total - business;
    }

    /** The hour of the day with the most activity, -1 if unknown. */
    int usualHour() {
        return busiest(hours);
    }

    /** The day with the most activity, 1..7, -1 if unknown. */
    int usualDay() {
        int day = busiest(days);
        return day < 0 ? -1 : day + 1;
    }

    /** Hours of the day to the nearest one with at least a sixty-fourth of the weight, by hour of the day. */
    static int[] hoursOutside(long[] hours, long total) {
        int[] outside = new int[HOURS];
        if (total == 0) {
            return outside;
        }
        for (int hour = 0; hour < HOURS; hour++) {
            int distance = 0;
            while (distance < HOURS / 2
                    && !isUsual(hours, total, hour + distance)
                    && !isUsual(hours, total, hour - distance)) {
                distance++;
            }
            outside[hour] = distance;
        }
        return outside;
    }

    private static boolean isUsual(long[] hours, long total, int hour) {
        long weight = hours[Math.floorMod(hour, HOURS)];
        return weight > 0 && weight * USUAL_SHARE >= total;
    }

    private static int busiest(long[] weights) {
        int best = -1;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0 && (best < 0 || weights[i] > weights[best])) {
                best = i;
            }
        }
        return best;
    }

    private static long sum(long[] weights) {
        long sum = 0;
        for (long weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
