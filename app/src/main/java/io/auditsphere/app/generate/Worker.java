package io.auditsphere.app.generate;

import io.auditsphere.schemas.FailureKind;
import java.util.List;
import java.util.SplittableRandom;

/** Plays single acts and tasks of one person into a log: which site, which file, shared with whom. */
final class Worker {

    private final Person person;
    private final Organisation organisation;
    private final DayLog log;
    private final SplittableRandom random;
    private final ActMix mix;

    Worker(Person person, Organisation organisation, DayLog log, SplittableRandom random) {
        this.person = person;
        this.organisation = organisation;
        this.log = log;
        this.random = random;
        this.mix = new ActMix(organisation.settings().seed(), person);
    }

    /** Some acts on one site, each some tens of seconds after the one before; returns when the last was. */
    long task(Account account, Connection connection, long startMs, int acts) {
        Site site = site(account);
        long at = startMs;
        int rank = Draws.zipf(random, site.files());
        for (int i = 0; i < acts; i++) {
            if (random.nextDouble() < 0.6) {
                rank = Draws.zipf(random, site.files());
            }
            act(account, connection, at, mix.draw(account.provider(), random), site, rank);
            at += 1_000 + (long) (random.nextExponential() * 50_000);
        }
        return at;
    }

    /** A site where the account's owner is at work: mostly his department's and his own, now and then a strange one. */
    Site site(Account account) {
        List<Site> sites = account.sites();
        double kind = random.nextDouble();
        if (person.isGuest() || kind < 0.72) {
            return sites.get(Draws.zipf(random, sites.size()));
        }
        if (kind < 0.98) {
            return account.ownSite();
        }
        List<Site> all = organisation.sites().at(account.provider());
        return all.get(random.nextInt(all.size()));
    }

    /** One act; sharing and mail get whom they concern. */
    void act(Account account, Connection connection, long at, Act act, Site site, int rank) {
        switch (act) {
            case READ_MAIL, SEND_MAIL ->
                log.line(at, account, connection, act)
                        .on("\\Inbox", "message " + Integer.toHexString(random.nextInt()))
                        .write();
            case SEARCH -> log.line(at, account, connection, act).write();
            case VISIT_PAGE ->
                log.line(at, account, connection, act)
                        .on(site.path(), "Home.aspx")
                        .write();
            case CREATE_FOLDER ->
                log.line(at, account, connection, act)
                        .on(site.path(), "folder-" + random.nextInt(10_000))
                        .write();
            case SHARE_INSIDE, UNSHARE ->
                log.line(at, account, connection, act)
                        .on(site, rank)
                        .target(colleague())
                        .write();
            case SHARE_OUTSIDE -> {
                OddHabit before = log.mark(OddHabit.EXTERNAL_SHARE);
                log.line(at, account, connection, act)
                        .on(site, rank)
                        .target(outsider())
                        .write();
                log.mark(before);
            }
            case PUBLIC_LINK -> {
                OddHabit before = log.mark(OddHabit.EXTERNAL_SHARE);
                log.line(at, account, connection, act)
                        .on(site, rank)
                        .target("anyone")
                        .write();
                log.mark(before);
            }
            default -> log.line(at, account, connection, act).on(site, rank).write();
        }
    }

    /** Somebody whom he has shared with before, mostly; now and then a new contact, or a new company. */
    private String outsider() {
        double kind = random.nextDouble();
        if (kind < 0.80) {
            return person.contacts().get(Draws.zipf(random, person.contacts().size()));
        }
        String domain = kind < 0.94
                ? Draws.pick(random, Names.PARTNERS)
                : kind < 0.97 ? Draws.pick(random, Names.PRIVATE_MAIL) : Names.newCompany(random);
        return Names.outsider(random, domain);
    }

    private String colleague() {
        return Names.outsider(random, Names.OWN_DOMAIN);
    }

    /** A sign-in, after a mistyped password or an unanswered second factor once in a while; returns when it is done. */
    long signIn(Account account, Connection connection, long startMs) {
        long at = startMs;
        double trouble = random.nextDouble();
        if (trouble < 0.06) {
            FailureKind kind = trouble < 0.035
                    ? FailureKind.CREDENTIAL
                    : trouble < 0.048 ? FailureKind.MFA : FailureKind.INTERRUPT;
            at = fail(account, connection, at, 1 + random.nextInt(2), kind);
        }
        log.line(at, account, connection, Act.LOGIN).write();
        return at + 2_000 + (long) (random.nextExponential() * 20_000);
    }

    /** So many failed sign-ins in a row, seconds apart; returns the time after them. */
    long fail(Account account, Connection connection, long startMs, int times, FailureKind kind) {
        long at = startMs;
        for (int i = 0; i < times; i++) {
            log.line(at, account, connection, Act.LOGIN_FAILED).failed(kind).write();
            at += 4_000 + (long) (random.nextExponential() * 25_000);
        }
        return at;
    }

    /** The same act on many different files of a site, the whole of it taking about so long. */
    void sweep(Account account, Connection connection, long startMs, long spanMs, Act act, Site site, int files) {
        int from = random.nextInt(Math.max(1, site.files()));
        for (int i = 0; i < files; i++) {
            long at = startMs + (long) ((i + random.nextDouble()) * spanMs / files);
            log.line(at, account, connection, act).on(site, from + i).write();
        }
    }
}
