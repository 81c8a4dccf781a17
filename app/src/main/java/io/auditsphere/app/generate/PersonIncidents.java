package io.auditsphere.app.generate;

import io.auditsphere.schemas.FailureKind;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to everybody now and then, and trips up detectors: each with the chance a working day that a company of
 * some hundred people sees (a password forgotten every other day somewhere, a laptop replaced every third).
 */
final class PersonIncidents {

    private static final double FORGOTTEN_PASSWORD = 0.002;
    private static final double ONE_CLICK = 0.010;
    private static final double TIDYING = 0.004;
    private static final double CONSENT = 0.005;
    private static final double INBOX_RULE = 0.003;
    private static final double PASSWORD_ROTATION = 0.010;

    private final Organisation organisation;
    private final Person person;
    private final Whereabouts where;
    private final LocalDay day;
    private final DayLog log;
    private final SplittableRandom random;
    private final Worker worker;
    private final Connections connections;

    PersonIncidents(
            Organisation organisation,
            Person person,
            Whereabouts where,
            LocalDay day,
            DayLog log,
            SplittableRandom random,
            Worker worker,
            Connections connections) {
        this.organisation = organisation;
        this.person = person;
        this.where = where;
        this.day = day;
        this.log = log;
        this.random = random;
        this.worker = worker;
        this.connections = connections;
    }

    void play() {
        List<Account> accounts = person.accounts();
        Account account = accounts.get(random.nextInt(accounts.size()));
        devices();
        leave(account);
        if (random.nextDouble() < FORGOTTEN_PASSWORD) {
            forgottenPassword(account);
        }
        if (random.nextDouble() < ONE_CLICK) {
            oneClick(account);
        }
        if (random.nextDouble() < TIDYING) {
            tidy(account);
        }
        single(account, CONSENT, Act.APP_CONSENT, "Notes Companion");
        single(account, INBOX_RULE, Act.INBOX_RULE, "Newsletters");
        single(account, PASSWORD_ROTATION, Act.PASSWORD_CHANGED, null);
    }

    private long workTime() {
        return day.at(person.startHour() + (0.05 + 0.85 * random.nextDouble()) * person.workHours());
    }

    private void single(Account account, double chance, Act act, String name) {
        if (random.nextDouble() < chance && Vocabulary.has(account.provider(), act)) {
            log.line(workTime(), account, connections.work(), act)
                    .on(null, name)
                    .write();
        }
    }

    /** Four to nine wrong passwords within minutes, a new one, and in. */
    private void forgottenPassword(Account account) {
        OddHabit before = log.mark(OddHabit.FORGOTTEN_PASSWORD);
        Connection connection = connections.work();
        long at = worker.fail(account, connection, workTime(), 4 + random.nextInt(6), FailureKind.CREDENTIAL);
        if (Vocabulary.has(account.provider(), Act.PASSWORD_CHANGED)) {
            log.line(at + 90_000, account, connection, Act.PASSWORD_CHANGED).write();
        }
        at = worker.signIn(account, connection, at + 120_000);
        worker.task(account, connection, at, 2);
        log.mark(before);
    }

    /** A folder shared with a team, or broken away from its parent's rights: one event for each thing in it. */
    private void oneClick(Account account) {
        OddHabit before = log.mark(OddHabit.ONE_CLICK);
        Site site = worker.site(account);
        String correlation = log.correlation();
        long at = workTime();
        int from = random.nextInt(Math.max(1, site.files()));
        int things = 10 + random.nextInt(12);
        for (int i = 0; i < things; i++) {
            log.line(at + i * 20L, account, connections.work(), Act.SHARE_INSIDE)
                    .on(site, from + i)
                    .target("team-" + site.department() + "@" + Names.OWN_DOMAIN)
                    .correlated(correlation)
                    .write();
        }
        log.mark(before);
    }

    /** Old files deleted, or a folder's files moved elsewhere, in some minutes. */
    private void tidy(Account account) {
        OddHabit before = log.mark(OddHabit.TIDYING);
        Site site =
                random.nextDouble() < 0.6 ? account.ownSite() : account.sites().get(0);
        Act act = random.nextBoolean() ? Act.DELETE : Act.MOVE;
        long spanMs = (5 + random.nextInt(20)) * 60_000L;
        worker.sweep(account, connections.work(), workTime(), spanMs, act, site, 20 + random.nextInt(60));
        log.mark(before);
    }

    /** A new phone or laptop registers itself and signs in; a laptop's client fetches what its owner works on. */
    private void devices() {
        long seed = organisation.settings().seed();
        boolean laptop = Device.newLaptop(seed, person, day.epochDay());
        if (!laptop && !Device.newPhone(seed, person, day.epochDay())) {
            return;
        }
        OddHabit before = log.mark(OddHabit.NEW_DEVICE);
        Connection connection = laptop ? connections.work() : connections.phone();
        for (Account account : person.accounts()) {
            long at = day.at(person.startHour() + 0.5 + random.nextDouble());
            if (Vocabulary.has(account.provider(), Act.DEVICE_ADDED)) {
                log.line(at, account, connection, Act.DEVICE_ADDED)
                        .on(null, connection.device())
                        .write();
            }
            at = worker.signIn(account, connection, at + 30_000);
            boolean synchronises = account.provider().equals(Vocabulary.MICROSOFT)
                    || account.provider().equals(Vocabulary.DROPBOX);
            if (laptop && synchronises && random.nextDouble() < 0.6) {
                int files = Math.min(account.ownSite().files(), 60 + random.nextInt(240));
                worker.sweep(account, connection, at, 25 * 60_000L, Act.SYNC_DOWN, account.ownSite(), files);
            }
        }
        log.mark(before);
    }

    /** Somebody who leaves takes copies of his own papers on his last working days, thirty or so. */
    private void leave(Account account) {
        if (!person.employed().endsWithin(day.epochDay(), 6) || random.nextDouble() > 0.5) {
            return;
        }
        if (where.state() != Whereabouts.State.LEAVE) {
            long spanMs = (30 + random.nextInt(60)) * 60_000L;
            int files = 15 + random.nextInt(25);
            worker.sweep(account, connections.work(), workTime(), spanMs, Act.DOWNLOAD, account.ownSite(), files);
        }
    }
}
