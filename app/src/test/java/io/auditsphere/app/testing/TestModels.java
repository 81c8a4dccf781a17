package io.auditsphere.app.testing;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.TimeOrderedUuid;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.time.Instant;
import java.util.SplittableRandom;

/** Small models of made-up rows, for tests in which it does not matter what a model knows. */
public final class TestModels {

    private static final int ROWS = 300;

    private TestModels() {}

    /** A model of this provider with a version of its own. */
    public static ModelSnapshot snapshot(String provider) {
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[ROWS * AuditFeatures.WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(12);
        }
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        PopulationThresholds thresholds =
                new PopulationThresholds(0.6, 0.7, 0.1, 5, ScoreQuantiles.of(new double[] {0.4, 0.5, 0.6}));
        return new ModelSnapshot(
                provider,
                TimeOrderedUuid.at(now),
                now,
                now.minusSeconds(3600),
                now,
                ROWS,
                1,
                0.1,
                AuditFeatures.SCHEMA.hash(),
                thresholds,
                thresholds,
                FeatureQuantiles.of(rows, ROWS, AuditFeatures.WIDTH),
                new float[AuditFeatures.WIDTH],
                OrganisationTables.empty().encode(),
                ForestFitter.fit(rows, ROWS, AuditFeatures.WIDTH, ForestParameters.plain(10, 64, 1)));
    }

    /** The same model as if it had been fitted on features of another schema. */
    public static ModelSnapshot withSchema(ModelSnapshot model, byte[] schemaHash) {
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
                model.people(),
                model.services(),
                model.shownQuantiles(),
                model.splitMedians(),
                model.organisationTables(),
                model.forest());
    }
}
