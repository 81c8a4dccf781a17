package io.auditsphere.model.features;

import java.util.Arrays;

/**
 * What is known of a user over weeks: whether there is a baseline, his own maxima, his hours, and the networks, countries,
 * client programs and sensitive operations that are usual for him. Changes only when something is learnt. What each event
 * asks for stands first and is read at once; {@link LongMemory} is read when a day is folded in. Mutable, for one thread.
 */
final class UserHistory {

    static final int NETWORKS = 64;
    static final int COUNTRIES = 16;
    static final int DEVICES = 16;
    static final int ROUTINES = 32;

    /** A baseline is this many events that taught, over this many finished days. */
    static final int BASELINE_EVENTS = 30;

    static final int BASELINE_DAYS = 3;

    private static final int VERSION = 1;
    private static final int DAYS_A_WEEK = 7;
    private static final int NO_DAY = Integer.MIN_VALUE;
    private static final int DORMANT_DAYS = 30;
    /** What was not used for so long is new again when it comes back. */
    private static final int FORGOTTEN_DAYS = 90;

    /** The longest horizon, the three days that a country is young, and one for zones: then a first use is just old. */
    private static final int SETTLED_DAYS = 11;

    private static final int ZONE_LEARNING_DAYS = 14;
    private static final int ZONE_KEPT_DAYS = 7;
    /** Counters of the baseline stop here: beyond it they tell nothing. */
    private static final int ENOUGH = 1 << 20;

    private int firstDay = NO_DAY;
    private int lastDay = NO_DAY;
    private int events;
    private int days;
    private boolean dormant;
    private int zone;
    private int zoneDay = NO_DAY;
    private int[] maxima = new int[Measure.COUNT];
    private HabitSummary habit;
    private SeenThings networks;
    private SeenThings countries;
    private SeenThings devices;
    private SeenThings routines;
    private LongMemory memory;
    private boolean changed;

    private UserHistory() {}

    /** The history of a user who was never seen. */
    static UserHistory empty() {
        UserHistory history = new UserHistory();
        history.habit = HabitSummary.NONE;
        history.networks = new SeenThings(NETWORKS);
        history.countries = new SeenThings(COUNTRIES);
        history.devices = new SeenThings(DEVICES);
        history.routines = new SeenThings(ROUTINES);
        history.memory = new LongMemory();
        return history;
    }

    boolean changed() {
        return changed;
    }

    void markStored() {
        changed = false;
    }

    void markChanged() {
        changed = true;
    }

    /** Whether the user has a baseline, with these events of the present day. */
    boolean isEstablished(int taughtToday) {
        return days >= BASELINE_DAYS && events + taughtToday >= BASELINE_EVENTS;
    }

    /** Finished days that taught. */
    int baselineDays() {
        return days;
    }

    /** Days until there is a baseline, if the user goes on as he does, the present one included; at least 1. */
    int baselineDaysLeft(int taughtToday) {
        int missing = BASELINE_EVENTS - events - taughtToday;
        int aDay = Math.max(1, (events + taughtToday) / Math.max(1, days));
        int forEvents = missing <= 0 ? 0 : (missing + aDay - 1) / aDay;
        return Math.max(1, Math.max(BASELINE_DAYS - days, forEvents));
    }

    /** Silent for 30 days, and without a baseline since. */
    boolean isDormant() {
        return dormant;
    }

    /** The id of the zone that was learnt, 0 for none. */
    int zone() {
        return zone;
    }

    /** The user's own maximum of 28 days, without the present day; 0 if there is none. */
    int maximum(int measure) {
        return maxima[measure];
    }

    /** Whether the user was ever active in this hour of the day, as far back as his habit goes. */
    boolean usedHour(int hour) {
        return memory.weightOfHour(hour) > 0;
    }

    /**
     * Weeks that the user's habit of days rests on: since his first day, but not since before a long silence; 0 if he has
     * no baseline.
     */
    int weeksKnown(int day) {
        return firstDay == NO_DAY || dormant || days < BASELINE_DAYS ? 0 : Math.max(0, (day - firstDay) / DAYS_A_WEEK);
    }

    HabitSummary habit() {
        return habit;
    }

    /** Notes the day of the user's first event: what all days and minutes are stored relative to. */
    void begin(int day) {
        if (firstDay == NO_DAY) {
            firstDay = day;
            changed = true;
        }
    }

    /** If the user has been silent for 30 days by this one, his baseline is gone. */
    void wake(int day) {
        if (lastDay != NO_DAY && day - lastDay >= DORMANT_DAYS) {
            dormant = true;
            events = 0;
            days = 0;
            changed = true;
        }
    }

    /** Folds a finished day in; {@code today} is the day that has begun. */
    void fold(DayRecord day, int today, WorkCalendar calendar) {
        if (day.taught() == 0) {
            return;
        }
        memory.addDay(day, today);
        days = Math.min(ENOUGH, days + 1);
        events = Math.min(ENOUGH, events + day.taught());
        dormant = dormant && !isEstablished(0);
        lastDay = day.day();
        settle(networks, today);
        settle(countries, today);
        settle(devices, today);
        routines.forgetBefore(today - FORGOTTEN_DAYS);
        summarise(calendar);
        changed = true;
    }

    /** Votes on the user's zone with a finished day, and returns his zone from now on. */
    ZoneClock learnZone(DayRecord day, ZoneClock current, ZoneClock[] candidates, WorkCalendar calendar) {
        if (day.taught() == 0) {
            return current;
        }
        memory.votes().addDay(day.day(), day.halfHours(), current, candidates, calendar);
        boolean mayChange = day.day() - firstDay >= ZONE_LEARNING_DAYS
                && (zoneDay == NO_DAY || day.day() - zoneDay >= ZONE_KEPT_DAYS);
        ZoneClock better = mayChange ? memory.votes().better(current, candidates) : current;
        if (better != current) {
            memory.hours().rotate(better.hoursAheadOf(current, day.day() * CivilTime.MS_PER_DAY));
            zone = better.id();
            zoneDay = day.day();
            summarise(calendar);
        }
        changed = true;
        return better;
    }

    /** Networks by the minute of their first successful use. */
    SeenThings networks() {
        return networks;
    }

    /** Countries by the minute of their first successful use. */
    SeenThings countries() {
        return countries;
    }

    /** Client programs by the minute of their first successful use. */
    SeenThings devices() {
        return devices;
    }

    /** Whether a thing was never used by this minute, or first less than so many minutes before. */
    boolean isNew(SeenThings things, int key, int minute, int youngMinutes) {
        int at = things.find(key);
        return at < 0 || minute - things.number(at) < youngMinutes;
    }

    /** Notes a successful use. */
    void use(SeenThings things, int key, int minute, int day) {
        int at = things.find(key);
        if (at < 0) {
            things.add(key, minute, day);
            changed = true;
            return;
        }
        if (minute < things.number(at)) {
            things.setNumber(at, minute);
            changed = true;
        }
        if (day > things.lastDay(at)) {
            things.setLastDay(at, day);
            changed = true;
        }
    }

    /** Takes back a use that began so few minutes ago that an attack may have taught it. */
    void unlearnYoung(SeenThings things, int key, int minute, int youngMinutes) {
        int at = things.find(key);
        if (at >= 0 && minute - things.number(at) < youngMinutes) {
            things.remove(at);
            changed = true;
        }
    }

    /** Whether this principal did this sensitive operation on at least three days before this one. */
    boolean isRoutine(int operation, int day) {
        int at = routines.find(operation);
        return at >= 0 && routines.number(at) - (routines.lastDay(at) >= day ? 1 : 0) >= BASELINE_DAYS;
    }

    /** Notes that a sensitive operation was done. */
    void doSensitive(int operation, int day) {
        int at = routines.find(operation);
        if (at < 0) {
            routines.add(operation, 1, day);
            changed = true;
        } else if (day > routines.lastDay(at)) {
            // One more than makes it routine, because the present day does not count.
            routines.setNumber(at, Math.min(BASELINE_DAYS + 1, routines.number(at) + 1));
            routines.setLastDay(at, day);
            changed = true;
        }
    }

    byte[] encode() {
        StateWriter out = new StateWriter(512);
        out.writeByte(VERSION);
        out.writeSigned(firstDay);
        out.writeSigned((long) lastDay - firstDay);
        out.writeUnsigned(events);
        out.writeUnsigned(days);
        out.writeByte(dormant ? 1 : 0);
        out.writeInt(zone);
        out.writeSigned((long) zoneDay - firstDay);
        for (int maximum : maxima) {
            out.writeUnsigned(maximum);
        }
        habit.write(out);
        int firstMinute = firstMinute(firstDay);
        networks.write(out, firstMinute, firstDay);
        countries.write(out, firstMinute, firstDay);
        devices.write(out, firstMinute, firstDay);
        routines.write(out, 0, firstDay);
        out.writePart(memory.encode(firstDay));
        return out.toByteArray();
    }

    static UserHistory decode(byte[] bytes) {
        StateReader in = new StateReader("user history", bytes);
        in.readVersion(VERSION);
        UserHistory read = new UserHistory();
        read.firstDay = (int) in.readSigned();
        read.lastDay = (int) (read.firstDay + in.readSigned());
        read.events = in.readSmall();
        read.days = in.readSmall();
        read.dormant = in.readByte() != 0;
        read.zone = in.readInt();
        read.zoneDay = (int) (read.firstDay + in.readSigned());
        for (int measure = 0; measure < Measure.COUNT; measure++) {
            read.maxima[measure] = in.readSmall();
        }
        read.habit = HabitSummary.read(in);
        int firstMinute = firstMinute(read.firstDay);
        read.networks = SeenThings.read(in, NETWORKS, firstMinute, read.firstDay);
        read.countries = SeenThings.read(in, COUNTRIES, firstMinute, read.firstDay);
        read.devices = SeenThings.read(in, DEVICES, firstMinute, read.firstDay);
        read.routines = SeenThings.read(in, ROUTINES, 0, read.firstDay);
        read.memory = LongMemory.of(in.readPart(), read.firstDay);
        in.expectEnd();
        return read;
    }

    /** Forgets what is out of use, and the minute of the first use where it can no longer be asked for. */
    private void settle(SeenThings things, int today) {
        things.forgetBefore(today - FORGOTTEN_DAYS);
        int settled = (today - SETTLED_DAYS) * Minutes.DAY;
        int beginning = firstMinute(firstDay);
        for (int i = 0; i < things.size(); i++) {
            if (things.number(i) < settled && things.number(i) > beginning) {
                things.setNumber(i, beginning);
            }
        }
    }

    private void summarise(WorkCalendar calendar) {
        habit = HabitSummary.of(memory.hours(), calendar);
        int[] reached = new int[Measure.COUNT];
        Arrays.setAll(reached, measure -> memory.maxima().maximum(measure));
        maxima = reached;
    }

    private static int firstMinute(int firstDay) {
        return firstDay == NO_DAY ? 0 : firstDay * Minutes.DAY;
    }
}
