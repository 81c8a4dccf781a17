package io.auditsphere.model.features;

import java.util.List;

/**
 * The 16 features of an audit event, in both forms: the value that people are shown, and the whole number, 0..255, that
 * trees split on. Training, streaming and the API all call this class. Split values are relative to the user's own habit,
 * because what is rare for a provider is not what is wrong for a user; a user without a baseline is compared with the
 * organisation's tables. Counts are ratios and never logarithms. Stateless, thread-safe.
 */
public final class AuditFeatures {

    public static final int HOUR_OF_DAY = 0;
    public static final int DAY_OF_WEEK = 1;
    public static final int IS_WEEKEND = 2;
    public static final int IS_BUSINESS_HOURS = 3;
    public static final int EVENT_COUNT_1H = 4;
    public static final int EVENT_COUNT_24H = 5;
    public static final int UNIQUE_SITES = 6;
    public static final int UNIQUE_OPERATIONS = 7;
    public static final int IS_GUEST = 8;
    public static final int IS_EXTERNAL = 9;
    public static final int IS_NEW_IP = 10;
    public static final int IS_UNUSUAL_LOCATION = 11;
    public static final int OPERATION_CATEGORY = 12;
    public static final int IS_SENSITIVE_OPERATION = 13;
    public static final int FILE_TYPE_CATEGORY = 14;
    public static final int IS_BULK_OPERATION = 15;

    /** How many features there are. */
    public static final int WIDTH = 16;

    /** The largest split value: what is beyond it is as far from usual as a row can say. */
    public static final int MAX_SPLIT = 255;

    /** Fewer distinct resources in 10 minutes are no bulk operation, whatever the user's usual. */
    public static final int BULK_RESOURCES = 50;

    /** Split values of volumes are in tenths of the user's own maximum. */
    private static final int TENTHS = 10;

    private static final int BULK_MULTIPLE = 3;

    /** How much the organisation's week counts beside the user's own: 40 active hours of 16, a week of work. */
    private static final int PRIOR_WEIGHT = 640;

    /** Blended shares are in 1024ths of a weight, so that rounding a small prior down does not lose it. */
    private static final int WEIGHT_SCALE = 1024;

    /** Order, names and both definitions of the 16. */
    public static final FeatureSchema SCHEMA = new FeatureSchema(
            "audit",
            List.of(
                    new Feature(
                            "hour_of_day",
                            "hour in the user's zone, 0-23",
                            "hours to the nearest hour of the day with a 64th of the user's weight, 0-12",
                            FeatureGroup.TIMING),
                    new Feature(
                            "day_of_week",
                            "day in the user's zone, 1-7, Monday 1",
                            "rarity of the day in the user's own weeks, round(-4 log2 share), prior 40 hours",
                            FeatureGroup.TIMING),
                    new Feature(
                            "is_weekend",
                            "Saturday or Sunday in the user's zone, 0/1",
                            "rarity of weekends or of working days in the user's own weeks, round(-4 log2 share)",
                            FeatureGroup.TIMING),
                    new Feature(
                            "is_business_hours",
                            "a working day within business hours in the user's zone and no holiday, 0/1",
                            "rarity of business hours or of the others in the user's own weeks, round(-4 log2 share)",
                            FeatureGroup.TIMING),
                    volume("event_count_1h", "events in (t - 1 h, t], this one included", 10),
                    volume("event_count_24h", "events in (t - 24 h, t], this one included", 20),
                    volume("unique_sites", "distinct sites in (t - 24 h, t], at most 256", 5),
                    volume("unique_operations", "distinct operations in (t - 24 h, t], at most 256", 5),
                    flag("is_guest", "guest by type or id, anonymous included", FeatureGroup.EXTERNAL),
                    flag(
                            "is_external",
                            "actor, or target of a sharing act, outside own domains",
                            FeatureGroup.EXTERNAL),
                    flag("is_new_ip", "network first successfully used under 24 h ago", FeatureGroup.LOCATION),
                    flag(
                            "is_unusual_location",
                            "country first successfully used under 3 days ago",
                            FeatureGroup.LOCATION),
                    new Feature(
                            "operation_category",
                            "0 access, 1 modification, 2 deletion, 3 sharing, 4 admin, 5 authentication, 6 other",
                            "rarity of the category at the provider, round(-4 log2 share), at most 60",
                            FeatureGroup.SENSITIVE),
                    new Feature(
                            "is_sensitive_operation",
                            "sensitive by catalogue and values, own system principals of the provider exempt, 0/1",
                            "the same, 0 once the principal did the operation on three earlier days",
                            FeatureGroup.SENSITIVE),
                    new Feature(
                            "file_type_category",
                            "0 none, 1 document, 2 spreadsheet, 3 presentation, 4 image, 5 media, 6 archive, 7 code,"
                                    + " 8 executable, 9 secrets and configuration, 10 other",
                            "rarity of the file type at the provider, round(-4 log2 share), at most 60",
                            FeatureGroup.SENSITIVE),
                    new Feature(
                            "is_bulk_operation",
                            "50 distinct resources of the category in 10 min and three times the own maximum of 28"
                                    + " days, or bulk by nature, 0/1",
                            "10 x burst / max(10, own maximum of 28 days)",
                            FeatureGroup.BULK)));

    private AuditFeatures() {}

    /**
     * Writes the shown values of the 16 features.
     *
     * @param observation what the user's state said about the event
     * @param tables those of the snapshot that scores, or {@link OrganisationTables#empty()}
     * @param out where to; {@code out[offset]} to {@code out[offset + 15]} are written
     */
    public static void shown(Observation observation, OrganisationTables tables, float[] out, int offset) {
        out[offset + HOUR_OF_DAY] = observation.hour;
        out[offset + DAY_OF_WEEK] = observation.dayOfWeek;
        out[offset + IS_WEEKEND] = bit(observation.weekend);
        out[offset + IS_BUSINESS_HOURS] = bit(observation.businessHours);
        out[offset + EVENT_COUNT_1H] = observation.counts[Measure.EVENTS_1H];
        out[offset + EVENT_COUNT_24H] = observation.counts[Measure.EVENTS_24H];
        out[offset + UNIQUE_SITES] = observation.counts[Measure.SITES];
        out[offset + UNIQUE_OPERATIONS] = observation.counts[Measure.OPERATIONS];
        out[offset + IS_GUEST] = bit(observation.guest);
        out[offset + IS_EXTERNAL] = bit(isExternal(observation, tables));
        out[offset + IS_NEW_IP] = bit(isNewNetwork(observation, tables));
        out[offset + IS_UNUSUAL_LOCATION] = bit(isUnusualCountry(observation, tables));
        out[offset + OPERATION_CATEGORY] = observation.categoryNumber();
        out[offset + IS_SENSITIVE_OPERATION] = bit(observation.sensitive);
        out[offset + FILE_TYPE_CATEGORY] = observation.fileType;
        out[offset + IS_BULK_OPERATION] = bit(isBulk(observation, tables));
    }

    /** Writes the values that trees split on, whole numbers 0..255; arguments as for {@link #shown}. */
    public static void split(Observation observation, OrganisationTables tables, float[] out, int offset) {
        PopulationTables population = tables.population(observation.service);
        HabitReading habit = observation.habit;
        out[offset + HOUR_OF_DAY] =
                usesOwnHours(observation) ? habit.hoursOutside() : population.hoursOutside(observation.hour);
        out[offset + DAY_OF_WEEK] =
                weekRarity(habit, habit.dayWeight(), population, population.dayWeight(observation.dayOfWeek));
        out[offset + IS_WEEKEND] =
                weekRarity(habit, habit.weekendKindWeight(), population, population.weekendWeight(observation.weekend));
        out[offset + IS_BUSINESS_HOURS] = weekRarity(
                habit, habit.businessKindWeight(), population, population.businessWeight(observation.businessHours));
        out[offset + EVENT_COUNT_1H] = tenths(observation, tables, Measure.EVENTS_1H);
        out[offset + EVENT_COUNT_24H] = tenths(observation, tables, Measure.EVENTS_24H);
        out[offset + UNIQUE_SITES] = tenths(observation, tables, Measure.SITES);
        out[offset + UNIQUE_OPERATIONS] = tenths(observation, tables, Measure.OPERATIONS);
        out[offset + IS_GUEST] = bit(observation.guest);
        out[offset + IS_EXTERNAL] = bit(isExternal(observation, tables));
        out[offset + IS_NEW_IP] = bit(isNewNetwork(observation, tables));
        out[offset + IS_UNUSUAL_LOCATION] = bit(isUnusualCountry(observation, tables));
        out[offset + OPERATION_CATEGORY] = tables.categoryRarity(observation.categoryNumber());
        out[offset + IS_SENSITIVE_OPERATION] = bit(observation.sensitive && !observation.routine);
        out[offset + FILE_TYPE_CATEGORY] = tables.fileTypeRarity(observation.fileType);
        out[offset + IS_BULK_OPERATION] = tenths(observation, tables, Observation.BURST);
    }

    /**
     * What is usual where {@link #shown} says what is: for a volume the most that the user reached on any of his last 28
     * days, else what established users of the organisation reach; for a flag 0 or 1; for a category the most frequent.
     *
     * @param feature index of the feature, 0..15
     * @return the value in the unit of the shown one, or NaN if nothing is known
     */
    public static double typical(int feature, Observation observation, OrganisationTables tables) {
        HabitReading habit = observation.habit;
        PopulationTables population = tables.population(observation.service);
        boolean own = usesOwnHours(observation);
        return switch (feature) {
            case HOUR_OF_DAY -> orUnknown(own ? habit.usualHour() : population.usualHour());
            case DAY_OF_WEEK -> orUnknown(own ? habit.usualDay() : population.usualDay());
            case IS_WEEKEND -> own ? bit(habit.mostlyWeekend()) : usualKind(population.weekendWeight(true), population);
            case IS_BUSINESS_HOURS ->
                own ? bit(habit.mostlyBusiness()) : usualKind(population.businessWeight(true), population);
            case EVENT_COUNT_1H -> usualVolume(observation, tables, Measure.EVENTS_1H);
            case EVENT_COUNT_24H -> usualVolume(observation, tables, Measure.EVENTS_24H);
            case UNIQUE_SITES -> usualVolume(observation, tables, Measure.SITES);
            case UNIQUE_OPERATIONS -> usualVolume(observation, tables, Measure.OPERATIONS);
            case OPERATION_CATEGORY -> orUnknown(tables.usualCategory());
            case FILE_TYPE_CATEGORY -> orUnknown(tables.usualFileType());
            case IS_GUEST, IS_EXTERNAL, IS_NEW_IP, IS_UNUSUAL_LOCATION, IS_SENSITIVE_OPERATION, IS_BULK_OPERATION -> 0;
            default ->
                throw new IllegalArgumentException(
                        "expected the index of a feature, 0 to " + (WIDTH - 1) + ", found " + feature);
        };
    }

    /** The most distinct resources in 10 minutes that are usual for this user and category, or NaN if unknown. */
    public static double typicalBurst(Observation observation, OrganisationTables tables) {
        return usualVolume(observation, tables, Observation.BURST);
    }

    private static boolean usesOwnHours(Observation observation) {
        return observation.established && observation.habit.totalWeight() > 0;
    }

    /**
     * Rarity in the user's own weeks, to which the organisation's week is added as if the user had worked {@link
     * #PRIOR_WEIGHT} of it: after three days the days that have not come yet are not the rarest.
     */
    private static int weekRarity(HabitReading habit, int ownWeight, PopulationTables population, long othersWeight) {
        long part = (long) ownWeight * WEIGHT_SCALE;
        long whole = (long) habit.totalWeight() * WEIGHT_SCALE;
        if (population.totalWeight() > 0) {
            part += PRIOR_WEIGHT * WEIGHT_SCALE * othersWeight / population.totalWeight();
            whole += PRIOR_WEIGHT * WEIGHT_SCALE;
        }
        return Rarity.of(part, whole);
    }

    private static int tenths(Observation observation, OrganisationTables tables, int value) {
        int usual = Math.max(usualMaximum(observation, tables, value), Measure.floor(value));
        return (int) Math.min(MAX_SPLIT, (long) TENTHS * observation.counts[value] / usual);
    }

    /**
     * What a count is compared with, 0 if nothing is known: the user's own maximum; while he is learning not less than
     * what nine in ten established users stay under; after a long silence the median of theirs.
     */
    private static int usualMaximum(Observation observation, OrganisationTables tables, int value) {
        int own = observation.maxima[value];
        if (observation.established && own > 0) {
            return own;
        }
        int measure = value == Observation.BURST ? Measure.burstOf(observation.category) : value;
        PopulationTables population = tables.population(observation.service);
        return observation.dormant
                ? population.medianMaximum(measure)
                : Math.max(own, population.upperMaximum(measure));
    }

    private static double usualVolume(Observation observation, OrganisationTables tables, int value) {
        int usual = usualMaximum(observation, tables, value);
        return usual > 0 ? usual : Double.NaN;
    }

    private static boolean isBulk(Observation observation, OrganisationTables tables) {
        int burst = observation.counts[Observation.BURST];
        return observation.bulkByNature
                || (burst >= BULK_RESOURCES
                        && burst >= BULK_MULTIPLE * usualMaximum(observation, tables, Observation.BURST));
    }

    private static boolean isNewNetwork(Observation observation, OrganisationTables tables) {
        return observation.networkNew && !(observation.learning() && tables.isUsualNetwork(observation.network));
    }

    private static boolean isUnusualCountry(Observation observation, OrganisationTables tables) {
        return observation.countryNew && !(observation.learning() && tables.isUsualCountry(observation.country));
    }

    /**
     * Outside the own domains: those of the settings, else those that the trainer learnt, else, with neither, a target
     * whose domain is not the actor's.
     */
    private static boolean isExternal(Observation observation, OrganisationTables tables) {
        if (observation.externalKnown) {
            return observation.external;
        }
        if (!tables.knowsOwnDomains()) {
            return observation.targetDomains.length > 0 && observation.actorDomain != 0;
        }
        if (observation.actorDomain != 0 && !tables.isOwnDomain(observation.actorDomain)) {
            return true;
        }
        for (int domain : observation.targetDomains) {
            if (!tables.isOwnDomain(domain)) {
                return true;
            }
        }
        return false;
    }

    private static double usualKind(long weight, PopulationTables population) {
        return population.totalWeight() == 0 ? Double.NaN : bit(2 * weight > population.totalWeight());
    }

    private static double orUnknown(int value) {
        return value < 0 ? Double.NaN : value;
    }

    private static int bit(boolean flag) {
        return flag ? 1 : 0;
    }

    private static Feature volume(String name, String shown, int floor) {
        return new Feature(
                name,
                shown,
                "10 x count / max(" + floor + ", own maximum of 28 days), rounded down, at most 255",
                FeatureGroup.VOLUME);
    }

    private static Feature flag(String name, String when, FeatureGroup group) {
        return new Feature(name, when + ", 0/1", "the same", group);
    }
}
