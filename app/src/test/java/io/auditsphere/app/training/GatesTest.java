package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatesTest {

    /** On a free day the newest tenth has programs alone, whose silence is no sign. */
    private static final Duration ENDS_ON_A_WORKING_DAY = Duration.ofDays(12);

    private static TrainedModel good;

    @BeforeAll
    static void train() {
        HistoryReplay replay = new HistoryReplay(
                "microsoft",
                FeatureSettings.defaults(),
                TrainingSettings.defaults(),
                DetectorSet.none(),
                new UserStates());
        for (ArchivedEvent arrived :
                GeneratedHistory.of(new GeneratorSettings(5, 40, List.of("microsoft")), ENDS_ON_A_WORKING_DAY)) {
            replay.accept(arrived.event(), arrived.arrivalMs());
        }
        good = new ModelTrainer(TrainingSettings.defaults(), Clock.systemUTC()).train(replay, 20);
    }

    @Test
    void letsAModelOfOrdinaryHistoryThrough() {
        assertThat(Gates.check(good, null)).isEmpty();
        assertThat(Gates.check(good, good.snapshot())).isEmpty();
    }

    @Test
    void refusesThresholdsThatAreNoNumbers() {
        assertRefused(withPeople(Double.NaN, 0.7), null, TrainingOutcome.REFUSED_NOT_FINITE, "NaN");
        assertRefused(withPeople(0.5, Double.POSITIVE_INFINITY), null, TrainingOutcome.REFUSED_NOT_FINITE, "Infinity");
    }

    @Test
    void refusesAModelOfOtherFeatures() {
        ModelSnapshot other =
                with(good.snapshot(), new byte[32], good.snapshot().forest());
        assertRefused(
                new TrainedModel(other, good.report(), good.newest()), null, TrainingOutcome.REFUSED_SCHEMA, "schema");
    }

    @Test
    void refusesAModelThatFlagsNearlyAllOrNothingOfTheNewestHistory() {
        assertRefused(reported(withPeople(0.0, 0.7), 0.97), null, TrainingOutcome.REFUSED_FLAGGED_SHARE, "97.0 %");
        assertRefused(reported(good, 0), null, TrainingOutcome.REFUSED_FLAGGED_SHARE, "more than none");
    }

    @Test
    void refusesAModelThatSetsStrangeRowsApartWorseThanTheLiveOne() {
        TrainedModel blind = blind();
        assertThat(blind.report().separation())
                .as("strange rows that a forest of noise ranks high")
                .isLessThan(good.report().separation() - 0.15);
        assertRefused(blind, good.snapshot(), TrainingOutcome.REFUSED_WORSE_THAN_LIVE, "made strange");
        assertThat(Gates.check(good, blind.snapshot()))
                .as("the other way round")
                .isEmpty();
    }

    /** A model whose trees know noise alone: they ask about values that no event has. */
    private static TrainedModel blind() {
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[1_000 * AuditFeatures.WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = -1_000 + random.nextInt(500);
        }
        IsolationForest noise = ForestFitter.fit(rows, 1_000, AuditFeatures.WIDTH, ForestParameters.plain(50, 256, 1));
        ModelSnapshot snapshot = with(good.snapshot(), good.snapshot().schemaHash(), noise);
        return new TrainedModel(
                snapshot, metrics(good.report().flaggedNewest(), good.newest().separation(snapshot)), good.newest());
    }

    @Test
    void takesNoOffenceAtASilentDayOnWhichProgramsAloneAreAtWork() {
        NewestRows programs = new NewestRows(good.newest().ofServices());
        assertThat(programs.count()).as("rows of programs").isGreaterThan(200);

        TrainedModel silent =
                new TrainedModel(good.snapshot(), metrics(0, good.report().separation()), programs);
        assertThat(Gates.check(silent, null)).isEmpty();
    }

    private static void assertRefused(TrainedModel model, ModelSnapshot live, TrainingOutcome outcome, String words) {
        Optional<Gates.Refusal> refusal = Gates.check(model, live);
        assertThat(refusal).isPresent();
        assertThat(refusal.get().outcome()).isEqualTo(outcome);
        assertThat(refusal.get().message()).contains(words);
    }

    private static TrainedModel withPeople(double anomaly, double alert) {
        ModelSnapshot model = good.snapshot();
        PopulationThresholds people = new PopulationThresholds(
                anomaly,
                alert,
                model.people().expectedAnomalyShare(),
                model.people().expectedOpeningsPerDay(),
                model.people().scores());
        return new TrainedModel(copy(model, model.schemaHash(), people, model.forest()), good.report(), good.newest());
    }

    private static ModelSnapshot with(ModelSnapshot model, byte[] schemaHash, IsolationForest forest) {
        return copy(model, schemaHash, model.people(), forest);
    }

    private static TrainedModel reported(TrainedModel model, double flaggedNewest) {
        return new TrainedModel(
                model.snapshot(), metrics(flaggedNewest, good.report().separation()), good.newest());
    }

    private static TrainingMetrics metrics(double flaggedNewest, double separation) {
        TrainingMetrics report = good.report();
        return new TrainingMetrics(
                report.events(),
                report.accounts(),
                report.people(),
                report.peopleRows(),
                report.serviceRows(),
                report.sampledOneIn(),
                report.learningIncluded(),
                report.budgetPerDay(),
                report.detectorsPerDay(),
                report.openingsPerDay(),
                flaggedNewest,
                separation,
                report.heldBack(),
                report.fitMillis());
    }

    private static ModelSnapshot copy(
            ModelSnapshot model, byte[] schemaHash, PopulationThresholds people, IsolationForest forest) {
        return new ModelSnapshot(
                model.provider(),
                model.version(),
                model.trainedAt(),
                model.historyFrom(),
                model.historyTo(),
                model.sampleCount(),
                model.seed(),
                model.contamination(),
                schemaHash,
                people,
                model.services(),
                model.shownQuantiles(),
                model.splitMedians(),
                model.organisationTables(),
                forest);
    }
}
