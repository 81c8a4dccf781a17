package io.auditsphere.app.generate;

import io.auditsphere.schemas.AnomalyType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Chooses the attacks of each day: the categories in turn, victims among those whose turn it is in the week, so that
 * nobody is attacked twice within seven days and an evaluation can tell what an alert belongs to.
 */
final class Attacks {

    /** The categories in the order in which they take turns. */
    private static final AnomalyType[] CATEGORIES = {
        AnomalyType.BULK_OPERATION,
        AnomalyType.SUSPICIOUS_LOCATION,
        AnomalyType.SENSITIVE_OPERATION,
        AnomalyType.UNUSUAL_TIMING,
        AnomalyType.EXTERNAL_ACCESS,
        AnomalyType.UNUSUAL_VOLUME,
        AnomalyType.AUTHENTICATION_FAILURE
    };

    /** An attack that was played into a log of its own. */
    record Played(
            String id,
            int number,
            AnomalyType category,
            String variant,
            Stealth stealth,
            DayLog log,
            boolean demonstration) {}

    private final Organisation organisation;
    private final AttackPlan plan;
    private final long fromMs;
    private final long toMs;

    Attacks(Organisation organisation, AttackPlan plan, long fromMs, long toMs) {
        this.organisation = organisation;
        this.plan = plan;
        this.fromMs = fromMs;
        this.toMs = toMs;
    }

    /** The attacks of the local day that begin in the span. */
    List<Played> on(long day, List<Person> staff) {
        List<Played> played = new ArrayList<>();
        Set<Long> victims = new HashSet<>();
        long seed = organisation.settings().seed();
        SplittableRandom random = Draws.of(seed, Draws.Purpose.ATTACKS, 0, day);
        int count = (int) Math.floor(plan.perDay() + random.nextDouble());
        int turn = (int) Math.floorMod((long) (day * plan.perDay()), (long) CATEGORIES.length);
        for (int i = 0; i < count; i++) {
            AnomalyType category = CATEGORIES[(turn + i) % CATEGORIES.length];
            SplittableRandom own = Draws.of(seed, Draws.Purpose.ATTACKS, i + 1, day);
            Played attack = play("A-" + day + "-" + i, i, category, day, staff, victims, own);
            if (attack != null && beginsInSpan(attack)) {
                played.add(attack);
            }
        }
        demonstrate(day, staff, played);
        return played;
    }

    private boolean beginsInSpan(Played attack) {
        long first = attack.log().entries().stream()
                .mapToLong(entry -> entry.event().creationTimeMs())
                .min()
                .orElse(Long.MIN_VALUE);
        return first >= fromMs && first < toMs;
    }

    private Played play(
            String id,
            int number,
            AnomalyType category,
            long day,
            List<Person> staff,
            Set<Long> victims,
            SplittableRandom random) {
        Stealth stealth = Stealth.draw(random.nextDouble());
        DayLog log = new DayLog(random.split());
        if (category == AnomalyType.UNUSUAL_VOLUME && random.nextDouble() < 0.2) {
            String provider = programOf(day);
            if (provider != null && victims.add(-1L)) {
                String variant = VolumeAttacks.crawl(organisation, provider, day, stealth, log, random);
                return new Played(id, number, category, variant, stealth, log, false);
            }
        }
        Person victim = victim(category, day, staff, victims, random);
        if (victim == null) {
            return null;
        }
        Account account = victim.accounts().get(random.nextInt(victim.accounts().size()));
        Stage stage = new Stage(organisation, victim, account, day, stealth, log, random);
        String variant = switch (category) {
            case UNUSUAL_TIMING -> TimingAttacks.play(stage);
            case BULK_OPERATION -> BulkAttacks.play(stage);
            case EXTERNAL_ACCESS -> ExternalAttacks.play(stage);
            case SUSPICIOUS_LOCATION -> LocationAttacks.play(stage);
            case SENSITIVE_OPERATION -> SensitiveAttacks.play(stage);
            case UNUSUAL_VOLUME -> VolumeAttacks.play(stage);
            case AUTHENTICATION_FAILURE -> PasswordAttacks.play(stage, sprayed(day, staff, random));
        };
        return new Played(id, number, category, variant, stealth, log, false);
    }

    /** Whose passwords are tried beside a victim's: people whose turns are days away, in an order that is drawn. */
    private static List<Person> sprayed(long day, List<Person> staff, SplittableRandom random) {
        List<Person> others = new ArrayList<>();
        for (Person person : staff) {
            long turn = Math.floorMod(day - person.number(), (long) AttackPlan.VICTIM_CYCLE_DAYS);
            if (turn == 2 || turn == 3 || turn == 4) {
                others.add(others.isEmpty() ? 0 : random.nextInt(others.size() + 1), person);
            }
        }
        return others;
    }

    /** One provider's programs may be attacked on each of four days of the week. */
    private String programOf(long day) {
        List<String> providers = organisation.settings().providers();
        int turn = (int) Math.floorMod(day, (long) AttackPlan.VICTIM_CYCLE_DAYS);
        return turn < providers.size() ? providers.get(turn) : null;
    }

    private Person victim(
            AnomalyType category, long day, List<Person> staff, Set<Long> victims, SplittableRandom random) {
        if (category == AnomalyType.EXTERNAL_ACCESS && random.nextDouble() < 0.4) {
            Person guest = choose(organisation.guests(), day, victims, random, person -> true);
            if (guest != null) {
                return guest;
            }
        }
        if (category == AnomalyType.SENSITIVE_OPERATION && random.nextDouble() < 0.35) {
            Person administrator = choose(staff, day, victims, random, person -> person.role() == Role.IT_ADMIN);
            if (administrator != null) {
                return administrator;
            }
        }
        return choose(staff, day, victims, random, person -> true);
    }

    private static Person choose(
            List<Person> from, long day, Set<Long> victims, SplittableRandom random, Predicate<Person> fit) {
        long turn = Math.floorMod(day, (long) AttackPlan.VICTIM_CYCLE_DAYS);
        List<Person> candidates = new ArrayList<>();
        for (Person person : from) {
            boolean hisTurn = person.number() % AttackPlan.VICTIM_CYCLE_DAYS == turn;
            if (hisTurn && !victims.contains(person.number()) && fit.test(person)) {
                candidates.add(person);
            }
        }
        if (candidates.isEmpty()) {
            return null;
        }
        Person chosen = candidates.get(random.nextInt(candidates.size()));
        victims.add(chosen.number());
        return chosen;
    }

    /** Plain attacks for somebody who watches, at the very instant, on people who have been there for long. */
    private void demonstrate(long day, List<Person> staff, List<Played> played) {
        for (int i = 0; i < plan.demonstrations().size(); i++) {
            Instant at = plan.demonstrations().get(i);
            long startMs = at.toEpochMilli();
            boolean inSpan = startMs >= fromMs && startMs < toMs;
            if (inSpan && Math.floorDiv(startMs, LocalDay.DAY_MS) == day) {
                played.add(demonstration(i, startMs, day, staff));
            }
        }
    }

    private Played demonstration(int number, long startMs, long day, List<Person> staff) {
        SplittableRandom random =
                Draws.of(organisation.settings().seed(), Draws.Purpose.DEMONSTRATION, number, startMs);
        List<Person> established = staff.stream()
                .filter(person -> person.employed().equals(Person.Employment.FOR_EVER) && !person.worksAtNight())
                .toList();
        Person victim = established.get(random.nextInt(established.size()));
        Account account = victim.accounts().get(random.nextInt(victim.accounts().size()));
        DayLog log = new DayLog(random.split());
        Stage stage = new Stage(organisation, victim, account, day, Stealth.LOUD, log, random);
        AnomalyType category;
        String variant;
        switch (number % 4) {
            case 0 -> {
                category = AnomalyType.BULK_OPERATION;
                variant = BulkAttacks.download(stage, startMs);
            }
            case 1 -> {
                category = AnomalyType.SUSPICIOUS_LOCATION;
                variant = LocationAttacks.enter(stage, startMs, false);
            }
            case 2 -> {
                category = AnomalyType.SENSITIVE_OPERATION;
                variant = SensitiveAttacks.openDoor(stage, startMs);
            }
            default -> {
                category = AnomalyType.EXTERNAL_ACCESS;
                variant = ExternalAttacks.shareAway(stage, startMs);
            }
        }
        String id = "D-" + startMs / 1000 + "-" + number;
        return new Played(id, 1_000_000 + number, category, variant, Stealth.LOUD, log, true);
    }
}
