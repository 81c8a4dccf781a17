package io.auditsphere.app.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That generated life is a function of seed and day. */
class EventGeneratorTest {

    private static final Instant START = Instant.parse("2026-10-05T07:30:00Z");
    private static final GeneratorSettings SMALL = GeneratorSettings.defaults().withUsers(60);

    private static List<Arrival> arrivals(GeneratorSettings settings, Instant from, Instant to, AttackPlan plan) {
        List<Arrival> arrivals = new ArrayList<>();
        new EventGenerator(settings).arrivals(from, to, plan).forEachRemaining(arrivals::add);
        return arrivals;
    }

    @Test
    void repeatsItselfForTheSameSeedAndDiffersForAnother() {
        Instant end = START.plus(Duration.ofDays(3));
        List<Arrival> once = arrivals(SMALL, START, end, AttackPlan.perDay(6));
        assertThat(arrivals(SMALL, START, end, AttackPlan.perDay(6))).isEqualTo(once);
        assertThat(arrivals(SMALL.withSeed(2), START, end, AttackPlan.perDay(6)))
                .doesNotContainAnyElementsOf(once.subList(0, 500));
    }

    @Test
    void joinsSpansThatMeetWithoutGapOrRepetition() {
        Instant middle = START.plus(Duration.ofHours(31));
        Instant end = START.plus(Duration.ofDays(4));
        List<Arrival> joined = new ArrayList<>(arrivals(SMALL, START, middle, AttackPlan.none()));
        joined.addAll(arrivals(SMALL, middle, end, AttackPlan.none()));
        assertThat(joined).isEqualTo(arrivals(SMALL, START, end, AttackPlan.none()));
    }

    @Test
    void leavesNormalLifeAsItIsWhateverIsPlanted() {
        Instant end = START.plus(Duration.ofDays(4));
        List<TruthRecord> truths = new ArrayList<>();
        List<Arrival> attacked = new ArrayList<>();
        new EventGenerator(SMALL)
                .arrivals(START, end, AttackPlan.perDay(6), truths::add)
                .forEachRemaining(attacked::add);
        Set<String> planted = truths.stream()
                .filter(truth -> truth.kind() == TruthRecord.Kind.ATTACK)
                .flatMap(truth -> truth.eventIds().stream().map(id -> truth.provider() + id))
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(planted).isNotEmpty();
        attacked.removeIf(arrival ->
                planted.contains(arrival.event().provider() + arrival.event().eventId()));
        assertThat(attacked).isEqualTo(arrivals(SMALL, START, end, AttackPlan.none()));
    }

    @Test
    void goesOnWithoutEnd() {
        Iterator<Arrival> life = new EventGenerator(SMALL).arrivals(START, Instant.MAX, AttackPlan.perDay(2));
        Instant last = START;
        for (int i = 0; i < 20_000; i++) {
            Instant arrival = life.next().arrival();
            assertThat(arrival).isAfterOrEqualTo(last);
            last = arrival;
        }
    }

    @Test
    void beginsADemonstrationAtTheInstantAsked() {
        Instant at = START.plus(Duration.ofMinutes(10));
        for (long seed = 1; seed <= 5; seed++) {
            List<TruthRecord> truths = new ArrayList<>();
            new EventGenerator(SMALL.withSeed(seed))
                    .arrivals(
                            START,
                            START.plus(Duration.ofHours(2)),
                            AttackPlan.none().withDemonstrationAt(at),
                            truths::add)
                    .forEachRemaining(arrival -> {});
            assertThat(truths)
                    .filteredOn(truth -> truth.kind() == TruthRecord.Kind.ATTACK)
                    .singleElement()
                    .satisfies(attack -> {
                        assertThat(attack.category()).isEqualTo(AnomalyType.BULK_OPERATION);
                        assertThat(attack.start()).isBetween(at.minusSeconds(1), at.plusSeconds(20));
                        assertThat(attack.eventIds()).hasSizeGreaterThan(100);
                    });
        }
    }

    @Test
    void hiresAndLosesPeopleAsMonthsPass() {
        Organisation organisation = new Organisation(SMALL);
        long day = 20_700;
        Set<Long> now = numbers(organisation, day);
        Set<Long> later = numbers(organisation, day + 120);
        assertThat(now).hasSizeBetween(55, 60);
        Set<Long> stayed = new HashSet<>(now);
        stayed.retainAll(later);
        assertThat(stayed).as("people who stayed four months").hasSizeBetween(50, 58);
        assertThat(later).as("new hires").anyMatch(number -> !now.contains(number));
    }

    private static Set<Long> numbers(Organisation organisation, long day) {
        return organisation.staffOn(day).stream().map(Person::number).collect(Collectors.toSet());
    }

    @Test
    void usesAddressesThatAreRoutedAndNamesThatAreReserved() {
        for (Arrival arrival : arrivals(SMALL, START, START.plus(Duration.ofDays(2)), AttackPlan.perDay(6))) {
            AuditEvent event = arrival.event();
            assertThat(event.clientIp())
                    .matches("[0-9a-f:.]+")
                    .doesNotStartWith("10.")
                    .doesNotStartWith("192.168.");
            if (event.userId().contains("@")) {
                assertThat(event.userId()).endsWith(".example");
            }
        }
    }

    @Test
    void refusesWhatItCannotBe() {
        assertThatThrownBy(() -> SMALL.withUsers(3)).hasMessageContaining("users is 3");
        assertThatThrownBy(() -> new GeneratorSettings(1, 300, List.of("slack")))
                .hasMessageContaining("slack");
        assertThatThrownBy(() -> AttackPlan.perDay(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new EventGenerator(SMALL).arrivals(START, START, AttackPlan.none()))
                .hasMessageContaining("empty");
    }
}
