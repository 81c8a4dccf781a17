package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.model.detect.EpisodeReplay;
import io.auditsphere.model.detect.EpisodeRule;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestScorer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertCalibrationTest {

    private static final Duration QUIET = Duration.ofHours(1);
    private static final double DAYS = 14;

    private static ForestScorer forest;
    private static ScoredRows scored;
    private static ScoredRows.Types types;

    @BeforeAll
    static void score() {
        scored = rows(0);
        types = types(scored);
    }

    private static ScoredRows.Types types(ScoredRows rows) {
        return new ScoredRows.Types(rows, OrganisationTables.empty(), forest, new float[AuditFeatures.WIDTH]);
    }

    /** The rows of a generated fortnight, of each of which these types are muted. */
    private static ScoredRows rows(int muted) {
        ObservationSample sample = new ObservationSample(100_000);
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        UserStates users = new UserStates();
        for (ArchivedEvent arrived :
                GeneratedHistory.of(new GeneratorSettings(9, 40, List.of("microsoft")), Duration.ofDays(14))) {
            String key = arrived.event().userKey();
            Observation observation = engine.observe(arrived.event(), users.of(key), arrived.arrivalMs(), true);
            sample.add(observation, Hash64.of(key), muted);
        }
        int[] all = new int[sample.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        OrganisationTables tables = OrganisationTables.empty();
        float[] rows = new float[all.length * AuditFeatures.WIDTH];
        for (int i = 0; i < all.length; i++) {
            AuditFeatures.split(sample.observation(i), tables, rows, i * AuditFeatures.WIDTH);
        }
        forest = ForestScorer.of(ForestFitter.fit(
                rows,
                all.length,
                AuditFeatures.WIDTH,
                TrainingSettings.defaults().forest()));
        return ScoredRows.of(sample, all, tables, forest);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1, 1.5})
    void opensNoMoreThanTheBudgetAndWouldAtTheNextLowerScore(double budget) {
        AlertCalibration found = AlertCalibration.within(scored, types, budget, 1, DAYS, QUIET);
        int openings = openings(found.threshold());
        assertThat(openings / DAYS).as("findings a day, counted apart").isLessThanOrEqualTo(budget);
        assertThat(found.openingsPerDay()).isEqualTo(openings / DAYS);
        double lower = Double.NEGATIVE_INFINITY;
        for (double score : scored.scores()) {
            lower = score < found.threshold() ? Math.max(lower, score) : lower;
        }
        double allowed = Math.min(budget * DAYS, 0.001 * scored.count());
        assertThat((double) openings(lower))
                .as("findings at the next lower score")
                .isGreaterThan(allowed);
    }

    @Test
    void neverAlertsOnMoreThanOneEventInAThousand() {
        AlertCalibration found = AlertCalibration.within(scored, types, 1_000_000, 1, DAYS, QUIET);
        assertThat(openings(found.threshold())).isLessThanOrEqualTo(scored.count() / 1000);
    }

    @Test
    void whatRulesMuteCostsNothingOfTheBudget() {
        AlertCalibration before = AlertCalibration.within(scored, types, 0.5, 1, DAYS, QUIET);
        ScoredRows muted = rows(0xFF);
        assertThat(muted.scores()).as("the same forest").isEqualTo(scored.scores());

        AlertCalibration all = AlertCalibration.within(muted, types(muted), 0.5, 1, DAYS, QUIET);
        assertThat(all.openingsPerDay()).as("all of it muted").isZero();
        assertThat(all.threshold()).isLessThan(before.threshold());
    }

    @Test
    void countsWhatASampleStandsFor() {
        AlertCalibration whole = AlertCalibration.within(scored, types, 1, 1, DAYS, QUIET);
        AlertCalibration half = AlertCalibration.within(scored, types, 1, 2, DAYS, QUIET);
        assertThat(half.threshold())
                .as("each finding of the sample stands for two")
                .isGreaterThanOrEqualTo(whole.threshold());
        assertThat(half.openingsPerDay()).isLessThanOrEqualTo(1);
    }

    @Test
    void liesOverEveryScoreWhereTheBudgetAllowsNothing() {
        AlertCalibration found = AlertCalibration.within(scored, types, 0, 1, DAYS, QUIET);
        assertThat(openings(found.threshold())).isZero();
    }

    /** The oracle: every row, in order, through the rule of live scoring. */
    private static int openings(double threshold) {
        Map<Long, EpisodeReplay> users = new HashMap<>();
        int opened = 0;
        for (int row = 0; row < scored.count(); row++) {
            if (scored.scores()[row] >= threshold) {
                EpisodeReplay episodes = users.computeIfAbsent(
                        scored.users()[row], user -> new EpisodeReplay(EpisodeRule.forest(QUIET)));
                opened += episodes.opens(types.of(row), scored.observations()[row].timeMs()) ? 1 : 0;
            }
        }
        return opened;
    }
}
