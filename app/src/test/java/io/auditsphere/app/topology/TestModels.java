package io.auditsphere.app.topology;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Small forests over noise, whose thresholds and not whose trees decide what a story shows. */
final class TestModels {

    private static final int ROWS = 256;

    private TestModels() {}

    /** Every event reaches both thresholds, and the trees know the hour alone: each user gets one finding, of timing. */
    static LiveModel alertingOnEverything(String provider) {
        return model(provider, 0, 0, 1);
    }

    /** No score reaches 2. */
    static LiveModel calm(String provider) {
        return model(provider, 2, 2, AuditFeatures.WIDTH);
    }

    /** Scores of every feature, with these thresholds. */
    static LiveModel model(String provider, double anomalyThreshold, double alertThreshold) {
        return model(provider, anomalyThreshold, alertThreshold, AuditFeatures.WIDTH);
    }

    private static LiveModel model(String provider, double anomalyThreshold, double alertThreshold, int features) {
        SplittableRandom random = new SplittableRandom(7);
        float[] rows = new float[ROWS * AuditFeatures.WIDTH];
        for (int row = 0; row < ROWS; row++) {
            for (int feature = 0; feature < features; feature++) {
                rows[row * AuditFeatures.WIDTH + feature] = random.nextInt(12);
            }
        }
        IsolationForest forest = ForestFitter.fit(rows, ROWS, AuditFeatures.WIDTH, ForestParameters.plain(30, 64, 7));
        double[] scores = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            scores[row] = forest.score(rows, row * AuditFeatures.WIDTH);
        }
        PopulationThresholds thresholds =
                new PopulationThresholds(anomalyThreshold, alertThreshold, 0.1, 20, ScoreQuantiles.of(scores));
        FeatureQuantiles quantiles = FeatureQuantiles.of(rows, ROWS, AuditFeatures.WIDTH);
        return LiveModel.of(new ModelSnapshot(
                provider,
                UUID.nameUUIDFromBytes(StreamStory.bytes(provider)),
                Instant.parse("2026-03-01T00:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse("2026-03-01T00:00:00Z"),
                ROWS,
                7,
                0.1,
                AuditFeatures.SCHEMA.hash(),
                thresholds,
                thresholds,
                quantiles,
                quantiles.medians(),
                OrganisationTables.empty().encode(),
                forest));
    }
}
