package io.auditsphere.app.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a generated month promises, checked on one at the default size. */
class GeneratedMonthTest {

    private static final Instant FROM = Instant.parse("2026-09-07T00:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofDays(31));

    private static final List<Arrival> ARRIVALS = new ArrayList<>();
    private static final List<TruthRecord> TRUTHS = new ArrayList<>();

    @BeforeAll
    static void generate() {
        Iterator<Arrival> arrivals = new EventGenerator(
                        GeneratorSettings.defaults().withSeed(21))
                .arrivals(FROM, TO, AttackPlan.perDay(7), TRUTHS::add);
        arrivals.forEachRemaining(ARRIVALS::add);
    }

    private static List<AuditEvent> firstDeliveries() {
        return ARRIVALS.stream()
                .filter(arrival -> !arrival.duplicate())
                .map(Arrival::event)
                .toList();
    }

    @Test
    void staysSmallEnoughToBeLearntWithinAMinute() {
        assertThat(ARRIVALS).hasSizeBetween(250_000, 500_000);
        Map<String, Long> byProvider =
                firstDeliveries().stream().collect(Collectors.groupingBy(AuditEvent::provider, Collectors.counting()));
        assertThat(byProvider).containsOnlyKeys(GeneratorSettings.PROVIDERS);
        assertThat(byProvider.values()).as("a few thousand a day").allMatch(count -> count / 31 > 1_500);
    }

    @Test
    void arrivesInOrderAndNoLaterThanNinetyMinutes() {
        Instant last = FROM;
        long late = 0;
        for (Arrival arrival : ARRIVALS) {
            assertThat(arrival.arrival()).isBetween(last, TO);
            last = arrival.arrival();
            Duration delay = Duration.between(arrival.event().creationTime(), arrival.arrival());
            if (!arrival.duplicate()) {
                // A second on top: three of the providers log whole seconds, cut off.
                assertThat(delay)
                        .isBetween(Duration.ZERO, Duration.ofMinutes(90).plusSeconds(1));
                late += delay.toMinutes() >= 15 ? 1 : 0;
            }
        }
        assertThat((double) late / ARRIVALS.size())
                .as("share that is over 15 minutes late")
                .isBetween(0.01, 0.10);
    }

    @Test
    void deliversFourInAHundredAgainSomeOfThemDaysLater() {
        Map<String, Arrival> first = new HashMap<>();
        long duplicates = 0;
        long muchLater = 0;
        for (Arrival arrival : ARRIVALS) {
            String id = arrival.event().provider() + "|" + arrival.event().eventId();
            if (arrival.duplicate()) {
                duplicates++;
                Arrival original = first.get(id);
                if (original != null) {
                    assertThat(arrival.event()).isEqualTo(original.event());
                    muchLater += Duration.between(original.arrival(), arrival.arrival())
                                            .toHours()
                                    >= 12
                            ? 1
                            : 0;
                }
            } else {
                assertThat(first.put(id, arrival)).as("first delivery of " + id).isNull();
            }
        }
        // Three standard deviations of a binomial share of 0.04 over 400,000 events are 0.001.
        assertThat((double) duplicates / first.size()).isBetween(0.038, 0.042);
        assertThat(muchLater).as("redeliveries after half a day or more").isGreaterThan(100);
    }

    @Test
    void bringsAtLeastThreeInAHundredEventsFromNetworksNewToTheirUser() {
        Map<String, Instant> firstUse = new HashMap<>();
        Instant settled = FROM.plus(Duration.ofDays(14));
        long events = 0;
        long fromNew = 0;
        for (AuditEvent event : firstDeliveries()) {
            if (event.userType() == UserType.SERVICE) {
                continue;
            }
            Instant first = firstUse.computeIfAbsent(
                    event.userKey() + " " + network(event.clientIp()), key -> event.creationTime());
            if (event.creationTime().isAfter(settled)) {
                events++;
                fromNew += event.creationTime().isBefore(first.plus(Duration.ofHours(24))) ? 1 : 0;
            }
        }
        assertThat((double) fromNew / events)
                .as("share of people's events from a network first used under 24 hours ago")
                .isBetween(0.03, 0.15);
    }

    private static String network(String address) {
        return address.contains(":")
                ? String.join(":", Arrays.asList(address.split(":")).subList(0, 3))
                : address.substring(0, address.lastIndexOf('.'));
    }

    @Test
    void holdsEveryHabitThatLooksOddAndIsNormal() {
        Map<String, Long> habits = TRUTHS.stream()
                .filter(truth -> truth.kind() == TruthRecord.Kind.ODD_BUT_NORMAL)
                .collect(Collectors.groupingBy(TruthRecord::variant, TreeMap::new, Collectors.counting()));
        assertThat(habits.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(OddHabit.values()).map(OddHabit::wireName).toList());
        List<TruthRecord> exports = TRUTHS.stream()
                .filter(truth -> truth.variant().equals(OddHabit.WEEKLY_EXPORT.wireName()))
                .toList();
        assertThat(exports)
                .allMatch(export ->
                        export.start().atZone(ZoneId.of("UTC")).getDayOfWeek().getValue() >= 4);
        assertThat(exports.stream().map(truth -> truth.eventIds().size()).filter(size -> size == 120))
                .as("weekly exports of 120 files")
                .hasSizeGreaterThan(20);
    }

    @Test
    void plantsEveryCategoryAsOftenAndTellsNothingInTheEvents() {
        List<TruthRecord> attacks = TRUTHS.stream()
                .filter(truth -> truth.kind() == TruthRecord.Kind.ATTACK)
                .toList();
        Map<AnomalyType, Long> categories =
                attacks.stream().collect(Collectors.groupingBy(TruthRecord::category, Collectors.counting()));
        // One a day and category, less the few that no victim was free for or that began before the span.
        assertThat(categories)
                .hasSize(7)
                .allSatisfy((category, count) ->
                        assertThat(count).as(category.wireName()).isBetween(27L, 33L));
        Map<String, AuditEvent> events = firstDeliveries().stream()
                .collect(Collectors.toMap(event -> event.provider() + event.eventId(), event -> event));
        Set<String> ofAttacks = new HashSet<>();
        for (TruthRecord attack : attacks) {
            for (String id : attack.eventIds()) {
                AuditEvent event = events.get(attack.provider() + id);
                assertThat(event).as("event " + id + " of " + attack.id()).isNotNull();
                assertThat(attack.userId()).isIn(event.userId(), TruthRecord.MANY);
                assertThat(event.creationTime()).isBetween(attack.start(), attack.end());
                ofAttacks.add(id);
            }
        }
        Set<String> attributes = new HashSet<>();
        for (AuditEvent event : events.values()) {
            attributes.addAll(event.attributes().keySet());
            if (ofAttacks.contains(event.eventId())) {
                assertThat(new String(AuditEventJson.toBytes(event), java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("attack", "stealth", "variant", "habit");
            }
        }
        assertThat(attributes).containsExactlyInAnyOrder("device_id", "correlation_id", "role", "network_kind");
    }

    @Test
    void attacksNobodyTwiceWithinAWeek() {
        Map<String, Instant> lastAttack = new HashMap<>();
        TRUTHS.stream()
                .filter(truth -> truth.kind() == TruthRecord.Kind.ATTACK)
                .filter(truth -> !truth.userId().equals(TruthRecord.MANY))
                .sorted(java.util.Comparator.comparing(TruthRecord::start))
                .forEach(attack -> {
                    Instant before = lastAttack.put(attack.userKey(), attack.start());
                    if (before != null) {
                        // Local days of one person and hours of the night leave a day of play.
                        assertThat(Duration.between(before, attack.start())).isGreaterThan(Duration.ofDays(5));
                    }
                });
    }

    @Test
    void keepsWeekendsQuietAndLunchLighterThanTheMorning() {
        Map<LocalDate, Long> perDay = firstDeliveries().stream()
                .filter(event -> event.userType() != UserType.SERVICE && "IN".equals(event.country()))
                .collect(Collectors.groupingBy(
                        event -> LocalDate.ofInstant(event.creationTime(), ZoneId.of("Asia/Kolkata")),
                        Collectors.counting()));
        double working = mean(perDay, 1, 5);
        double weekend = mean(perDay, 6, 7);
        assertThat(weekend).as("events in India on a weekend day").isBetween(0.02 * working, 0.35 * working);
    }

    private static double mean(Map<LocalDate, Long> perDay, int fromWeekday, int toWeekday) {
        return perDay.entrySet().stream()
                .filter(day -> day.getKey().getDayOfWeek().getValue() >= fromWeekday
                        && day.getKey().getDayOfWeek().getValue() <= toWeekday)
                .mapToLong(Map.Entry::getValue)
                .average()
                .orElseThrow();
    }

    @Test
    void spreadsPeoplesVolumesWidelyOverSeveralTimeZones() {
        List<Long> volumes = firstDeliveries().stream()
                .filter(event -> event.userType() == UserType.USER)
                .collect(Collectors.groupingBy(AuditEvent::userKey, Collectors.counting()))
                .values()
                .stream()
                .sorted()
                .toList();
        long tenth = volumes.get(volumes.size() / 10);
        long ninetieth = volumes.get(volumes.size() * 9 / 10);
        assertThat(ninetieth).as("90th percentile of events a month").isGreaterThan(6 * tenth);
        Map<String, Long> countries = firstDeliveries().stream()
                .filter(event -> event.country() != null)
                .collect(Collectors.groupingBy(AuditEvent::country, Collectors.counting()));
        assertThat(countries).containsKeys("IN", "AU", "GB", "US", "SG");
    }

    @Test
    void keepsFailuresToSignIns() {
        assertThat(firstDeliveries())
                .filteredOn(event -> event.outcome() == Outcome.FAILURE)
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.failureKind()).isNotNull());
    }
}
