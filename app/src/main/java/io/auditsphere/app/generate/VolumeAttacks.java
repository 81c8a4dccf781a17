package io.auditsphere.app.generate;

import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Far more than usual, but never many files in a few minutes. Modelled on exfiltration that is paced to stay under
 * limits of requests (some files a minute, all day long), on the discovery that follows an intrusion (dozens of sites
 * looked into), and on stolen keys of applications that crawl through their interface. The stealthy form takes two to
 * three times what its victim does on a usual day.
 */
final class VolumeAttacks {

    private VolumeAttacks() {}

    static String play(Stage stage) {
        return stage.random().nextDouble() < 0.65 ? slowCopy(stage) : tour(stage, stage.workTime(3));
    }

    private static String slowCopy(Stage stage) {
        Person person = stage.person();
        double usual = person.isGuest()
                ? 12 * person.level()
                : person.role().eventsADay()
                        * person.level()
                        * Math.sqrt(person.accounts().size());
        int acts = (int) Math.min(1_500, Math.max(30, usual * stage.stealth().of(8, 4.5, 2.5)));
        double hours = Math.max(stage.stealth().of(5, 6.5, 7.5), acts / 220.0);
        long start = stage.day().at(person.startHour() + 0.3);
        Site site = stage.account().sites().get(0);
        for (int i = 0; i < acts; i++) {
            long at = start + (long) ((i + stage.random().nextDouble()) * hours * LocalDay.HOUR_MS / acts);
            if (i % 40 == 39) {
                site = stage.worker().site(stage.account());
            }
            Act act = stage.random().nextDouble() < 0.5 ? Act.DOWNLOAD : Act.OPEN;
            stage.worker()
                    .act(
                            stage.account(),
                            stage.own().work(),
                            at,
                            act,
                            site,
                            stage.random().nextInt(site.files()));
        }
        return "copied slowly, all day";
    }

    static String tour(Stage stage, long startMs) {
        List<Site> all = stage.organisation().sites().at(stage.account().provider());
        int sites = Math.min(all.size(), stage.about(34, 20, 11));
        int offset = stage.random().nextInt(all.size());
        long at = startMs;
        for (int i = 0; i < sites; i++) {
            Site site = all.get((offset + i) % all.size());
            int looks = 1 + stage.random().nextInt(4);
            for (int k = 0; k < looks; k++) {
                Act act = stage.has(Act.VISIT_PAGE) && k == 0 ? Act.VISIT_PAGE : Act.OPEN;
                stage.worker()
                        .act(
                                stage.account(),
                                stage.own().work(),
                                at,
                                act,
                                site,
                                stage.random().nextInt(site.files()));
                at += 5_000 + (long) (stage.random().nextExponential() * 60_000);
            }
            at += (long) (stage.random().nextExponential() * stage.stealth().of(60_000, 200_000, 700_000));
        }
        return "tour of the sites";
    }

    /** A program's stolen key: its account does several times what it ever does, for some hours. */
    static String crawl(
            Organisation organisation,
            String provider,
            long day,
            Stealth stealth,
            DayLog log,
            SplittableRandom random) {
        Account account = ServiceDay.account(organisation, provider, "connector");
        assert account.type() == UserType.SERVICE;
        Connection connection = ServiceDay.connection(organisation.settings().seed(), account, random);
        int events = (int) (stealth.of(900, 450, 200) * (0.7 + 0.6 * random.nextDouble()));
        double startHour = 20 * random.nextDouble();
        for (int i = 0; i < events; i++) {
            long at = day * LocalDay.DAY_MS
                    + (long) ((startHour + 3.0 * (i + random.nextDouble()) / events) * LocalDay.HOUR_MS);
            Site site = account.sites().get(random.nextInt(account.sites().size()));
            log.line(at, account, connection, random.nextDouble() < 0.7 ? Act.OPEN : Act.EDIT)
                    .on(site, random.nextInt(site.files()))
                    .write();
        }
        return "program's key crawls";
    }
}
