package io.auditsphere.model.features;

import io.auditsphere.schemas.OperationCategory;

/**
 * What a user's own state says about one event, before any table of the organisation: everything that the 16 features need
 * and that is gone once the state has moved on. The trainer replays history once, keeps the observations, builds the
 * tables from them, and only then computes split values.
 *
 * <p>Written by {@link FeatureEngine} while it observes and never changed afterwards; safe to hand to other threads.
 * Primitive fields, no text: a trainer holds hundreds of thousands.
 */
public final class Observation {

    long timeMs;
    boolean late;
    boolean beyondHorizon;
    boolean forgotten;
    boolean established;
    boolean dormant;
    boolean service;
    boolean teaches;
    boolean collapsed;
    boolean succeeded;
    /** The first event of its half hour of the user's day: counts once where hours are learnt. */
    boolean opensHalfHour;

    long userHash;

    byte hour;
    byte dayOfWeek;
    boolean weekend;
    boolean businessHours;
    boolean hourUsed;
    /** A day on which he hardly ever works, and for how many weeks that is known. */
    boolean offDay;

    byte weeksKnown;
    HabitReading habit = HabitReading.NONE;
    /** Null but for the first event of a day. */
    DayOfHours dayBefore;

    /** The four volumes and this category's burst: now, and the user's own maximum of 28 days (0 = none known). */
    final int[] counts = new int[VALUES];

    final int[] maxima = new int[VALUES];

    boolean guest;
    boolean foreignType;
    boolean sharing;
    /** True if the settings name the own domains, so that {@link #external} is final. */
    boolean externalKnown;

    boolean external;
    int actorDomain;
    int[] targetDomains = NO_DOMAINS;

    int network;
    boolean networkNew;
    int country;
    boolean countryNew;
    int device;
    boolean deviceNew;

    OperationCategory category;
    byte fileType;
    boolean sensitive;
    boolean routine;
    boolean bulkByNature;

    static final int[] NO_DOMAINS = {};

    /** Index of the burst in {@link #counts}. */
    static final int BURST = Measure.FIRST_BURST;

    private static final int VALUES = BURST + 1;

    Observation() {}

    /** Event time, milliseconds since the epoch, as the event states it. */
    public long timeMs() {
        return timeMs;
    }

    /** More than {@code late.after} behind the user's newest event. */
    public boolean late() {
        return late;
    }

    /** More than {@code late.horizon} behind the user's newest event: it counts nowhere. */
    public boolean beyondHorizon() {
        return beyondHorizon;
    }

    /**
     * The user's last day before this one, hour by hour, if this is the first event after it and nothing of it is to be
     * kept from teaching; null for nearly all events.
     */
    public DayOfHours dayBefore() {
        return dayBefore;
    }

    /** The user has no baseline (yet, or no longer): he is compared with the organisation. */
    public boolean learning() {
        return !established;
    }

    /**
     * The user was silent for longer than state is kept, and all that was known of him has been forgotten before this
     * event: whoever keeps something else of him forgets it too.
     */
    public boolean forgotten() {
        return forgotten;
    }

    /** The user was silent for 30 days before, and has no baseline since. */
    public boolean dormant() {
        return dormant;
    }

    /** An account of a machine, which has thresholds of its own. */
    public boolean service() {
        return service;
    }

    /** Whether the event was allowed to teach: false while an open finding of high severity covers the user. */
    public boolean teaches() {
        return teaches;
    }

    /** It belongs to a click that another event has been counted for. */
    public boolean collapsed() {
        return collapsed;
    }

    /** Hour in the user's zone, 0..23. */
    public int hour() {
        return hour;
    }

    /** Day of the week in the user's zone, 1 Monday .. 7 Sunday. */
    public int dayOfWeek() {
        return dayOfWeek;
    }

    /** Saturday or Sunday in the user's zone. */
    public boolean weekend() {
        return weekend;
    }

    /** A working day within business hours in the user's zone, and no holiday. */
    public boolean businessHours() {
        return businessHours;
    }

    /** Events in the hour up to this one, itself included. */
    public int eventCount1h() {
        return counts[Measure.EVENTS_1H];
    }

    /** Events in the 24 hours up to this one, itself included. */
    public int eventCount24h() {
        return counts[Measure.EVENTS_24H];
    }

    /** Distinct sites in those 24 hours, at most 256. */
    public int uniqueSites() {
        return counts[Measure.SITES];
    }

    /** Distinct operations in those 24 hours, at most 256. */
    public int uniqueOperations() {
        return counts[Measure.OPERATIONS];
    }

    /** Distinct resources of this category of operation in the 10 minutes up to this event, at most 256. */
    public int burst() {
        return counts[BURST];
    }

    /** The user's own maximum of 28 days of {@link #eventCount1h()}, without the present day; 0 if none is known. */
    public int maximumEventCount1h() {
        return maxima[Measure.EVENTS_1H];
    }

    /** The same for {@link #eventCount24h()}. */
    public int maximumEventCount24h() {
        return maxima[Measure.EVENTS_24H];
    }

    /** The same for {@link #uniqueSites()}. */
    public int maximumUniqueSites() {
        return maxima[Measure.SITES];
    }

    /** The same for {@link #burst()}, of this category of operation. */
    public int maximumBurst() {
        return maxima[BURST];
    }

    /** A guest by type or by the form of the id, somebody anonymous included. */
    public boolean guest() {
        return guest;
    }

    /** The address's network was never successfully used by this user, or first under 24 hours before. */
    public boolean newNetwork() {
        return networkNew;
    }

    /** The country was never successfully used by this user, or first under 3 days before; false if it is unknown. */
    public boolean newCountry() {
        return countryNew;
    }

    /** The client program was never successfully used by this user, or first under 24 hours before. */
    public boolean newDevice() {
        return deviceNew;
    }

    /** The address's network, a 32-bit hash; 0 if it is unknown. */
    public int networkKey() {
        return network;
    }

    /** The country, a number that stands for its code; 0 if it is unknown. */
    public int countryKey() {
        return country;
    }

    /** The client program by its user agent without versions, a 32-bit hash; 0 if it is unknown. */
    public int deviceKey() {
        return device;
    }

    /** Hours between this hour of the day and the user's nearest usual one, 0..12; 0 where nothing is known. */
    public int hoursOutsideHabit() {
        return habit.hoursOutside();
    }

    /** Hours since the user's usual hours of the day ended, 0 within them; small for an evening that grows long. */
    public int hoursAfterHabit() {
        return habit.hoursAfter();
    }

    /** Whether the user was ever active in this hour of the day, however seldom, as far back as his habit goes. */
    public boolean hourEverUsed() {
        return hourUsed;
    }

    /** A day of the week on which this user hardly ever is active, or a holiday where he has any such day. */
    public boolean offDay() {
        return offDay;
    }

    /** For how many weeks his days have been known, 0..{@value FeatureEngine#MOST_WEEKS}: how much {@link #offDay()} rests on. */
    public int weeksKnown() {
        return weeksKnown;
    }

    /** How many hours of activity the user's habit of hours rests on, older ones counting less; 0 if none. */
    public int hoursKnown() {
        return habit.totalWeight() / HoursOfWeek.GAIN;
    }

    /** The network if it was used successfully, else 0: what the organisation's tables learn. */
    int networkUsed() {
        return succeeded ? network : 0;
    }

    /** The country if it was used successfully, else 0. */
    int countryUsed() {
        return succeeded ? country : 0;
    }

    /** What kind of act it was. */
    public OperationCategory category() {
        return category;
    }

    /** The category by the number that the feature shows: the order of the constants is part of the contract. */
    int categoryNumber() {
        return Acts.number(category);
    }

    /** Category of the resource's file type, 0..10, as the feature {@code file_type_category} shows it. */
    public int fileType() {
        return fileType;
    }

    /** Sensitive by catalogue and values, and not by one of the provider's own system principals. */
    public boolean sensitive() {
        return sensitive;
    }

    /** Sensitive, but done by this principal on at least three earlier days. */
    public boolean routine() {
        return routine;
    }
}
