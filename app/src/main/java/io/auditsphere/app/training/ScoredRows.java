package io.auditsphere.app.training;

import io.auditsphere.model.explain.Ablation;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureGroup;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.schemas.AnomalyType;

/**
 * Rows of one population with what a forest says of them, in the order in which their events arrived.
 *
 * @param observations what the users' states said
 * @param users the hash of each row's user
 * @param places each row's place in the sample
 * @param sample where the rows are from
 * @param rows split values, {@code float[count × 16]}, row-major
 * @param scores each row's anomaly score
 */
@SuppressWarnings("ArrayRecordComponent") // A view of large arrays inside this package, compared by nobody.
record ScoredRows(
        Observation[] observations,
        long[] users,
        int[] places,
        ObservationSample sample,
        float[] rows,
        double[] scores) {

    /** The rows at these places, scored by this forest. */
    static ScoredRows of(ObservationSample sample, int[] places, OrganisationTables tables, ForestScorer forest) {
        Observation[] observations = new Observation[places.length];
        long[] users = new long[places.length];
        float[] rows = new float[places.length * AuditFeatures.WIDTH];
        double[] scores = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            observations[i] = sample.observation(places[i]);
            users[i] = sample.user(places[i]);
            AuditFeatures.split(observations[i], tables, rows, i * AuditFeatures.WIDTH);
        }
        forest.scores(rows, places.length, scores);
        return new ScoredRows(observations, users, places, sample, rows, scores);
    }

    /** Whether a finding of this type with this row would be muted, and nobody's alert. */
    boolean isMuted(int row, AnomalyType type) {
        return sample.isMuted(places[row], type);
    }

    int count() {
        return scores.length;
    }

    /** The anomaly types of some rows by one forest, as live scoring names them. Not thread-safe. */
    static final class Types {

        private static final FeatureGroup[] GROUP_OF = groups();

        private final ScoredRows scored;
        private final OrganisationTables tables;
        private final Ablation ablation;
        private final float[] medians;
        private final float[] shown = new float[AuditFeatures.WIDTH];
        private final double[] contributions = new double[AuditFeatures.WIDTH];

        Types(ScoredRows scored, OrganisationTables tables, ForestScorer forest, float[] medians) {
            this.scored = scored;
            this.tables = tables;
            this.ablation = new Ablation(forest);
            this.medians = medians;
        }

        /** Bulk if it is shown as bulk, else the group of the largest single contribution. */
        AnomalyType of(int row) {
            AuditFeatures.shown(scored.observations[row], tables, shown, 0);
            if (shown[AuditFeatures.IS_BULK_OPERATION] == 1) {
                return AnomalyType.BULK_OPERATION;
            }
            ablation.contributions(scored.rows, row * AuditFeatures.WIDTH, medians, contributions);
            int largest = 0;
            for (int feature = 1; feature < contributions.length; feature++) {
                if (contributions[feature] > contributions[largest]) {
                    largest = feature;
                }
            }
            return GROUP_OF[largest].anomalyType();
        }

        private static FeatureGroup[] groups() {
            FeatureGroup[] groups = new FeatureGroup[AuditFeatures.WIDTH];
            for (int feature = 0; feature < groups.length; feature++) {
                groups[feature] = AuditFeatures.SCHEMA.feature(feature).group();
            }
            return groups;
        }
    }
}
