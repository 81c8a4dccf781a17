package io.auditsphere.model.detect;

import static io.auditsphere.schemas.AnomalyType.AUTHENTICATION_FAILURE;
import static io.auditsphere.schemas.AnomalyType.BULK_OPERATION;
import static io.auditsphere.schemas.AnomalyType.SENSITIVE_OPERATION;
import static io.auditsphere.schemas.AnomalyType.SUSPICIOUS_LOCATION;
import static io.auditsphere.schemas.FindingState.CLOSED;
import static io.auditsphere.schemas.FindingState.OPENED;
import static io.auditsphere.schemas.FindingState.RAISED;
import static io.auditsphere.schemas.Severity.HIGH;
import static io.auditsphere.schemas.Severity.LOW;
import static io.auditsphere.schemas.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories: given these signals, exactly these findings and alerts. */
class FindingLifeTest {

    private static final List<AnomalyType> TYPES = List.of(AnomalyType.values());
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private static final Subject ANNA = Subject.user("microsoft|anna@example.com");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

    private final FindingTracker tracker = new FindingTracker(FindingSettings.defaults());
    private final List<Finding> written = new ArrayList<>();
    private UserFindings findings = UserFindings.empty();

    private static AuditEvent event(String id, Instant time) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .userId("anna@example.com")
                .operation("FileDownloaded")
                .creationTime(time)
                .build();
    }

    private static Signal forest(AnomalyType type, Severity severity) {
        return new Signal(FindingTracker.FOREST, type, severity, 0.7, "text of " + severity.wireName());
    }

    /** Places a signal the way a stream does: the state is decoded before and encoded after every event. */
    private FindingTracker.Placement place(Signal signal, String eventId, Instant time) {
        findings = UserFindings.decode(findings.encode());
        return tracker.place(findings, ANNA, signal, Cause.of(event(eventId, time)), Suppressions.none(), "7", written);
    }

    private boolean alerts(Signal signal, String eventId, Instant time) {
        return place(signal, eventId, time).alert();
    }

    private static Signal of(String detector, Severity severity) {
        return new Signal(detector, SENSITIVE_OPERATION, severity, 0.5, "text");
    }

    private void watermark(Instant time) {
        findings = UserFindings.decode(findings.encode());
        written.addAll(tracker.closeQuiet(findings, ANNA, time.toEpochMilli()));
    }

    private static Instant minutes(long minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void aBurstOf500EventsIsOneFindingWithACountOf500AndOneAlert() {
        int alerts = 0;
        for (int i = 0; i < 500; i++) {
            alerts += alerts(forest(BULK_OPERATION, MEDIUM), "e" + i, TEN.plusMillis(i * 200L)) ? 1 : 0;
        }
        watermark(minutes(62));

        assertThat(alerts).as("alerts").isEqualTo(1);
        assertThat(written)
                .extracting(Finding::state, Finding::count)
                // 100 s of burst: written when it opens, a minute later as its 301st event comes, and when it closes.
                .containsExactly(tuple(OPENED, 1L), tuple(OPENED, 301L), tuple(CLOSED, 500L));
        assertThat(written)
                .extracting(Finding::findingId)
                .as("ids")
                .containsOnly(written.get(0).findingId());
        Finding closed = written.get(2);
        assertThat(closed.firstSeen()).isEqualTo(TEN);
        assertThat(closed.lastSeen()).isEqualTo(TEN.plusMillis(499 * 200L));
        assertThat(closed.eventIds())
                .as("the first ten and the latest ten")
                .hasSize(20)
                .startsWith("e0", "e1")
                .contains("e9", "e490")
                .endsWith("e498", "e499");
        assertThat(closed.settingsVersion()).isEqualTo("7");
        assertThat(closed.subject()).isEqualTo(ANNA);
    }

    /** One attack that many detectors see: whoever was alerted looks at the account already. */
    @Test
    void anotherDetectorsFindingOfNoHigherSeverityJoinsTheEpisodeSilently() {
        assertThat(alerts(of("location", MEDIUM), "e1", minutes(0))).isTrue();
        assertThat(alerts(of("bulk", LOW), "e2", minutes(5))).as("less bad").isFalse();
        assertThat(alerts(of("external_access", MEDIUM), "e3", minutes(6)))
                .as("as bad")
                .isFalse();
        assertThat(alerts(of("bulk", HIGH), "e4", minutes(7))).as("worse").isTrue();
        assertThat(alerts(of("location", HIGH), "e5", minutes(8)))
                .as("rises to what is known")
                .isFalse();
        assertThat(alerts(of("request_frequency", HIGH), "e6", minutes(69)))
                .as("over an hour after all of it")
                .isTrue();
        assertThat(written)
                .as("all are written")
                .extracting(Finding::detector, Finding::state, Finding::severity)
                .contains(
                        tuple("bulk", OPENED, LOW),
                        tuple("external_access", OPENED, MEDIUM),
                        tuple("bulk", RAISED, HIGH),
                        tuple("location", RAISED, HIGH));
    }

    @Test
    void aRiseInSeverityIsAnAlertAndAFallIsNot() {
        assertThat(alerts(forest(SENSITIVE_OPERATION, LOW), "e1", minutes(0))).isTrue();
        assertThat(alerts(forest(SENSITIVE_OPERATION, HIGH), "e2", minutes(1))).isTrue();
        assertThat(alerts(forest(SENSITIVE_OPERATION, LOW), "e3", minutes(2))).isFalse();
        assertThat(alerts(forest(SENSITIVE_OPERATION, HIGH), "e4", minutes(3))).isFalse();
        watermark(minutes(64));

        assertThat(written)
                .extracting(Finding::state, Finding::severity, Finding::count, Finding::text)
                .containsExactly(
                        tuple(OPENED, LOW, 1L, "text of low"),
                        tuple(RAISED, HIGH, 2L, "text of high"),
                        tuple(RAISED, HIGH, 3L, "text of high"),
                        tuple(RAISED, HIGH, 4L, "text of high"),
                        tuple(CLOSED, HIGH, 4L, "text of high"));
    }

    @Test
    void silenceOfAnHourClosesAndTheNextStrangeEventIsANewEpisode() {
        alerts(forest(SUSPICIOUS_LOCATION, MEDIUM), "e1", minutes(0));
        watermark(minutes(60));
        assertThat(written).as("still open after exactly an hour").hasSize(1);
        watermark(minutes(61));
        assertThat(alerts(forest(SUSPICIOUS_LOCATION, MEDIUM), "e2", minutes(90)))
                .isTrue();

        assertThat(written).extracting(Finding::state).containsExactly(OPENED, CLOSED, OPENED);
        assertThat(written.get(2).findingId()).isNotEqualTo(written.get(0).findingId());
    }

    @Test
    void anEpisodeThatNoWatermarkClosedClosesWhenTheNextOpens() {
        alerts(forest(SUSPICIOUS_LOCATION, MEDIUM), "e1", minutes(0));
        alerts(forest(SUSPICIOUS_LOCATION, MEDIUM), "e2", minutes(200));

        assertThat(written).extracting(Finding::state).containsExactly(OPENED, CLOSED, OPENED);
    }

    @Test
    void anEventThatArrivesLateForAClosedEpisodeIsCountedThereAndRaisesNoAlert() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        alerts(forest(BULK_OPERATION, MEDIUM), "e2", minutes(10));
        watermark(minutes(120));
        assertThat(findings.openCount()).as("open findings").isZero();

        for (int i = 0; i < 300; i++) {
            assertThat(alerts(forest(BULK_OPERATION, MEDIUM), "late" + i, minutes(5)))
                    .as("late event %d alerts", i)
                    .isFalse();
        }
        watermark(minutes(130));

        assertThat(written).extracting(Finding::state).containsExactly(OPENED, OPENED, CLOSED, CLOSED);
        assertThat(written.get(3).count()).as("two in time and 300 late").isEqualTo(302);
        assertThat(findings.openCount()).as("open findings").isZero();
    }

    @Test
    void anEpisodeThatGoesOnAfterItWasClosedOpensAgainWithoutAnAlert() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        watermark(minutes(70));
        // Arrives 25 minutes behind the watermark: within the hour of the first.
        assertThat(alerts(forest(BULK_OPERATION, MEDIUM), "e2", minutes(45))).isFalse();
        assertThat(findings.openCount()).as("open findings").isEqualTo(1);
        watermark(minutes(106));

        assertThat(written)
                .extracting(Finding::state, Finding::count)
                .containsExactly(tuple(OPENED, 1L), tuple(CLOSED, 1L), tuple(CLOSED, 2L));
    }

    @Test
    void aLateEventThatIsWorseRaisesAClosedFinding() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        watermark(minutes(70));

        assertThat(alerts(forest(BULK_OPERATION, HIGH), "e2", minutes(-5))).isTrue();

        assertThat(written).extracting(Finding::state).containsExactly(OPENED, CLOSED, RAISED);
        assertThat(written.get(2).firstSeen()).isEqualTo(minutes(-5));
    }

    @Test
    void detectorsKeepFindingsApartAndHaveOneEachWhateverTheType() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        assertThat(alerts(new Signal("brute-force", AUTHENTICATION_FAILURE, HIGH, 1, "9 failures"), "e1", minutes(0)))
                .isTrue();
        assertThat(alerts(new Signal("brute-force", SUSPICIOUS_LOCATION, HIGH, 1, "9 failures"), "e2", minutes(1)))
                .isFalse();

        assertThat(findings.openCount()).isEqualTo(2);
    }

    @Test
    void whatAnEpisodeOfHighSeverityCoversMustNotTeach() {
        alerts(forest(BULK_OPERATION, HIGH), "e1", minutes(0));
        alerts(forest(BULK_OPERATION, HIGH), "e2", minutes(30));
        assertThat(findings.highSeverityOpen()).isTrue();
        watermark(minutes(500));

        assertThat(findings.highSeverityOpen()).as("after it closed").isFalse();
        assertThat(teachesAt(minutes(-1))).as("before its first event").isTrue();
        assertThat(teachesAt(minutes(0))).as("at its first event").isFalse();
        assertThat(teachesAt(minutes(90)))
                .as("an hour after its last, though it is closed by now")
                .isFalse();
        assertThat(teachesAt(minutes(91))).as("after the quiet hour").isTrue();
    }

    private boolean teachesAt(Instant time) {
        return tracker.teaches(findings, time.toEpochMilli());
    }

    @Test
    void anEpisodeOfMediumSeverityTeaches() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));

        assertThat(teachesAt(minutes(1))).isTrue();
    }

    @Test
    void aClosedFindingIsForgottenAfterThreeDaysAndTheStateIsEmptyAgain() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        watermark(minutes(61));
        watermark(minutes(61).plus(Duration.ofDays(3)));
        assertThat(findings.isEmpty()).as("exactly 72 h after it closed").isFalse();

        watermark(minutes(62).plus(Duration.ofDays(3)));

        assertThat(findings.isEmpty()).isTrue();
        assertThat(findings.changed()).as("must be stored").isTrue();
    }

    @Test
    void nothingToCloseChangesNothing() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        watermark(minutes(30));

        assertThat(findings.changed()).isFalse();
    }

    @Test
    void theNumberOfFindingsOfAUserIsBoundedAndWhatMustGoIsClosedFirst() {
        for (int i = 0; i <= EpisodeRule.MAX_REMEMBERED; i++) {
            assertThat(place(of("detector-" + i, LOW), "e" + i, minutes(i)).changed())
                    .isTrue();
        }
        assertThat(findings.openCount()).isEqualTo(EpisodeRule.MAX_REMEMBERED);
        Finding dropped = written.get(written.size() - 2);
        assertThat(dropped.state()).isEqualTo(CLOSED);
        assertThat(dropped.detector()).as("the stalest").isEqualTo("detector-0");
    }

    @Test
    void aReplayGivesTheSameIdAndAnotherUserAnother() {
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        String id = written.get(0).findingId();

        findings = UserFindings.empty();
        alerts(forest(BULK_OPERATION, MEDIUM), "e1", minutes(0));
        assertThat(written.get(1).findingId()).isEqualTo(id);
        // The first half of SHA-256 over the parts, each after its length, computed outside this program.
        assertThat(id).isEqualTo("f4fbf3c757410261cf9b69a9f2bb19fc");
        assertThat(FindingId.of(Subject.user("microsoft|bert@example.com"), "forest", BULK_OPERATION, "e1")
                        .toString())
                .isNotEqualTo(id);
    }

    /** What the alert budget counts is what opens: the replay knows neither watermarks nor closings nor stored bytes. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void theReplayBehindTheBudgetOpensWhatLiveScoringOpens(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EpisodeReplay replay =
                new EpisodeReplay(EpisodeRule.forest(FindingSettings.defaults().quiet()));
        long time = TEN.toEpochMilli();
        for (int i = 0; i < 500; i++) {
            // Of one severity, so that nothing rises; gaps around the quiet hour, a fifth of them late.
            time += random.nextLong(Duration.ofMinutes(90).toMillis());
            long late = random.nextInt(5) == 0
                    ? random.nextLong(Duration.ofMinutes(90).toMillis())
                    : 0;
            AnomalyType type = TYPES.get(random.nextInt(6));

            boolean live = place(forest(type, MEDIUM), "e" + i, Instant.ofEpochMilli(time - late))
                    .changed();

            assertThat(replay.opens(type, time - late)).as("event %d opens", i).isEqualTo(live);
            if (random.nextInt(3) == 0) {
                watermark(Instant.ofEpochMilli(time));
            }
        }
    }

    /** Whatever arrives in whatever order: what opens or rises is written, and counts lose no event. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void everyOpeningAndRiseWrittenAndEveryEventCounted(long seed) {
        List<Finding> first = run(seed);
        written.clear();
        findings = UserFindings.empty();
        List<Finding> second = run(seed);

        assertThat(second).as("the same again from the same events").isEqualTo(first);
    }

    private List<Finding> run(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long time = TEN.toEpochMilli();
        int changes = 0;
        int alerts = 0;
        int events = 400;
        for (int i = 0; i < events; i++) {
            time += random.nextLong(Duration.ofMinutes(20).toMillis());
            // Up to two hours late: some of it for episodes that are closed.
            long late =
                    random.nextInt(4) == 0 ? random.nextLong(Duration.ofHours(2).toMillis()) : 0;
            AnomalyType type = TYPES.get(random.nextInt(6));
            Severity severity = SEVERITIES.get(random.nextInt(3));
            FindingTracker.Placement placed = place(forest(type, severity), "e" + i, Instant.ofEpochMilli(time - late));
            changes += placed.changed() ? 1 : 0;
            alerts += placed.alert() ? 1 : 0;
            if (random.nextInt(10) == 0) {
                watermark(Instant.ofEpochMilli(time));
            }
        }
        watermark(Instant.ofEpochMilli(time).plus(Duration.ofHours(2)));

        Set<String> opened = new HashSet<>();
        int rises = 0;
        Map<String, Finding> latest = new HashMap<>();
        for (Finding finding : written) {
            Finding before = latest.put(finding.findingId(), finding);
            opened.add(finding.findingId());
            if (before != null && finding.severity().compareTo(before.severity()) > 0) {
                rises++;
                assertThat(finding.state()).as("a finding that rose").isEqualTo(RAISED);
            }
        }
        assertThat(changes).as("openings and rises").isEqualTo(opened.size() + rises);
        assertThat(alerts).as("alerts").isBetween(1, changes - 1);
        assertThat(latest.values()).allSatisfy(f -> assertThat(f.state()).isEqualTo(CLOSED));
        assertThat(latest.values().stream().mapToLong(Finding::count).sum())
                .as("events in all findings")
                .isEqualTo(events);
        return List.copyOf(written);
    }
}
