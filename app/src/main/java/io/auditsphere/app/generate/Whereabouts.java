package io.auditsphere.app.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Where somebody is on a day and whether he works.
 *
 * @param state what kind of day it is
 * @param place where he is
 * @param tripDay 0 on the day of the flight out, then 1, 2, …; 0 as well where he is not away
 * @param lastTripDay the day of the flight back
 */
record Whereabouts(State state, Place place, int tripDay, int lastTripDay) {

    enum State {
        WORKING_DAY,
        DAY_OFF,
        TRIP,
        LEAVE
    }

    private static final int TRIP_BLOCK_DAYS = 30;
    private static final int LEAVE_BLOCK_DAYS = 91;

    /** Days off by law that fall on a fixed date. */
    private static final Map<String, Set<MonthDay>> HOLIDAYS = Map.of(
            "IN", dates(1, 26, 8, 15, 10, 2, 12, 25),
            "AU", dates(1, 1, 1, 26, 4, 25, 11, 3, 12, 25, 12, 26),
            "GB", dates(1, 1, 12, 25, 12, 26),
            "US", dates(1, 1, 7, 4, 11, 11, 11, 26, 12, 25),
            "CA", dates(1, 1, 7, 1, 12, 25, 12, 26),
            "DE", dates(1, 1, 5, 1, 10, 3, 12, 25, 12, 26));

    /** What the seed holds for this person on this day; a pure function of its arguments. */
    static Whereabouts of(long seed, Person person, long day) {
        Whereabouts away = trip(seed, person, day);
        if (away == null) {
            away = leave(seed, person, day);
        }
        if (away != null) {
            return away;
        }
        boolean off = isDayOff(person, LocalDate.ofEpochDay(day));
        return new Whereabouts(off ? State.DAY_OFF : State.WORKING_DAY, person.home(), 0, 0);
    }

    private static Whereabouts trip(long seed, Person person, long day) {
        if (person.isGuest() || person.worksAtNight()) {
            return null;
        }
        long block = Math.floorDiv(day + person.number() * 7, (long) TRIP_BLOCK_DAYS);
        SplittableRandom random = Draws.of(seed, Draws.Purpose.CALENDAR, person.number(), block);
        if (random.nextDouble() >= person.role().travelRate()) {
            return null;
        }
        int start = random.nextInt(TRIP_BLOCK_DAYS - 6);
        int last = 2 + random.nextInt(4);
        int tripDay = (int) Math.floorMod(day + person.number() * 7, (long) TRIP_BLOCK_DAYS) - start;
        Place place = random.nextDouble() < 0.5
                ? Place.OFFICES.get(random.nextInt(Place.OFFICES.size()))
                : Place.ABROAD.get(random.nextInt(Place.ABROAD.size()));
        boolean away = tripDay >= 0
                && tripDay <= last
                && !place.city().equals(person.home().city());
        return away ? new Whereabouts(State.TRIP, place, tripDay, last) : null;
    }

    private static Whereabouts leave(long seed, Person person, long day) {
        long block = Math.floorDiv(day + person.number() * 11, (long) LEAVE_BLOCK_DAYS);
        SplittableRandom random = Draws.of(seed, Draws.Purpose.CALENDAR, -1 - person.number(), block);
        if (random.nextDouble() >= 0.5) {
            return null;
        }
        int start = random.nextInt(LEAVE_BLOCK_DAYS - 16);
        int length = 4 + random.nextInt(11);
        int leaveDay = (int) Math.floorMod(day + person.number() * 11, (long) LEAVE_BLOCK_DAYS) - start;
        Place place = random.nextDouble() < 0.6 ? person.home() : Place.ABROAD.get(random.nextInt(Place.ABROAD.size()));
        return leaveDay >= 0 && leaveDay < length ? new Whereabouts(State.LEAVE, place, 0, 0) : null;
    }

    private static boolean isDayOff(Person person, LocalDate date) {
        DayOfWeek weekday = date.getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY
                || weekday == DayOfWeek.SUNDAY
                || (person.partTime() && weekday == DayOfWeek.FRIDAY)
                || HOLIDAYS.getOrDefault(person.home().country(), Set.of()).contains(MonthDay.from(date));
    }

    private static Set<MonthDay> dates(int... monthsAndDays) {
        MonthDay[] dates = new MonthDay[monthsAndDays.length / 2];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = MonthDay.of(monthsAndDays[2 * i], monthsAndDays[2 * i + 1]);
        }
        return Set.of(dates);
    }

    boolean isFlight() {
        return state == State.TRIP && (tripDay == 0 || tripDay == lastTripDay);
    }
}
