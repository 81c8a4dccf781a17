package io.auditsphere.app.generate;

import io.auditsphere.app.generate.Network.Kind;
import java.util.SplittableRandom;

/**
 * Everything that the script of an attack needs: the victim on his day, his own connections (what runs on his machine
 * or through it), and those of intruders.
 */
final class Stage {

    /** The host number of an office's common exit. */
    private static final int OFFICE_EXIT = 1;

    private final Organisation organisation;
    private final Person person;
    private final Account account;
    private final LocalDay day;
    private final Whereabouts where;
    private final Stealth stealth;
    private final DayLog log;
    private final SplittableRandom random;
    private final Worker worker;
    private final Connections own;

    Stage(
            Organisation organisation,
            Person person,
            Account account,
            long epochDay,
            Stealth stealth,
            DayLog log,
            SplittableRandom random) {
        long seed = organisation.settings().seed();
        this.organisation = organisation;
        this.person = person;
        this.account = account;
        this.stealth = stealth;
        this.log = log;
        this.random = random;
        this.where = Whereabouts.of(seed, person, epochDay);
        this.day = LocalDay.of(epochDay, where.place().zone());
        this.worker = new Worker(person, organisation, log, random);
        // The connections of the victim's own day, drawn from the same sequence as that day draws them.
        SplittableRandom ownDay = Draws.of(seed, Draws.Purpose.PERSON_DAY, person.number(), epochDay);
        this.own = new Connections(seed, person, epochDay, where, ownDay);
    }

    Person person() {
        return person;
    }

    Account account() {
        return account;
    }

    Whereabouts where() {
        return where;
    }

    Stealth stealth() {
        return stealth;
    }

    DayLog log() {
        return log;
    }

    SplittableRandom random() {
        return random;
    }

    Worker worker() {
        return worker;
    }

    Connections own() {
        return own;
    }

    Organisation organisation() {
        return organisation;
    }

    LocalDay day() {
        return day;
    }

    /** A number around the choice for the level of stealth, a third more or less. */
    int about(double loud, double moderate, double stealthy) {
        return (int)
                Math.max(1, Math.round(stealth.of(loud, moderate, stealthy) * (0.67 + 0.66 * random.nextDouble())));
    }

    /** Some time in the victim's working hours that leaves {@code hours} of them. */
    long workTime(double hours) {
        double room = Math.max(0.5, person.workHours() - hours);
        return day.at(person.startHour() + room * random.nextDouble());
    }

    /** A machine of the intruder's on rented infrastructure in a country that is not the victim's. */
    Connection abroad() {
        Place place;
        do {
            place = Place.INTRUDERS.get(random.nextInt(Place.INTRUDERS.size()));
        } while (place.country().equals(where.place().country()));
        return strange(Kind.INTRUDER, place);
    }

    /** A resold home connection in the victim's own city, as proxy sellers offer them by city. */
    Connection nearby() {
        return strange(Kind.RESOLD, where.place());
    }

    /** A machine in the office of the victim's city, behind the address of all who sit there. */
    Connection atTheOffice() {
        Network office = Network.of(organisation.settings().seed(), Kind.OFFICE, person.number() % 2, person.home());
        return Connection.of(office, OFFICE_EXIT, Device.foreign(random), day.epochDay(), random);
    }

    private Connection strange(Kind kind, Place place) {
        Network network = Network.of(organisation.settings().seed(), kind, random.nextInt(1 << 20), place);
        return Connection.of(network, random.nextInt(250), Device.foreign(random), day.epochDay(), random);
    }

    /** A site that the victim has nothing to do with. */
    Site strangeSite() {
        var sites = organisation.sites().at(account.provider());
        Site site = sites.get(random.nextInt(sites.size()));
        for (int i = 0; i < 20 && account.sites().contains(site); i++) {
            site = sites.get(random.nextInt(sites.size()));
        }
        return site;
    }

    boolean has(Act act) {
        return Vocabulary.has(account.provider(), act);
    }
}
