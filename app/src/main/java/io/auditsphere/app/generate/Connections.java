package io.auditsphere.app.generate;

import io.auditsphere.app.generate.Network.Kind;
import java.util.SplittableRandom;

/**
 * The connections that somebody uses on one day. The share of events from networks that are new to their user (some five
 * in a hundred) comes about as it does in life: home connections get another address every few weeks, phones hop
 * between a carrier's networks, people sit in cafes and at customers', travel, and take up work.
 */
final class Connections {

    private static final int CARRIER_NETWORKS = 40;
    private static final int USUAL_CARRIER_NETWORKS = 3;
    private static final int CAFES = 500;

    private final long seed;
    private final Person person;
    private final long day;
    private final Whereabouts where;
    private final SplittableRandom random;
    private final OddHabit workHabit;
    private final Connection work;
    private final Connection evening;
    private final Connection phone;
    private final OddHabit eveningHabit;

    Connections(long seed, Person person, long day, Whereabouts where, SplittableRandom random) {
        this.seed = seed;
        this.person = person;
        this.day = day;
        this.where = where;
        this.random = random;
        Device laptop = Device.laptop(seed, person, day);
        boolean atHomeBase = where.place().equals(person.home());
        Network home = atHomeBase ? home() : lodging();
        boolean office = atHomeBase
                && where.state() == Whereabouts.State.WORKING_DAY
                && random.nextDouble() < person.officeShare();
        boolean cafe = !office && random.nextDouble() < 0.04;
        boolean vpn = !office && !cafe && random.nextDouble() < (person.vpn() ? 0.6 : 0.015);
        Network network = office ? office(person.home()) : cafe ? cafe() : vpn ? vpnExit() : daytime(home, atHomeBase);
        this.workHabit = cafe ? OddHabit.VISITED_NETWORK : vpn ? OddHabit.VPN_EGRESS : null;
        this.work = connection(network, laptop);
        boolean hidden = atHomeBase && hides();
        this.eveningHabit = hidden ? OddHabit.PRIVATE_VPN : null;
        this.evening = connection(hidden ? privateVpn() : home, laptop);
        this.phone = connection(mobile(), Device.phone(seed, person, day));
    }

    /** The laptop during working hours. */
    Connection work() {
        return work;
    }

    /** What is odd, though normal, about {@link #work}; null if nothing is. */
    OddHabit workHabit() {
        return workHabit;
    }

    /** The laptop early and late. */
    Connection evening() {
        return evening;
    }

    /** The same about {@link #evening}. */
    OddHabit eveningHabit() {
        return eveningHabit;
    }

    /** The phone: on the carrier's network, or on that of the home. */
    Connection phone() {
        return phone;
    }

    private Connection connection(Network network, Device device) {
        return Connection.of(network, (int) (person.number() * 31), device, day, random);
    }

    /** On a trip to a city with an office, that office; else a customer's network. */
    private Network daytime(Network home, boolean atHomeBase) {
        if (atHomeBase || where.state() == Whereabouts.State.LEAVE || random.nextDouble() < 0.3) {
            return home;
        }
        return Place.OFFICES.contains(where.place()) ? office(where.place()) : cafe();
    }

    private Network office(Place place) {
        if (person.isGuest()) {
            return Network.of(seed, Kind.VISITED, 10_000 + person.number() % 8, place);
        }
        long usual = person.number() % 2;
        return Network.of(seed, Kind.OFFICE, random.nextDouble() < 0.1 ? 1 - usual : usual, place);
    }

    private Network home() {
        int life = 15 + (int) Math.floorMod(person.number() * 13, 35L);
        long lease = Math.floorDiv(day + person.number() * 5, (long) life);
        if (person.number() % 4 == 3) {
            // A /48 of IPv6 is kept, and only the address in it changes.
            return Network.ofHomeV6(seed, person.number(), person.home());
        }
        return Network.of(seed, Kind.HOME, person.number() * 1_000 + lease, person.home());
    }

    private Network lodging() {
        return Network.of(seed, Kind.VISITED, person.number() * 100 + Math.floorDiv(day, 9L), where.place());
    }

    private Network cafe() {
        return Network.of(seed, Kind.VISITED, -1L - random.nextInt(CAFES), where.place());
    }

    private Network vpnExit() {
        return Network.of(seed, Kind.VPN, 0, Place.VPN_EXITS.get((int) (person.number() % Place.VPN_EXITS.size())));
    }

    /** One in thirty has a commercial VPN and leaves it on in the evening; of all others it is one evening in three thousand. */
    private boolean hides() {
        boolean subscriber = Draws.share(seed, Draws.Purpose.PRIVATE_VPN, person.number(), 0) < 0.033;
        return Draws.share(seed, Draws.Purpose.PRIVATE_VPN, person.number(), day) < (subscriber ? 0.9 : 0.000_3);
    }

    private Network privateVpn() {
        Place exit = Place.ABROAD.get((int) Math.floorMod(person.number(), (long) Place.ABROAD.size()));
        return Network.of(seed, Kind.PRIVATE_VPN, Math.floorMod(person.number(), 3L), exit);
    }

    /** Roaming phones still come out at their own carrier. */
    private Network mobile() {
        boolean unusual = random.nextDouble() < 0.08;
        int number = random.nextInt(unusual ? CARRIER_NETWORKS : USUAL_CARRIER_NETWORKS);
        return Network.of(seed, Kind.MOBILE, (person.number() * 7 + number) % CARRIER_NETWORKS, person.home());
    }
}
