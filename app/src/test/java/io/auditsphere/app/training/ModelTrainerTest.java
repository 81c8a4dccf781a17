package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.DetectorTraining;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelTrainerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    /** Three weeks of forty people: established users, and quick to replay. */
    private static List<ArchivedEvent> history;

    @BeforeAll
    static void generate() {
        history = GeneratedHistory.of(new GeneratorSettings(7, 40, List.of("microsoft")), Duration.ofDays(21));
    }

    @Test
    void makesAModelThatKeepsToItsBudgetAndContamination() throws SnapshotFormatException {
        TrainedModel model = train(TrainingSettings.defaults());
        ModelSnapshot snapshot = model.snapshot();
        assertThat(snapshot.provider()).isEqualTo("microsoft");
        assertThat(snapshot.trainedAt()).isEqualTo(NOW);
        assertThat(snapshot.version().version()).as("a time-ordered UUID").isEqualTo(7);
        assertThat(snapshot.people().expectedAnomalyShare())
                .as("share of training rows that are anomalies; contamination 0.10")
                .isBetween(0.05, 0.10);
        assertThat(snapshot.people().alert())
                .isGreaterThanOrEqualTo(snapshot.people().anomaly());
        assertThat(model.report().openingsPerDay())
                .as("findings a day on the training history, of a budget of 20")
                .isLessThanOrEqualTo(20);
        assertThat(model.report().learningIncluded())
                .as("three weeks establish enough users")
                .isFalse();
        assertThat(model.report().sampledOneIn()).isEqualTo(1);
        assertThat(Duration.between(GeneratedHistory.START, snapshot.historyFrom()))
                .as("a quarter of 21 days is not fitted")
                .isGreaterThanOrEqualTo(Duration.ofHours(21 * 24 / 4 - 1));
        byte[] bytes = SnapshotCodec.encode(snapshot);
        assertThat(bytes.length).as("bytes of a snapshot").isLessThanOrEqualTo(1 << 20);
        assertThat(SnapshotCodec.decode(bytes, AuditFeatures.SCHEMA.hash()).forest())
                .isEqualTo(snapshot.forest());
        assertThat(Gates.check(model, null))
                .as("refusal of a model of ordinary history")
                .isEmpty();
        assertThat(Gates.check(model, snapshot))
                .as("refusal beside an equal model")
                .isEmpty();
    }

    @Test
    void takesOffTheBudgetWhatTheDetectorsWouldHaveAlertedAbout() {
        TrainedModel alone = train(TrainingSettings.defaults());
        // 40 people, each of whom this one speaks of once a day: far over the budget of 20.
        HistoryReplay loud = replay(history, TrainingSettings.defaults(), DetectorSet.of(List.of(new Greeting())));
        TrainedModel beside = new ModelTrainer(TrainingSettings.defaults(), clock()).train(loud, 20);

        assertThat(alone.report().detectorsPerDay()).isZero();
        assertThat(beside.report().detectorsPerDay()).isGreaterThan(20);
        assertThat(beside.report().openingsPerDay())
                .as("a fifth of the budget is the forest's all the same")
                .isLessThanOrEqualTo(ModelTrainer.FOREST_SHARE * 20)
                .isLessThan(alone.report().openingsPerDay());
        assertThat(beside.snapshot().forest()).isEqualTo(alone.snapshot().forest());
        assertThat(OrganisationTables.decode(beside.snapshot().organisationTables())
                        .baseline("greeting"))
                .as("what the detector's training left, in the model: the events of the history")
                .isEqualTo(Integer.toString(history.size()).getBytes(StandardCharsets.US_ASCII));
    }

    /** Speaks of the first event of everybody's day, and learns how many events there were. */
    private static final class Greeting implements Detector {
        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public AnomalyType anomalyType() {
            return AnomalyType.UNUSUAL_TIMING;
        }

        @Override
        public DetectorTraining training() {
            return new DetectorTraining() {
                private int events;

                @Override
                public void learn(AuditEvent event, Observation observation) {
                    events++;
                }

                @Override
                public byte[] baseline() {
                    return Integer.toString(events).getBytes(StandardCharsets.US_ASCII);
                }
            };
        }

        @Override
        public Signal detect(DetectorInput input) {
            long sinceMs = input.observation().timeMs() - input.latestFindingMs(name());
            boolean first = input.latestFindingMs(name()) == Long.MIN_VALUE || sinceMs > 20 * 3_600_000L;
            return first ? new Signal(name(), anomalyType(), Severity.LOW, 0.5, "Good morning") : null;
        }
    }

    @Test
    void namesTheRuleOfItsAlertThresholdsAndWhatTheyAreExpectedToDo() {
        PopulationThresholds people =
                train(TrainingSettings.defaults()).snapshot().people();
        assertThat(people.rule()).isEqualTo(AlertRule.BUDGET);
        assertThat(people.ruleTarget()).as("findings a day about people").isBetween(10.0, 20.0);
        assertThat(people.expectedAlertShare())
                .as("share of training events over the alert threshold")
                .isBetween(0.0, 0.02);
        assertThat(people.expectedAlertShare())
                .isEqualTo(
                        people.alert() > people.scores().quantile(1)
                                ? 0
                                : people.scores().tailShare(people.alert()));
    }

    @Test
    void choosesAlertThresholdsByATailAtAChosenRisk() {
        TrainingSettings defaults = TrainingSettings.defaults();
        PopulationThresholds rare = train(tail(defaults, 0.0002)).snapshot().people();
        PopulationThresholds common = train(tail(defaults, 0.01)).snapshot().people();
        assertThat(common.rule()).isEqualTo(AlertRule.TAIL);
        assertThat(common.ruleTarget()).isEqualTo(0.01);
        assertThat(common.expectedAlertShare()).isEqualTo(0.01);
        assertThat(common.alert()).isLessThan(rare.alert());
        // The tail is fitted on the highest 2 %: half-way into it, it is close to the scores themselves.
        assertThat(common.scores().tailShare(common.alert()))
                .as("share of training events over a threshold of risk 0.01")
                .isCloseTo(0.01, within(0.004));
        assertThat(common.expectedOpeningsPerDay())
                .as("findings, of which each covers an hour and more of a user")
                .isGreaterThan(rare.expectedOpeningsPerDay());
    }

    private static TrainingSettings tail(TrainingSettings settings, double risk) {
        return settings.with(settings.recipe(), new AlertSettings(AlertRule.TAIL, 20, risk));
    }

    @Test
    void holdsExpectedRatesAgainstHistoryThatTheyWereNotMadeFrom() {
        TrainedModel model = train(TrainingSettings.defaults());
        HeldBackRates heldBack = model.report().heldBack();
        int fitted = model.report().peopleRows() + model.report().serviceRows();
        assertThat(heldBack.rows()).isEqualTo((fitted + 9) / 10);
        assertThat(heldBack.expectedAnomalyShare()).as("contamination 0.10").isBetween(0.05, 0.10);
        // The generated organisation goes on living as it did; its newest day is one of fifteen, and no mean of them.
        assertThat(heldBack.anomalyShare()).isBetween(0.02, 0.25);
        assertThat(heldBack.expectedOpeningsPerDay()).isLessThanOrEqualTo(20);
        assertThat(heldBack.openingsPerDay()).isBetween(0.0, 60.0);
        assertThat(model.report().toJson())
                .contains("\"held_back\":{\"rows\":" + heldBack.rows(), "\"expected_openings_per_day\":");
    }

    @Test
    void holdsNothingBackOfAHistoryThatIsTooShort() {
        HistoryReplay replay = replay(history.subList(0, 105), TrainingSettings.defaults());
        TrainedModel model = new ModelTrainer(TrainingSettings.defaults(), clock()).train(replay, 20);
        assertThat(model.report().heldBack()).isNull();
        assertThat(model.report().toJson()).doesNotContain("held_back");
    }

    @Test
    void makesTheSameModelOfTheSameHistory() {
        ModelSnapshot first = train(TrainingSettings.defaults()).snapshot();
        ModelSnapshot second = train(TrainingSettings.defaults()).snapshot();
        assertThat(second.forest()).isEqualTo(first.forest());
        assertThat(second.people()).isEqualTo(first.people());
        assertThat(second.services()).isEqualTo(first.services());
        assertThat(second.splitMedians()).isEqualTo(first.splitMedians());
        assertThat(second.organisationTables()).isEqualTo(first.organisationTables());
    }

    @Test
    void samplesAHistoryThatIsTooLargeToKeepAndComesToNearlyTheSame() {
        TrainingSettings all = TrainingSettings.defaults();
        int capacity = Math.max(1_000, history.size() / 3);
        TrainedModel whole = train(all);
        TrainedModel sampled = train(withObservations(all, capacity));
        assertThat(sampled.report().sampledOneIn()).as("days kept: one in").isGreaterThanOrEqualTo(2);
        assertThat(sampled.report().peopleRows() + sampled.report().serviceRows())
                .isLessThanOrEqualTo(capacity);
        assertThat(sampled.report().events()).as("all are replayed").isEqualTo(history.size());
        assertThat(sampled.snapshot().organisationTables())
                .as("tables come from all events")
                .isEqualTo(whole.snapshot().organisationTables());
        // Another sample of rows, another forest: thresholds vary by some thousandths between seeds.
        assertThat(sampled.snapshot().people().anomaly())
                .isCloseTo(whole.snapshot().people().anomaly(), within(0.03));
    }

    @Test
    void usesLearningPeriodsWhereThereIsNothingElse() {
        HistoryReplay replay = replay(history.subList(0, 300), TrainingSettings.defaults());
        TrainedModel model = new ModelTrainer(TrainingSettings.defaults(), clock()).train(replay, 20);
        assertThat(model.report().learningIncluded()).isTrue();
        assertThat(model.snapshot().sampleCount()).isGreaterThanOrEqualTo(100);
        assertThat(Gates.check(model, null)).isEmpty();
    }

    @Test
    void handsOutTheTaughtStates() {
        UserStates users = new UserStates();
        HistoryReplay replay = new HistoryReplay(
                "microsoft", FeatureSettings.defaults(), TrainingSettings.defaults(), DetectorSet.none(), users);
        history.forEach(arrived -> replay.accept(arrived.event(), arrived.arrivalMs()));
        assertThat(users.size()).isEqualTo((int) replay.accounts());
        ArchivedEvent last = history.get(history.size() - 1);
        assertThat(users.of(last.event().userKey()).newestMs())
                .isGreaterThanOrEqualTo(Math.min(last.event().creationTimeMs(), last.arrivalMs()));
    }

    private static TrainedModel train(TrainingSettings settings) {
        return new ModelTrainer(settings, clock()).train(replay(history, settings), 20);
    }

    private static HistoryReplay replay(List<ArchivedEvent> events, TrainingSettings settings) {
        return replay(events, settings, DetectorSet.none());
    }

    private static HistoryReplay replay(List<ArchivedEvent> events, TrainingSettings settings, DetectorSet detectors) {
        HistoryReplay replay =
                new HistoryReplay("microsoft", FeatureSettings.defaults(), settings, detectors, new UserStates());
        events.forEach(arrived -> replay.accept(arrived.event(), arrived.arrivalMs()));
        return replay;
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static TrainingSettings withObservations(TrainingSettings settings, int most) {
        return new TrainingSettings(
                settings.window(),
                settings.warmup(),
                settings.minEvents(),
                settings.contamination(),
                settings.trees(),
                settings.sampleSize(),
                settings.seed(),
                settings.alerts(),
                settings.quiet(),
                most,
                settings.keepModels(),
                settings.recipe());
    }
}
