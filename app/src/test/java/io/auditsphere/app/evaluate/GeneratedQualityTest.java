package io.auditsphere.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The whole of it on a small organisation: what no change of features, trainer or scorer may undo. */
class GeneratedQualityTest {

    private static final GeneratedQuality.Options SMALL = new GeneratedQuality.Options(
            80,
            Instant.parse("2026-09-07T00:00:00Z"),
            Duration.ofDays(14),
            Duration.ofDays(3),
            10,
            FeatureSettings.defaults(),
            TrainingSettings.defaults(),
            ScoringSettings.defaults());

    @Test
    void ranksAttacksFarAboveNormalLifeAndKeepsAlertsFew() {
        Quality quality = new GeneratedQuality(SMALL).run(31);
        long attacks = quality.attacks().size();
        long ranked = quality.attacks().stream().filter(AttackOutcome::inTop).count();
        long bulk = quality.attacks().stream()
                .filter(outcome -> outcome.attack().category() == AnomalyType.BULK_OPERATION)
                .filter(AttackOutcome::inTop)
                .count();
        assertThat(attacks).isBetween(25L, 31L);
        // Chance alone puts an attack of some 40 events in the top 0.5 % one time in five; seeds 1 to 3 had 46 %.
        assertThat((double) ranked / attacks)
                .as("attacks with an event in the top 0.5 % of scores")
                .isGreaterThan(0.3);
        assertThat(bulk).as("bulk attacks there, of five").isGreaterThanOrEqualTo(3);
        // The budget is at most 0.1 % of events; a small history calibrates it by a few findings only.
        assertThat(quality.alertShare()).as("normal events that alert").isLessThan(0.003);
        // Contamination 0.1 flags a tenth of training by construction.
        assertThat(quality.anomalyShare())
                .as("normal events that are anomalies")
                .isBetween(0.02, 0.2);
    }
}
