package io.auditsphere.app.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What some people do because it is their task and nobody else's: administrators change users, groups and roles every
 * day (and make accounts for who is hired, and close those of who has left), and at each provider two people export the
 * same 120 files every Friday afternoon. Three people at each see a site that nobody else does.
 */
final class RoutineDay {

    private static final int EXPORTED_FILES = 120;
    private static final int EXPORTERS = 2;
    /** How many people see the site of those who lead. */
    private static final int LEADERS = 3;

    private static final int FRIDAY = 1; // epoch day 1 was a Friday

    private static final Act[] CHORES = {
        Act.UPDATE_USER, Act.UPDATE_USER, Act.UPDATE_USER, Act.ADD_TO_GROUP, Act.ADD_TO_GROUP, Act.RESET_PASSWORD
    };
    private static final String[] ROLES = {
        "Helpdesk Administrator", "Reports Reader", "User Administrator", "Teams Administrator"
    };

    private final Organisation organisation;
    private final long day;
    private final DayLog log;

    RoutineDay(Organisation organisation, long day, DayLog log) {
        this.organisation = organisation;
        this.day = day;
        this.log = log;
    }

    void play(List<Person> staff) {
        List<Person> administrators =
                staff.stream().filter(person -> person.role() == Role.IT_ADMIN).toList();
        for (Person person : administrators) {
            administrate(person);
        }
        joinersAndLeavers(staff, administrators);
        for (String provider : organisation.settings().providers()) {
            exporters(staff, provider, LEADERS).forEach(person -> lead(person, person.at(provider)));
        }
        if (Math.floorMod(day, 7L) == FRIDAY) {
            for (String provider : organisation.settings().providers()) {
                exporters(staff, provider, EXPORTERS).forEach(person -> export(person, person.at(provider)));
            }
        }
    }

    private SplittableRandom randomOf(Person person) {
        return Draws.of(organisation.settings().seed(), Draws.Purpose.EXPORT_DAY, person.number(), day);
    }

    private boolean atWork(Person person) {
        return Whereabouts.of(organisation.settings().seed(), person, day).state() == Whereabouts.State.WORKING_DAY;
    }

    private Connection connection(Person person, SplittableRandom random) {
        long seed = organisation.settings().seed();
        return new Connections(seed, person, day, Whereabouts.of(seed, person, day), random).work();
    }

    private static long workTime(Person person, LocalDay local, SplittableRandom random) {
        return local.at(person.startHour() + random.nextDouble() * person.workHours());
    }

    private void administrate(Person person) {
        if (!atWork(person)) {
            return;
        }
        SplittableRandom random = randomOf(person);
        LocalDay local = LocalDay.of(day, person.home().zone());
        Connection connection = connection(person, random);
        log.mark(OddHabit.ADMIN_ROUTINE);
        int chores = Draws.poisson(random, 5);
        for (int i = 0; i < chores; i++) {
            Account account =
                    person.accounts().get(random.nextInt(person.accounts().size()));
            long at = workTime(person, local, random);
            Act act = Draws.pick(random, CHORES);
            // Groups and licences are changed for several people in one go, as tickets come.
            int subjects = 1 + Draws.poisson(random, 1.0);
            for (int k = 0; k < subjects; k++) {
                String subject = Names.outsider(random, Names.OWN_DOMAIN);
                log.line(at + k * 15_000L, account, connection, act)
                        .on(null, subject)
                        .target(subject)
                        .write();
            }
        }
        if (random.nextDouble() < 0.08) {
            log.mark(OddHabit.ROLE_GRANT);
            Account account =
                    person.accounts().get(random.nextInt(person.accounts().size()));
            String subject = Names.outsider(random, Names.OWN_DOMAIN);
            log.line(workTime(person, local, random), account, connection, Act.ROLE_GRANT)
                    .on(null, subject)
                    .target(subject)
                    .attribute("role", Draws.pick(random, ROLES))
                    .write();
        }
        log.mark(null);
    }

    /** Accounts are made on the eve of somebody's first day and closed on his last. */
    private void joinersAndLeavers(List<Person> staff, List<Person> administrators) {
        for (Person person : staff) {
            boolean joins = person.employed().firstDay() == day;
            boolean leaves = person.employed().lastDay() == day;
            if (joins || leaves) {
                Person administrator = administrators.get((int) (person.number() % administrators.size()));
                SplittableRandom random = randomOf(person);
                Connection connection = connection(administrator, random);
                long at = workTime(
                        administrator, LocalDay.of(day, administrator.home().zone()), random);
                log.mark(OddHabit.ADMIN_ROUTINE);
                for (Account account : administrator.accounts()) {
                    if (person.at(account.provider()) != null) {
                        admit(account, connection, at, person, joins);
                    }
                }
                log.mark(null);
            }
        }
    }

    private void admit(Account account, Connection connection, long at, Person person, boolean joins) {
        String subject = person.name() + "@" + Names.OWN_DOMAIN;
        Act[] acts = joins ? new Act[] {Act.ADD_USER, Act.UPDATE_USER, Act.ADD_TO_GROUP} : new Act[] {Act.DISABLE_USER};
        for (int i = 0; i < acts.length; i++) {
            log.line(at + i * 20_000L, account, connection, acts[i])
                    .on(null, subject)
                    .target(subject)
                    .write();
        }
    }

    /** The same two people at each provider for as long as they are there: of finance and operations first. */
    private static List<Person> exporters(List<Person> staff, String provider, int count) {
        List<Person> candidates = new ArrayList<>();
        for (Person person : staff) {
            boolean permanent = person.employed().equals(Person.Employment.FOR_EVER);
            if (permanent && !person.worksAtNight() && person.at(provider) != null) {
                candidates.add(person);
            }
        }
        candidates.sort(Comparator.comparingInt((Person person) -> switch (person.role()) {
                    case FINANCE -> 0;
                    case OPERATIONS -> 1;
                    default -> 2;
                })
                .thenComparingLong(Person::number));
        return candidates.subList(0, Math.min(count, candidates.size()));
    }

    /** Some looks at the site that only few see, on most days. */
    private void lead(Person person, Account account) {
        SplittableRandom random = Draws.of(organisation.settings().seed(), Draws.Purpose.BOARD, person.number(), day);
        if (!atWork(person) || random.nextDouble() < 0.3) {
            return;
        }
        LocalDay local = LocalDay.of(day, person.home().zone());
        Connection connection = connection(person, random);
        Site board = Sites.board(account.provider());
        int acts = 1 + random.nextInt(5);
        for (int i = 0; i < acts; i++) {
            Act act = random.nextDouble() < 0.7 ? Act.OPEN : Act.EDIT;
            log.line(workTime(person, local, random), account, connection, act)
                    .on(board, Draws.zipf(random, board.files()))
                    .write();
        }
    }

    private void export(Person person, Account account) {
        if (!atWork(person)) {
            return;
        }
        SplittableRandom random = randomOf(person);
        Connection connection = connection(person, random);
        long start = LocalDay.of(day, person.home().zone()).at(15.5 + 1.5 * random.nextDouble());
        Site site = account.sites().get(0);
        log.mark(OddHabit.WEEKLY_EXPORT);
        for (int i = 0; i < EXPORTED_FILES; i++) {
            log.line(start + i * 4_000L + random.nextInt(3_000), account, connection, Act.DOWNLOAD)
                    .on(site, i)
                    .write();
        }
        log.mark(null);
    }
}
