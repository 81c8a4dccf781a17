package io.auditsphere.app.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Who works when. Most seats are held by one person for ever; one seat in twenty changes hands every ten weeks or so
 * (somebody leaves, the seat is empty for some days, a new hire comes), at a phase of its own. All of it is a function
 * of the seed and the day, so that any span of time can be asked for on its own. Immutable.
 */
final class Organisation {

    private static final long GUESTS_FROM = 1_000_000;
    private static final long SUCCESSORS_FROM = 10_000;
    private static final int EMPTY_DAYS = 8;

    private final GeneratorSettings settings;
    private final Sites sites;
    private final Hiring hiring;
    private final List<Person> permanent = new ArrayList<>();
    private final List<Person> guests = new ArrayList<>();
    private final int changingSeats;

    Organisation(GeneratorSettings settings) {
        this.settings = settings;
        this.sites = new Sites(settings.seed(), settings.providers());
        this.hiring = new Hiring(settings, sites);
        this.changingSeats = Math.max(1, settings.users() / 20);
        int administrators = Math.max(2, (int) Math.round(settings.users() * Role.IT_ADMIN.staffShare()));
        for (int seat = 0; seat < settings.users() - changingSeats; seat++) {
            Role role = seat < administrators ? Role.IT_ADMIN : null;
            permanent.add(hiring.hire(seat, role, Person.Employment.FOR_EVER));
        }
        int guestCount = Math.max(2, settings.users() * 8 / 100);
        for (int i = 0; i < guestCount; i++) {
            guests.add(hiring.invite(GUESTS_FROM + i));
        }
    }

    GeneratorSettings settings() {
        return settings;
    }

    Sites sites() {
        return sites;
    }

    List<Person> guests() {
        return guests;
    }

    /** Everybody employed on the day, in a fixed order; guests not among them. */
    List<Person> staffOn(long day) {
        List<Person> staff = new ArrayList<>(permanent);
        for (int seat = 0; seat < changingSeats; seat++) {
            Person holder = holder(seat, day);
            if (holder.employed().covers(day)) {
                staff.add(holder);
            }
        }
        return staff;
    }

    private Person holder(int seat, long day) {
        SplittableRandom random = Draws.of(settings.seed(), Draws.Purpose.TEAM, seat, 0);
        int tenure = 50 + random.nextInt(60);
        long shifted = day + random.nextInt(tenure);
        long generation = Math.floorDiv(shifted, (long) tenure);
        long first = day - Math.floorMod(shifted, (long) tenure);
        return hiring.hire(
                SUCCESSORS_FROM + generation * 1_000 + seat,
                null,
                new Person.Employment(first + EMPTY_DAYS, first + tenure - 1));
    }
}
