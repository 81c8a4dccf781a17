package io.auditsphere.model.scoring;

import static io.auditsphere.model.scoring.SmallOrganisation.grant;
import static io.auditsphere.model.scoring.SmallOrganisation.reading;
import static io.auditsphere.model.scoring.SmallOrganisation.today;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.EpisodeRule;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.explain.TreeShap;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.forest.PathLength;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.ExplanationMethod;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SignalReport;
import io.auditsphere.schemas.UserType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stories: given these events, exactly these results, findings and alerts. */
class EventScorerTest {

    /** Never reached by a score: one threshold for "not even that". */
    private static final double NEVER = 1;

    private static final SmallOrganisation ORGANISATION = new SmallOrganisation();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private UserState user = ORGANISATION.state(3);
    private UserFindings findings = UserFindings.empty();

    private static EventScorer scorer(ScoringSettings settings, Detector... detectors) {
        return new EventScorer(ORGANISATION.engine(), DetectorSet.of(List.of(detectors)), settings, CLOCK);
    }

    private static EventScorer scorer() {
        return scorer(ScoringSettings.defaults());
    }

    /** Scores the way a stream does: the state is decoded before and encoded after every event. */
    private ScoredEvent score(EventScorer scorer, AuditEvent event, LiveModel model) {
        user = UserState.decode(user.encodeActivity(), user.encodeHistory());
        findings = UserFindings.decode(findings.encode());
        return scorer.score(event, user, findings, model, event.creationTimeMs());
    }

    private double scoreOf(AuditEvent event) {
        UserState copy = UserState.decode(user.encodeActivity(), user.encodeHistory());
        return scorer().score(
                        event, copy, UserFindings.empty(), ORGANISATION.model(NEVER, NEVER), event.creationTimeMs())
                .anomaly()
                .anomalyScore();
    }

    @Test
    void aStrangeActScoresHigherThanAnOrdinaryOne() {
        assertThat(scoreOf(grant("e1", 3, today()).build()))
                .isGreaterThan(scoreOf(reading("e2", 3, today()).build()));
    }

    @Test
    void anOrdinaryEventIsScoredAndNothingMore() {
        AuditEvent event = reading("e1", 3, today()).build();

        ScoredEvent scored = score(scorer(), event, ORGANISATION.model(NEVER, NEVER));

        Anomaly result = scored.anomaly();
        assertThat(result.kind()).isEqualTo("audit");
        assertThat(result.subject().id()).isEqualTo("microsoft|person3@example.com");
        assertThat(result.event()).isSameAs(event);
        assertThat(result.isAnomaly()).isFalse();
        assertThat(result.isAlert()).isFalse();
        assertThat(result.anomalyScore()).isBetween(0.0, 1.0);
        assertThat(result.confidence())
                .as("all groups of trees agree that it is ordinary")
                .isEqualTo(1);
        assertThat(result.anomalyType()).isNull();
        assertThat(result.severity()).isNull();
        assertThat(result.contributingFactors()).isEmpty();
        assertThat(result.explanationMethod()).isNull();
        assertThat(result.contributions()).isEmpty();
        assertThat(result.signals()).isEmpty();
        assertThat(result.features()).hasSize(AuditFeatures.WIDTH).containsEntry("is_sensitive_operation", 0.0);
        assertThat(result.model().threshold()).isEqualTo(NEVER);
        assertThat(result.late()).isFalse();
        assertThat(result.scoredAt()).isEqualTo(NOW);
        assertThat(scored.findings()).isEmpty();
        assertThat(scored.attempt()).isNull();
        assertThat(findings.changed()).as("findings to be stored").isFalse();
    }

    @Test
    void anAnomalyThatIsNoAlertHasTypeAndReasonsByAblation() {
        AuditEvent event = grant("e1", 3, today()).build();
        double score = scoreOf(event);

        ScoredEvent scored = score(scorer(), event, ORGANISATION.model(score, Math.nextUp(score)));

        Anomaly result = scored.anomaly();
        assertThat(result.isAnomaly()).as("a score at the threshold").isTrue();
        assertThat(result.isAlert()).isFalse();
        assertThat(result.explanationMethod()).isEqualTo(ExplanationMethod.ABLATION);
        assertThat(result.contributions()).as("ablation's do not add up").isEmpty();
        assertThat(result.anomalyType()).isNotNull();
        assertReasons(result.contributingFactors());
        assertThat(result.severity()).as("nothing fired").isNull();
        assertThat(result.confidence()).isBetween(0.5, 1.0);
        assertThat(scored.findings()).isEmpty();
    }

    @Test
    void anAlertIsExplainedExactlyAndOpensAFinding() {
        AuditEvent event = grant("e1", 3, today()).build();
        double score = scoreOf(event);
        LiveModel model = ORGANISATION.model(score, score);

        ScoredEvent scored = score(scorer(), event, model);

        Anomaly result = scored.anomaly();
        assertThat(result.isAnomaly()).isTrue();
        assertThat(result.isAlert()).as("a score at the alert threshold").isTrue();
        assertThat(result.explanationMethod()).isEqualTo(ExplanationMethod.TREE_SHAP);
        assertReasons(result.contributingFactors());
        double sum = result.contributions().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        double pathLength = PathLength.ofScore(
                result.anomalyScore(), model.snapshot().forest().sampleSize());
        // 200 leaves' worth of rounding in a sum of doubles of the order of 10.
        assertThat(sum)
                .as("contributions add up to how much shorter the path is than expected")
                .isCloseTo(new TreeShap(model.snapshot().forest()).expectedPathLength() - pathLength, within(1e-9));
        String most = result.contributingFactors().get(0).feature();
        assertThat(result.anomalyType())
                .as("the type of the feature that adds most, %s", most)
                .isEqualTo(AuditFeatures.SCHEMA
                        .feature(AuditFeatures.SCHEMA.indexOf(most))
                        .group()
                        .anomalyType());

        assertThat(scored.findings()).hasSize(1);
        Finding finding = scored.findings().get(0);
        assertThat(finding.state()).isEqualTo(FindingState.OPENED);
        assertThat(finding.detector()).isEqualTo("forest");
        assertThat(finding.anomalyType()).isEqualTo(result.anomalyType());
        assertThat(finding.text())
                .startsWith(result.contributingFactors().get(0).text());
        assertThat(finding.settingsVersion())
                .as("what the forest judged by")
                .isEqualTo(result.model().version());
        assertThat(result.signals()).extracting(SignalReport::findingId).containsExactly(finding.findingId());
        assertThat(result.severity()).isEqualTo(finding.severity());
    }

    private static void assertReasons(List<ContributingFactor> factors) {
        assertThat(factors).hasSizeBetween(1, Explanation.MAX_FACTORS);
        assertThat(factors).allSatisfy(factor -> {
            assertThat(factor.contribution())
                    .as("contribution of %s", factor.feature())
                    .isPositive();
            assertThat(factor.text()).isNotBlank();
        });
        assertThat(factors)
                .as("most important first")
                .isSortedAccordingTo(Comparator.comparingDouble(ContributingFactor::contribution)
                        .reversed());
    }

    @Test
    void aBurstOf500StrangeEventsIsOneAlertAndOneFindingOfEachOfAFewTypes() {
        EventScorer scorer = scorer();
        LiveModel model = ORGANISATION.model(0, 0);
        List<Finding> written = new ArrayList<>();
        int alerts = 0;
        for (int i = 0; i < 500; i++) {
            ScoredEvent scored = score(
                    scorer, grant("e" + i, 3, today().plusMillis(i * 100L)).build(), model);
            alerts += scored.anomaly().isAlert() ? 1 : 0;
            written.addAll(scored.findings());
        }
        written.addAll(scorer.closeQuiet(
                "microsoft|person3@example.com",
                findings,
                today().plus(Duration.ofHours(2)).toEpochMilli()));

        Map<String, Finding> latest = new HashMap<>();
        int openings = 0;
        int rises = 0;
        for (Finding finding : written) {
            Finding before = latest.put(finding.findingId(), finding);
            openings += before == null ? 1 : 0;
            rises += before != null && before.severity() != finding.severity() ? 1 : 0;
        }
        assertThat(openings).as("findings of one burst").isBetween(1, EpisodeRule.FOREST_TYPES_AT_ONCE);
        assertThat(alerts).as("alerts").isEqualTo(openings + rises);
        assertThat(latest.values()).allSatisfy(f -> assertThat(f.state()).isEqualTo(FindingState.CLOSED));
        assertThat(latest.values().stream().mapToLong(Finding::count).sum())
                .as("events in findings")
                .isEqualTo(500);
    }

    @Test
    void aFloodOfStrangeEventsIsExplainedCheaplyButForItsAlerts() {
        EventScorer scorer = scorer();
        LiveModel model = ORGANISATION.model(0, 0);
        for (int i = 0; i < 300; i++) {
            Instant time = today().plusMillis(i * 100L);
            Anomaly result =
                    score(scorer, grant("e" + i, 3, time).build(), model).anomaly();

            boolean exactly = i < 100 || result.isAlert();
            assertThat(result.explanationMethod())
                    .as("event %d of a flood, alert: %s", i, result.isAlert())
                    .isEqualTo(exactly ? ExplanationMethod.TREE_SHAP : ExplanationMethod.ABLATION);
            assertReasons(result.contributingFactors());
            assertThat(result.contributions()).hasSize(exactly ? AuditFeatures.WIDTH : 0);
        }
    }

    @Test
    void aMassDownloadFromAbroadReadsAsWhatItIs() {
        EventScorer scorer = scorer();
        Instant night = today().plus(Duration.ofHours(14));
        double threshold = scoreOf(grant("g", 3, night).build()) - 0.1;
        LiveModel model = ORGANISATION.model(threshold, threshold);
        ScoredEvent scored = null;
        for (int i = 0; i < 137; i++) {
            AuditEvent download = reading("d" + i, 3, night.plusSeconds(3L * i))
                    .operation("FileDownloaded")
                    .resourceName("customers" + i + ".zip")
                    .clientIp("203.0.113.9")
                    .country("BR")
                    .build();
            scored = score(scorer, download, model);
        }

        Anomaly last = scored.anomaly();
        assertThat(last.features()).containsEntry("is_bulk_operation", 1.0);
        assertThat(last.anomalyType()).isEqualTo(AnomalyType.BULK_OPERATION);
        assertThat(last.contributingFactors())
                .extracting(ContributingFactor::text)
                .contains(
                        "137 different resources within 10 minutes; this user's usual is at most 2",
                        "From a country (BR) first used by this user within the last 3 days;"
                                + " the usual countries have been known for longer");
        assertThat(last.baseline()).isEqualTo(Baseline.ESTABLISHED);
    }

    @ParameterizedTest
    @EnumSource(Explain.class)
    void whatIsExplainedExactlyIsConfigured(Explain explain) {
        EventScorer scorer = scorer(new ScoringSettings(explain, null, FindingSettings.defaults()));
        AuditEvent ordinary = reading("e1", 3, today()).build();
        AuditEvent strange = grant("e2", 3, today().plusSeconds(60)).build();

        Anomaly plain =
                score(scorer, ordinary, ORGANISATION.model(NEVER, NEVER)).anomaly();
        Anomaly anomaly = score(scorer, strange, ORGANISATION.model(0, NEVER)).anomaly();

        assertThat(plain.explanationMethod()).isEqualTo(explain == Explain.ALL ? ExplanationMethod.TREE_SHAP : null);
        assertThat(plain.anomalyType()).as("type of what is no anomaly").isNull();
        assertThat(anomaly.explanationMethod())
                .isEqualTo(explain == Explain.ALERTS ? ExplanationMethod.ABLATION : ExplanationMethod.TREE_SHAP);
    }

    @Test
    void serviceAccountsHaveThresholdsOfTheirOwn() {
        LiveModel model = ORGANISATION.model(NEVER, NEVER, 0, 0);
        AuditEvent byService =
                grant("e1", 3, today()).userType(UserType.SERVICE).build();

        assertThat(score(scorer(), grant("e0", 3, today()).build(), model)
                        .anomaly()
                        .isAlert())
                .isFalse();
        Anomaly result = score(scorer(), byService, model).anomaly();

        assertThat(result.isAlert()).isTrue();
        assertThat(result.model().alertThreshold()).isZero();
    }

    @Test
    void aConfiguredThresholdOverridesTheModelsAndNothingUnderItAlerts() {
        ScoringSettings settings = new ScoringSettings(Explain.ALERTS, 0.999, FindingSettings.defaults());

        Anomaly result = score(scorer(settings), grant("e1", 3, today()).build(), ORGANISATION.model(0, 0))
                .anomaly();

        assertThat(result.isAnomaly()).isFalse();
        assertThat(result.isAlert()).isFalse();
        assertThat(result.model().threshold()).isEqualTo(0.999);
        assertThat(result.model().alertThreshold()).isEqualTo(0.999);
        assertThatThrownBy(() -> new ScoringSettings(Explain.ALERTS, 1.5, FindingSettings.defaults()))
                .hasMessageContaining("a score in 0..1, not 1.5");
    }

    @Test
    void aRecordThatOnlyTeachesLeavesTheSameStateAsOneThatIsScored() {
        AuditEvent event = reading("e1", 3, today()).build();
        UserState learnt = ORGANISATION.state(3);

        scorer().learn(event, learnt, UserFindings.empty(), event.creationTimeMs());
        score(scorer(), event, ORGANISATION.model(NEVER, NEVER));

        assertThat(learnt.encodeActivity()).isEqualTo(user.encodeActivity());
        assertThat(learnt.encodeHistory()).isEqualTo(user.encodeHistory());
    }

    @Test
    void aNewUserIsShownAsLearning() {
        AuditEvent event = reading("e1", 99, today()).build();
        Anomaly result = scorer().score(
                        event,
                        UserState.empty(),
                        UserFindings.empty(),
                        ORGANISATION.model(NEVER, NEVER),
                        event.creationTimeMs())
                .anomaly();

        assertThat(result.baseline()).isEqualTo(Baseline.LEARNING);
    }

    @Test
    void theSameEventsGiveTheSameResults() {
        assertThat(replay()).isEqualTo(replay());
    }

    private List<ScoredEvent> replay() {
        user = ORGANISATION.state(5);
        findings = UserFindings.empty();
        EventScorer scorer = scorer(
                ScoringSettings.defaults(),
                Alarms.detector("alarm", Severity.MEDIUM, input -> input.event().sensitive()));
        double between = (scoreOf(reading("r", 5, today()).build())
                        + scoreOf(grant("g", 5, today()).build()))
                / 2;
        LiveModel model = ORGANISATION.model(between, between);
        List<ScoredEvent> results = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant time = today().plus(Duration.ofMinutes(7L * i));
            AuditEvent event = (i % 5 == 0 ? grant("e" + i, 5, time) : reading("e" + i, 5, time)).build();
            results.add(score(scorer, event, model));
        }
        return results;
    }

    @Test
    void aResultIsWrittenAsJsonAndReadBack() throws IOException {
        Anomaly result = score(scorer(), grant("e1", 3, today()).build(), ORGANISATION.model(0, 0))
                .anomaly();

        Anomaly read = AnomalyJson.read(AnomalyJson.toBytes(result));

        assertThat(read.features()).isEqualTo(result.features());
        assertThat(read.contributingFactors()).isEqualTo(result.contributingFactors());
        assertThat(read.signals()).isEqualTo(result.signals());
        assertThat(read.contributions()).isEqualTo(result.contributions());
    }

    @Test
    void aModelOfOtherFeaturesIsRefused() {
        ModelSnapshot good = ORGANISATION.model(0, 0).snapshot();
        ModelSnapshot other = new ModelSnapshot(
                good.provider(),
                good.version(),
                good.trainedAt(),
                good.historyFrom(),
                good.historyTo(),
                good.sampleCount(),
                good.seed(),
                good.contamination(),
                new byte[32],
                good.people(),
                good.services(),
                good.shownQuantiles(),
                good.splitMedians(),
                good.organisationTables(),
                good.forest());

        assertThatThrownBy(() -> LiveModel.of(other))
                .hasMessageContaining(
                        "0198c0de-0000-7000-8000-000000000001 of provider microsoft was trained on other features")
                .hasMessageContaining("train again");
    }
}
