package io.auditsphere.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What counts as found, as false, and as neither. */
class QualityTallyTest {

    private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");

    private final QualityTally tally = new QualityTally(List.of(
            truth(TruthRecord.Kind.ATTACK, "A-1", AnomalyType.BULK_OPERATION, "mass download", "ann", "e1", "e2"),
            truth(TruthRecord.Kind.ATTACK, "A-2", AnomalyType.UNUSUAL_TIMING, "at night", "bob", "e3"),
            truth(TruthRecord.Kind.ODD_BUT_NORMAL, "H-1", null, "weekly_export", "cid", "e4")));

    private static TruthRecord truth(
            TruthRecord.Kind kind, String id, AnomalyType category, String variant, String user, String... events) {
        String stealth = kind == TruthRecord.Kind.ATTACK ? "loud" : null;
        return new TruthRecord(
                kind, id, category, variant, stealth, "box", user, List.of(events), NOON, NOON.plusSeconds(60));
    }

    private static JudgedEvent result(
            String user, String id, Instant time, boolean alert, double score, AnomalyType... types) {
        return new JudgedEvent(
                "box",
                id,
                "box|" + user,
                time.toEpochMilli(),
                false,
                types.length > 0,
                alert,
                Set.of(types),
                Set.of(types),
                score);
    }

    @Test
    void countsAnAttackOnceByTheTypesOfItsAlerts() {
        tally.add(result("ann", "e1", NOON, true, 0.6, AnomalyType.UNUSUAL_VOLUME));
        tally.add(result("ann", "e2", NOON, true, 0.7, AnomalyType.BULK_OPERATION));
        tally.add(result("bob", "e3", NOON, false, 0.5, AnomalyType.UNUSUAL_TIMING));
        List<AttackOutcome> outcomes = tally.quality("1").attacks();
        assertThat(outcomes.get(0).foundWithRightType()).isTrue();
        assertThat(outcomes.get(0).anomalies()).isEqualTo(2);
        assertThat(outcomes.get(1).found()).as("an anomaly that did not alert").isFalse();
    }

    @Test
    void takesTheTypeOfAFindingThatJoinsAnAlertedEpisodeSilently() {
        tally.add(result("ann", "e1", NOON, true, 0.6, AnomalyType.SUSPICIOUS_LOCATION));
        tally.add(result("ann", "e2", NOON, false, 0.6, AnomalyType.BULK_OPERATION));
        tally.add(result("bob", "e3", NOON, false, 0.5, AnomalyType.UNUSUAL_TIMING));
        List<AttackOutcome> outcomes = tally.quality("1").attacks();
        assertThat(outcomes.get(0).foundWithRightType()).isTrue();
        assertThat(outcomes.get(0).alertedWithRightType()).isFalse();
        assertThat(outcomes.get(1).foundWithRightType())
                .as("a finding of the right type without an alert")
                .isFalse();
    }

    @Test
    void doesNotTakeAnotherTypeForTheRightOne() {
        tally.add(result("bob", "e3", NOON, true, 0.6, AnomalyType.SUSPICIOUS_LOCATION));
        AttackOutcome outcome = tally.quality("1").attacks().get(1);
        assertThat(outcome.found()).isTrue();
        assertThat(outcome.foundWithRightType()).isFalse();
    }

    @Test
    void leavesOutTheDayAfterAUsersOwnAttackAndNothingElse() {
        Instant next = NOON.plus(Duration.ofHours(23));
        tally.add(result("ann", "x1", next, true, 0.6, AnomalyType.UNUSUAL_VOLUME));
        tally.add(result("ann", "x2", NOON.minusSeconds(5), true, 0.6, AnomalyType.UNUSUAL_VOLUME));
        tally.add(result("dan", "x3", next, true, 0.6, AnomalyType.UNUSUAL_TIMING));
        tally.add(result("ann", "x4", NOON.plus(Duration.ofHours(25)), false, 0.4));
        Quality quality = tally.quality("1");
        assertThat(quality.normalEvents()).as("x2, x3 and x4").isEqualTo(3);
        assertThat(quality.falseAlertCount()).isEqualTo(2);
        assertThat(quality.falseAlerts())
                .containsEntry(AnomalyType.UNUSUAL_TIMING, 1L)
                .containsEntry(AnomalyType.UNUSUAL_VOLUME, 1L);
    }

    @Test
    void namesTheHabitThatCostAFalseAlert() {
        tally.add(result("cid", "e4", NOON, true, 0.6, AnomalyType.BULK_OPERATION));
        tally.add(result("cid", "e5", NOON, false, 0.4));
        assertThat(tally.quality("1").habits())
                .containsExactly(new HabitOutcome("everyday", 1, 0), new HabitOutcome("weekly_export", 1, 1));
    }

    @Test
    void comparesScoresWithTheTopFiveInAThousandOfNormalOnes() {
        // 1,000 normal scores 0.000 … 0.999: five of them lie over 0.9945, so 0.995 is in the top and 0.994 is not.
        IntStream.range(0, 1_000).forEach(i -> tally.add(result("dan", "n" + i, NOON, false, i / 1000.0)));
        tally.add(result("ann", "e1", NOON, false, 0.9949));
        tally.add(result("bob", "e3", NOON, false, 0.9939));
        List<AttackOutcome> outcomes = tally.quality("1").attacks();
        assertThat(outcomes.get(0).inTop()).isTrue();
        assertThat(outcomes.get(1).inTop()).isFalse();
    }

    @Test
    void writesTablesWithSharesOfAttacksAndOfNormalLife() {
        tally.add(result("ann", "e1", NOON, true, 0.6, AnomalyType.BULK_OPERATION));
        tally.add(result("dan", "n1", NOON.plus(Duration.ofDays(2)), true, 0.6, AnomalyType.UNUSUAL_TIMING));
        List<Quality> runs = List.of(tally.quality("seed 11"));
        assertThat(QualityTable.attacks(runs))
                .contains("| `bulk_operation` | 1 | 100 % | 100 % |")
                .contains("| `unusual_timing` | 1 | 0 % | 0 % |")
                .contains("| **all** | 2 | 50 % | 50 % |");
        assertThat(QualityTable.normalLife(runs)).contains("| seed 11 | 2.0 | 1 | 100.0 % | 100.000 % | 0.5 | 0.0 |");
        assertThat(QualityTable.falseAlerts(runs)).contains("| `unusual_timing` | 0.50 |");
    }
}
