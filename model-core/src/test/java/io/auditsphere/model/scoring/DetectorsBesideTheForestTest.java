package io.auditsphere.model.scoring;

import static io.auditsphere.model.scoring.SmallOrganisation.grant;
import static io.auditsphere.model.scoring.SmallOrganisation.reading;
import static io.auditsphere.model.scoring.SmallOrganisation.today;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.ExplanationMethod;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What detectors add to what the forest says of an event, and what becomes of it without a model. */
class DetectorsBesideTheForestTest {

    /** Never reached by a score: one threshold for "not even that". */
    private static final double NEVER = 1;

    private static final SmallOrganisation ORGANISATION = new SmallOrganisation();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private UserState user = ORGANISATION.state(3);
    private UserFindings findings = UserFindings.empty();

    private static EventScorer scorer(ScoringSettings settings, Detector... detectors) {
        return new EventScorer(ORGANISATION.engine(), DetectorSet.of(List.of(detectors)), settings, CLOCK);
    }

    /** Scores the way a stream does: the state is decoded before and encoded after every event. */
    private ScoredEvent score(EventScorer scorer, AuditEvent event, LiveModel model) {
        user = UserState.decode(user.encodeActivity(), user.encodeHistory());
        findings = UserFindings.decode(findings.encode());
        return scorer.score(event, user, findings, model, event.creationTimeMs());
    }

    @Test
    void withoutAModelTheResultSaysSoAndDetectorsStillSpeak() {
        EventScorer scorer =
                scorer(ScoringSettings.defaults(), Alarms.detector("brute-force", Severity.HIGH, input -> true));

        ScoredEvent scored = score(scorer, reading("e1", 3, today()).build(), null);
        Anomaly silent = score(
                        scorer(ScoringSettings.defaults()),
                        reading("e2", 3, today()).build(),
                        null)
                .anomaly();

        Anomaly result = scored.anomaly();
        assertThat(result.anomalyScore()).isNull();
        assertThat(result.model()).isNull();
        assertThat(result.confidence()).isNull();
        assertThat(result.isAnomaly()).isTrue();
        assertThat(result.isAlert()).isTrue();
        assertThat(result.anomalyType()).isEqualTo(AnomalyType.AUTHENTICATION_FAILURE);
        assertThat(result.riskScore()).as("points of a signal of high severity").isEqualTo(80);
        assertThat(result.contributingFactors()).isEmpty();
        assertThat(result.explanationMethod()).isNull();
        assertThat(scored.findings()).extracting(Finding::detector).containsExactly("brute-force");
        assertThat(scored.findings()).extracting(Finding::settingsVersion).containsExactly(DetectorSet.AS_SHIPPED);
        assertThat(silent.isAnomaly()).isFalse();
        assertThat(silent.riskScore()).isZero();
        assertThat(silent.anomalyType()).isNull();
    }

    @Test
    void whereOnlyADetectorFiredTheForestHasNoConfidenceAndNoSay() {
        EventScorer scorer =
                scorer(ScoringSettings.defaults(), Alarms.detector("brute-force", Severity.LOW, input -> true));

        Anomaly first = score(scorer, reading("e1", 3, today()).build(), ORGANISATION.model(NEVER, NEVER))
                .anomaly();
        Anomaly second = score(scorer, reading("e2", 3, today()).build(), ORGANISATION.model(NEVER, NEVER))
                .anomaly();

        assertThat(first.isAnomaly()).isTrue();
        assertThat(first.anomalyScore()).isNotNull();
        assertThat(first.confidence()).isNull();
        assertThat(first.anomalyType()).isEqualTo(AnomalyType.AUTHENTICATION_FAILURE);
        assertThat(first.isAlert()).as("its finding opens").isTrue();
        assertThat(first.explanationMethod()).isEqualTo(ExplanationMethod.TREE_SHAP);
        assertThat(second.isAlert()).as("its finding is joined").isFalse();
        assertThat(second.explanationMethod()).isEqualTo(ExplanationMethod.ABLATION);
        assertThat(second.signals().get(0).findingId())
                .isEqualTo(first.signals().get(0).findingId());
    }

    @Test
    void theStrongestSignalComesFirstAndADetectorNamesTheType() {
        EventScorer scorer = scorer(
                ScoringSettings.defaults(),
                Alarms.detector("weak", Severity.LOW, input -> true),
                Alarms.detector("strong", Severity.CRITICAL, input -> true));

        Anomaly result = score(scorer, grant("e1", 3, today()).build(), ORGANISATION.model(0, 0))
                .anomaly();

        assertThat(result.signals()).hasSize(3);
        assertThat(result.signals().get(0).detector()).isEqualTo("strong");
        assertThat(result.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(result.riskScore()).isGreaterThanOrEqualTo(95);
        assertThat(result.anomalyType()).isEqualTo(AnomalyType.AUTHENTICATION_FAILURE);
    }

    @Test
    void whatAFindingOfHighSeverityCoversDoesNotTeach() {
        List<Boolean> taught = new ArrayList<>();
        EventScorer scorer = scorer(
                ScoringSettings.defaults(),
                Alarms.detector("watch", Severity.LOW, input -> {
                    taught.add(input.observation().teaches());
                    return false;
                }),
                Alarms.detector("alarm", Severity.HIGH, input -> input.event().sensitive()));
        LiveModel model = ORGANISATION.model(NEVER, NEVER);

        score(scorer, reading("e1", 3, today()).build(), model);
        score(scorer, grant("e2", 3, today().plusSeconds(60)).build(), model);
        assertThat(findings.highSeverityOpen()).isTrue();
        score(scorer, reading("e3", 3, today().plusSeconds(120)).build(), model);
        score(scorer, reading("e4", 3, today().plus(Duration.ofHours(2))).build(), model);

        assertThat(taught)
                .as("before the attack, its first event (known afterwards), during it, when it is over")
                .containsExactly(true, true, false, true);
    }

    @Test
    void aFailingDetectorNeverStopsScoring() {
        EventScorer scorer = scorer(ScoringSettings.defaults(), Alarms.detector("broken", Severity.LOW, input -> {
            throw new IllegalStateException("no luck");
        }));

        assertThat(score(scorer, reading("e1", 3, today()).build(), ORGANISATION.model(NEVER, NEVER))
                        .anomaly()
                        .anomalyScore())
                .isNotNull();
    }
}
