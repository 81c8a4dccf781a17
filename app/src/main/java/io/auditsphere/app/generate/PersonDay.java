package io.auditsphere.app.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One person's day. The day is made of tasks (some acts on one site within minutes), spread over working hours that
 * thin out at lunch, with some of them early and in the evening; how many there are varies log-normally from day to
 * day, and one day in sixteen is a busy one of two to three and a half times the usual.
 */
final class PersonDay {

    private final Organisation organisation;
    private final Person person;
    private final Whereabouts where;
    private final LocalDay day;
    private final DayLog log;
    private final SplittableRandom random;
    private final Worker worker;
    private final Connections connections;
    private final Set<String> signedIn = new HashSet<>();
    private OddHabit dayHabit;
    private boolean late;

    private PersonDay(Organisation organisation, Person person, long epochDay, DayLog log, SplittableRandom random) {
        this.organisation = organisation;
        this.person = person;
        this.log = log;
        this.random = random;
        long seed = organisation.settings().seed();
        this.where = Whereabouts.of(seed, person, epochDay);
        this.day = LocalDay.of(epochDay, where.place().zone());
        this.worker = new Worker(person, organisation, log, random);
        this.connections = new Connections(seed, person, epochDay, where, random);
    }

    /** Writes what the person does on the (local) day. */
    static void play(Organisation organisation, Person person, long epochDay, DayLog log) {
        SplittableRandom random =
                Draws.of(organisation.settings().seed(), Draws.Purpose.PERSON_DAY, person.number(), epochDay);
        new PersonDay(organisation, person, epochDay, log, random).play();
    }

    private void play() {
        int events = events();
        dayHabit = dayHabit();
        if (dayHabit == null && events > 0) {
            events = temper(events);
        }
        log.mark(dayHabit);
        int left = events;
        while (left > 0) {
            int acts = Math.min(left, 1 + Draws.poisson(random, 3.0));
            task(acts);
            left -= acts;
        }
        if (events > 0 && !person.isGuest()) {
            new PersonIncidents(organisation, person, where, day, log, random, worker, connections).play();
        }
        log.mark(null);
    }

    /** How much there is to do today. */
    private int events() {
        double usual = person.isGuest()
                ? 12 * person.level()
                : person.role().eventsADay()
                        * person.level()
                        * Math.sqrt(person.accounts().size());
        double today = Draws.lognormal(random, usual, 0.35);
        return switch (where.state()) {
            case WORKING_DAY ->
                random.nextDouble() < (person.isGuest() ? 0.45 : 0.96) ? Draws.poisson(random, today) : 0;
            case DAY_OFF -> random.nextDouble() < person.weekendRate() ? 1 + Draws.poisson(random, 0.35 * today) : 0;
            case TRIP -> Draws.poisson(random, (where.isFlight() ? 0.2 : 0.7) * today);
            case LEAVE -> random.nextDouble() < 0.12 ? 1 + random.nextInt(5) : 0;
        };
    }

    private OddHabit dayHabit() {
        if (person.isGuest()) {
            return OddHabit.GUEST;
        }
        if (person.employed().startedWithin(day.epochDay(), 14)) {
            return OddHabit.NEW_HIRE;
        }
        if (person.employed().endsWithin(day.epochDay(), 14)) {
            return OddHabit.LEAVER;
        }
        return switch (where.state()) {
            case TRIP -> OddHabit.BUSINESS_TRIP;
            case LEAVE -> OddHabit.ON_LEAVE;
            case DAY_OFF -> OddHabit.DAY_OFF_WORK;
            case WORKING_DAY -> person.worksAtNight() ? OddHabit.NIGHT_WORK : null;
        };
    }

    /** Busy days, and days on which something is due. */
    private int temper(int events) {
        double kind = random.nextDouble();
        if (kind < 0.06) {
            dayHabit = OddHabit.BUSY_DAY;
            return (int) (events * (2.0 + 1.5 * random.nextDouble()));
        }
        if (kind < 0.09) {
            dayHabit = OddHabit.LATE_EVENING;
            late = true;
            return events * 4 / 3;
        }
        return events;
    }

    private void task(int acts) {
        List<Account> accounts = person.accounts();
        double[] weights = accounts.stream().mapToDouble(Account::weight).toArray();
        Account account = accounts.get(Draws.weighted(random, weights));
        double kind = random.nextDouble();
        double hour;
        Connection connection;
        boolean offHours = where.state() == Whereabouts.State.LEAVE || where.state() == Whereabouts.State.DAY_OFF;
        if (offHours && !person.worksAtNight()) {
            hour = 9.0 + 12.0 * random.nextDouble();
            connection = where.state() == Whereabouts.State.LEAVE || random.nextDouble() < 0.4
                    ? connections.phone()
                    : connections.evening();
        } else if (late && kind > 0.65) {
            hour = person.startHour() + person.workHours() + 4.5 * random.nextDouble();
            connection = connections.evening();
        } else if (kind < 0.87) {
            hour = workingHour();
            connection = random.nextDouble() < 0.03 ? connections.phone() : connections.work();
        } else if (kind < 0.92) {
            hour = person.startHour() - 1.4 * random.nextDouble();
            connection = random.nextDouble() < 0.6 ? connections.phone() : connections.evening();
        } else {
            hour = person.startHour() + person.workHours() + Math.min(4.5, 1.3 * random.nextExponential());
            connection = random.nextDouble() < 0.5 ? connections.phone() : connections.evening();
        }
        run(account, connection, day.at(hour), acts);
    }

    private void run(Account account, Connection connection, long startMs, int acts) {
        OddHabit habit = dayHabit;
        if (habit == null && connection.equals(connections.work())) {
            habit = connections.workHabit();
        } else if (connection.equals(connections.evening()) && connections.eveningHabit() != null) {
            habit = connections.eveningHabit();
        }
        log.mark(habit);
        long at = startMs;
        boolean first = signedIn.add(account.provider() + connection.device());
        if (random.nextDouble() < (first ? 0.7 : 0.04)) {
            at = worker.signIn(account, connection, at);
        }
        worker.task(account, connection, at, acts);
        log.mark(dayHabit);
    }

    /** Somewhere in the working hours, those of a flight ending at noon or beginning late; lunch is mostly kept free. */
    private double workingHour() {
        double share = random.nextDouble();
        if (where.isFlight()) {
            share = where.tripDay() == 0 ? 0.25 * share : 0.85 + 0.3 * share;
        }
        double hour = person.startHour() + share * person.workHours();
        double lunch = person.startHour() + 0.42 * person.workHours();
        if (hour > lunch && hour < lunch + 0.9 && random.nextDouble() < 0.75) {
            hour += 0.9 + 1.5 * random.nextDouble();
        }
        return hour;
    }
}
