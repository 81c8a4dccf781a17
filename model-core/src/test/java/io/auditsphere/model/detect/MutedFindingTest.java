package io.auditsphere.model.detect;

import static io.auditsphere.schemas.AnomalyType.BULK_OPERATION;
import static io.auditsphere.schemas.AnomalyType.SUSPICIOUS_LOCATION;
import static io.auditsphere.schemas.FindingState.CLOSED;
import static io.auditsphere.schemas.FindingState.OPENED;
import static io.auditsphere.schemas.FindingState.RAISED;
import static io.auditsphere.schemas.Severity.CRITICAL;
import static io.auditsphere.schemas.Severity.HIGH;
import static io.auditsphere.schemas.Severity.LOW;
import static io.auditsphere.schemas.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories of findings under suppression rules: who is alerted, and that everything is written all the same. */
class MutedFindingTest {

    private static final Subject ANNA = Subject.user("microsoft|anna@example.com");
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant NOON = TEN.plus(Duration.ofHours(2));
    private static final String OFFICE = "192.0.2.7";

    private final FindingTracker tracker = new FindingTracker(FindingSettings.defaults());
    private final List<Finding> written = new ArrayList<>();
    private UserFindings findings = UserFindings.empty();
    private Suppressions rules = Suppressions.none();

    private static SuppressionRule rule(String id, Severity upTo, Instant until) {
        return new SuppressionRule(
                id,
                "soc@example.com",
                "the weekly export",
                until,
                upTo,
                new SuppressionScope(
                        List.of("anna@*"),
                        List.of("bulk"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("192.0.2.0/24"),
                        List.of()),
                "v-" + id,
                TEN.minus(Duration.ofDays(1)),
                "ana");
    }

    private static SuppressionRule rule(Severity upTo) {
        return rule("weekly-export", upTo, NOON);
    }

    private static Signal bulk(Severity severity) {
        return new Signal("bulk", BULK_OPERATION, severity, 0.7, "text of " + severity.wireName());
    }

    /** Places a signal the way a stream does: the state is decoded before and encoded after every event. */
    private FindingTracker.Placement place(Signal signal, long minutes, String address) {
        findings = UserFindings.decode(findings.encode());
        Instant time = TEN.plus(Duration.ofMinutes(minutes));
        Cause cause = new Cause("e" + minutes, time.toEpochMilli(), "microsoft", "FileDownloaded", address, "DE");
        return tracker.place(findings, ANNA, signal, cause, rules, "7", written);
    }

    private Finding latest() {
        return written.get(written.size() - 1);
    }

    private void mute(SuppressionRule... inForce) {
        rules = Suppressions.of(List.of(inForce));
    }

    @Test
    void aMutedFindingIsWrittenCountedAndClosedAndAlertsNobody() {
        mute(rule(null));

        FindingTracker.Placement opened = place(bulk(MEDIUM), 0, OFFICE);
        assertThat(opened.alert()).isFalse();
        assertThat(opened.alertMuted()).isTrue();
        for (int minute = 1; minute <= 30; minute++) {
            FindingTracker.Placement joined = place(bulk(LOW), minute, OFFICE);
            assertThat(joined.alert()).isFalse();
            assertThat(joined.alertMuted()).as("one alert would have been made").isFalse();
        }
        written.addAll(
                tracker.closeQuiet(findings, ANNA, TEN.plus(Duration.ofHours(3)).toEpochMilli()));

        Muted muted = new Muted("weekly-export", "soc@example.com", "the weekly export", NOON, "v-weekly-export");
        assertThat(written).extracting(Finding::muted).containsOnly(muted);
        assertThat(written).extracting(Finding::state).startsWith(OPENED).endsWith(CLOSED);
        assertThat(latest().count()).isEqualTo(31);
    }

    @Test
    void aRiseBreaksThroughOnceAndTheFindingIsMutedNoMore() {
        mute(rule(null));
        place(bulk(MEDIUM), 0, OFFICE);

        assertThat(place(bulk(HIGH), 1, OFFICE).alert()).isTrue();
        assertThat(latest().state()).isEqualTo(RAISED);
        assertThat(latest().muted()).isNull();
        assertThat(place(bulk(HIGH), 2, OFFICE).alert()).isFalse();
        assertThat(place(bulk(MEDIUM), 3, OFFICE).muted())
                .as("whoever was alerted looks at it, rule or not")
                .isNull();
    }

    @Test
    void aRuleThatSaysUpToWhichSeverityMutesARiseToItAndNoneOverIt() {
        mute(rule(HIGH));
        place(bulk(MEDIUM), 0, OFFICE);

        FindingTracker.Placement risen = place(bulk(HIGH), 1, OFFICE);
        assertThat(risen.alert()).isFalse();
        assertThat(risen.alertMuted()).isTrue();
        assertThat(latest().state()).isEqualTo(RAISED);
        assertThat(latest().muted()).isNotNull();

        assertThat(place(bulk(CRITICAL), 2, OFFICE).alert()).isTrue();
        assertThat(latest().muted()).isNull();
    }

    @Test
    void aFindingThatOpensOverTheSeverityAlerts() {
        mute(rule(MEDIUM));

        assertThat(place(bulk(HIGH), 0, OFFICE).alert()).isTrue();
        assertThat(latest().muted()).isNull();
    }

    @Test
    void anEventFromElsewhereIsNotHiddenInAMutedFinding() {
        mute(rule(null));
        place(bulk(HIGH), 0, OFFICE);

        FindingTracker.Placement elsewhere = place(bulk(LOW), 1, "203.0.113.9");
        assertThat(elsewhere.alert()).as("out of the rule's networks").isTrue();
        assertThat(latest().muted()).isNull();
        assertThat(latest().severity()).isEqualTo(HIGH);
        assertThat(place(bulk(LOW), 2, OFFICE).alert()).as("told once").isFalse();
    }

    @Test
    void aRuleEndsByEventTime() {
        mute(rule("short", null, TEN.plus(Duration.ofMinutes(5))));
        assertThat(place(bulk(MEDIUM), 0, OFFICE).alert()).isFalse();
        assertThat(place(bulk(MEDIUM), 4, OFFICE).alert()).isFalse();

        assertThat(place(bulk(MEDIUM), 5, OFFICE).alert())
                .as("from expires_at on")
                .isTrue();
        assertThat(place(bulk(MEDIUM), 4, OFFICE).alert())
                .as("a late event of the time in which it held, told of already")
                .isFalse();
    }

    @Test
    void aRuleThatIsTakenAwayMutesNoMore() {
        mute(rule(null));
        place(bulk(MEDIUM), 0, OFFICE);
        rules = Suppressions.none();

        assertThat(place(bulk(LOW), 1, OFFICE).alert()).isTrue();
        assertThat(place(bulk(LOW), 2, OFFICE).alert()).isFalse();
    }

    @Test
    void whatWasMutedMakesNoOtherFindingLessOfAnAlert() {
        mute(rule(null));
        place(bulk(HIGH), 0, OFFICE);

        Signal travel = new Signal("location", SUSPICIOUS_LOCATION, MEDIUM, 0.7, "far away");
        assertThat(place(travel, 1, OFFICE).alert())
                .as("nobody was alerted yet")
                .isTrue();
    }

    @Test
    void whatAlertedBeforeARuleWasSetGoesOnBeingToldOf() {
        assertThat(place(bulk(MEDIUM), 0, OFFICE).alert()).isTrue();
        mute(rule(null));

        assertThat(place(bulk(HIGH), 1, OFFICE).alert()).as("escalation").isTrue();
    }

    @Test
    void aRiseUpToARulesSeverityOfWhatAlertedBeforeIsMutedAndKeepsWhatWasToldOf() {
        assertThat(place(bulk(MEDIUM), 0, OFFICE).alert()).isTrue();
        mute(rule(HIGH));

        assertThat(place(bulk(HIGH), 1, OFFICE).alertMuted()).isTrue();
        Signal travel = new Signal("location", SUSPICIOUS_LOCATION, MEDIUM, 0.7, "far away");
        assertThat(place(travel, 2, OFFICE).alert())
                .as("a medium finding of the user alerted already")
                .isFalse();
        Signal worse = new Signal("location", SUSPICIOUS_LOCATION, HIGH, 0.7, "very far away");
        assertThat(place(worse, 3, OFFICE).alert())
                .as("nobody was told of a high one")
                .isTrue();
    }

    @Test
    void mutedFindingsAreReadBackFromTheFormThatEarlierReleasesRefuse() {
        mute(rule(null));
        place(bulk(MEDIUM), 0, OFFICE);
        byte[] stored = findings.encode();

        assertThat(stored[0]).as("version").isEqualTo((byte) 2);
        assertThat(UserFindings.decode(stored).encode()).isEqualTo(stored);
        rules = Suppressions.none();
        place(bulk(HIGH), 1, OFFICE);
        assertThat(findings.encode()[0]).as("version without muted ones").isEqualTo((byte) 1);
    }

    @Test
    void signalsOfAnotherTypeOrDetectorAreNotMuted() {
        mute(rule(null));
        for (AnomalyType type : AnomalyType.values()) {
            findings = UserFindings.empty();
            assertThat(place(new Signal("location", type, LOW, 0.7, "text"), 0, OFFICE)
                            .alert())
                    .isTrue();
        }
    }
}
