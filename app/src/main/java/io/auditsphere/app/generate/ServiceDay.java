package io.auditsphere.app.generate;

import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What programs do at one provider on one (UTC) day: a backup by night that reads everything once a week and what has
 * changed otherwise, a connector that writes every twenty minutes, a scanner that reads every hour, a report in the
 * morning, and deployments, whose account is made anew every nine days. Together about a third of all events, as
 * integrations make up in real tenants.
 */
final class ServiceDay {

    private static final int DEPLOYMENT_LIFE_DAYS = 9;
    private static final Place BACKUP_SITE = Place.VPN_EXITS.get(0);

    private final Organisation organisation;
    private final String provider;
    private final long day;
    private final DayLog log;
    private final SplittableRandom random;

    private ServiceDay(Organisation organisation, String provider, long day, DayLog log) {
        this.organisation = organisation;
        this.provider = provider;
        this.day = day;
        this.log = log;
        this.random = Draws.of(organisation.settings().seed(), Draws.Purpose.SERVICE_DAY, provider.hashCode(), day);
    }

    static void play(Organisation organisation, String provider, long day, DayLog log) {
        new ServiceDay(organisation, provider, day, log).play();
    }

    private void play() {
        boolean full = Math.floorMod(day, 7L) == 3; // epoch day 3 was a Sunday
        boolean weekend = full || Math.floorMod(day, 7L) == 2;
        double hours = full ? 5.0 : 2.0;
        run("backup", 17.5, hours, (int) Draws.lognormal(random, full ? 800 : 320, 0.12), Act.DOWNLOAD);
        for (int slot = 0; slot < 72; slot++) {
            run("connector", slot / 3.0, 0.05, Draws.poisson(random, weekend ? 1.5 : 3.5), Act.EDIT);
        }
        for (int hour = 0; hour < 24; hour++) {
            run("scanner", hour + 0.1, 0.4, 4 + Draws.poisson(random, 6), Act.OPEN);
        }
        if (!weekend) {
            run("reports", 22.2, 0.2, 25 + random.nextInt(6), Act.UPLOAD);
            long generation = Math.floorDiv(day + provider.length(), (long) DEPLOYMENT_LIFE_DAYS);
            boolean young = Math.floorMod(day + provider.length(), (long) DEPLOYMENT_LIFE_DAYS) < 3;
            OddHabit before = log.mark(young ? OddHabit.SERVICE_CHURN : null);
            for (int i = 0; i < 3; i++) {
                run("deploy-" + generation, 3 + 14 * random.nextDouble(), 0.1, 5 + random.nextInt(10), Act.UPLOAD);
            }
            log.mark(before);
        }
    }

    private void run(String name, double hour, double spanHours, int events, Act act) {
        Account account = account(organisation, provider, name);
        Connection connection = connection(organisation.settings().seed(), account, random);
        for (int i = 0; i < events; i++) {
            long at = day * LocalDay.DAY_MS
                    + (long) ((hour + spanHours * (i + random.nextDouble()) / events) * LocalDay.HOUR_MS);
            List<Site> sites = account.sites();
            Site site = sites.get(random.nextInt(sites.size()));
            log.line(at, account, connection, act)
                    .on(site, random.nextInt(site.files()))
                    .write();
        }
    }

    /** The account of a program, by the form that the provider gives such names. */
    static Account account(Organisation organisation, String provider, String name) {
        String id = switch (provider) {
            case Vocabulary.MICROSOFT -> "app-" + name + "@" + Names.OWN_DOMAIN;
            case Vocabulary.GOOGLE -> name + "@aldermoor.gserviceaccount.example";
            case Vocabulary.BOX -> "automationuser_" + name + "@boxdevedition.example";
            default -> "app-" + name;
        };
        List<Site> sites = organisation.sites().at(provider);
        boolean narrow = name.startsWith("deploy") || name.equals("reports");
        return new Account(provider, id, UserType.SERVICE, 1.0, narrow ? sites.subList(0, 3) : sites);
    }

    /** Programs run in a data centre, from an address or two. */
    static Connection connection(long seed, Account account, SplittableRandom random) {
        Network network =
                Network.of(seed, Network.Kind.DATACENTRE, account.userId().hashCode() % 7, BACKUP_SITE);
        String agent = account.userId().substring(0, 5) + "-client/2.4";
        return new Connection(network, network.address(10 + random.nextInt(2), random), agent, null);
    }
}
