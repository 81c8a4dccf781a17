package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.util.List;

/**
 * The newest part of a history, kept to ask models about: how much of it one flags, and how well one sets apart rows
 * that are certainly strange. There are no labels, so the strange rows are made up: rows of the history with one aspect
 * turned into what each kind of attack looks like. Both questions can be put to a model that was fitted on other rows,
 * which is how a new model is compared with the live one. Immutable and thread-safe.
 */
public final class NewestRows {

    /** Rows that are made strange in each of six ways. */
    private static final int PROBED_ROWS = 200;

    /** A strange row should be scored higher than this share of the rows as they are. */
    private static final double HIGH_QUANTILE = 0.99;

    /**
     * What an attack of each kind looks like in split values, as (feature, value) pairs: a night's work on a free day,
     * ten times the usual volume, a guest of another organisation, a new network in a new country, a rare and sensitive
     * act, a burst twenty times the usual.
     */
    private static final int[][] PROBES = {
        {
            AuditFeatures.HOUR_OF_DAY, 8,
            AuditFeatures.DAY_OF_WEEK, 20,
            AuditFeatures.IS_WEEKEND, 16,
            AuditFeatures.IS_BUSINESS_HOURS, 12
        },
        {
            AuditFeatures.EVENT_COUNT_1H, 100,
            AuditFeatures.EVENT_COUNT_24H, 60,
            AuditFeatures.UNIQUE_SITES, 30,
            AuditFeatures.UNIQUE_OPERATIONS, 25
        },
        {AuditFeatures.IS_GUEST, 1, AuditFeatures.IS_EXTERNAL, 1},
        {AuditFeatures.IS_NEW_IP, 1, AuditFeatures.IS_UNUSUAL_LOCATION, 1},
        {AuditFeatures.OPERATION_CATEGORY, 30, AuditFeatures.IS_SENSITIVE_OPERATION, 1},
        {AuditFeatures.IS_BULK_OPERATION, 200, AuditFeatures.EVENT_COUNT_1H, 60},
    };

    private final List<Observation> observations;

    NewestRows(List<Observation> observations) {
        this.observations = List.copyOf(observations);
    }

    /** How many rows there are. */
    public int count() {
        return observations.size();
    }

    /** How many of them are of people. Programs repeat themselves: none of their rows may be strange for days. */
    int people() {
        return observations.size() - ofServices().size();
    }

    /** Those of programs. */
    List<Observation> ofServices() {
        return observations.stream().filter(Observation::service).toList();
    }

    /** The share of the rows at or over the model's anomaly thresholds, 0..1; 0 if there are none. */
    double flaggedShare(ModelSnapshot model) {
        OrganisationTables tables = OrganisationTables.decode(model.organisationTables());
        float[] row = new float[AuditFeatures.WIDTH];
        int flagged = 0;
        for (Observation observation : observations) {
            AuditFeatures.split(observation, tables, row, 0);
            flagged += model.forest().score(row, 0)
                            >= thresholds(model, observation).anomaly()
                    ? 1
                    : 0;
        }
        return observations.isEmpty() ? 0 : (double) flagged / observations.size();
    }

    /**
     * The share of made-up strange rows that the model scores higher than 99 of 100 rows as they are, 0..1; 1 if there
     * are no rows. The rows as they are are scored by the same model, so that two models can be compared whatever
     * history each was fitted on.
     */
    double separation(ModelSnapshot model) {
        OrganisationTables tables = OrganisationTables.decode(model.organisationTables());
        double peopleBar = bar(model, tables, false);
        double servicesBar = bar(model, tables, true);
        float[] row = new float[AuditFeatures.WIDTH];
        int stride = Math.max(1, observations.size() / PROBED_ROWS);
        int asked = 0;
        int high = 0;
        for (int i = 0; i < observations.size(); i += stride) {
            Observation observation = observations.get(i);
            for (int[] probe : PROBES) {
                AuditFeatures.split(observation, tables, row, 0);
                for (int j = 0; j < probe.length; j += 2) {
                    row[probe[j]] = Math.max(row[probe[j]], probe[j + 1]);
                }
                asked++;
                high += model.forest().score(row, 0) > (observation.service() ? servicesBar : peopleBar) ? 1 : 0;
            }
        }
        return asked == 0 ? 1 : (double) high / asked;
    }

    /** The score that 99 of 100 rows of a population do not exceed; 0 if it has none. */
    private double bar(ModelSnapshot model, OrganisationTables tables, boolean service) {
        float[] row = new float[AuditFeatures.WIDTH];
        double[] scores = observations.stream()
                .filter(observation -> observation.service() == service)
                .mapToDouble(observation -> {
                    AuditFeatures.split(observation, tables, row, 0);
                    return model.forest().score(row, 0);
                })
                .sorted()
                .toArray();
        return scores.length == 0 ? 0 : scores[(int) (HIGH_QUANTILE * (scores.length - 1))];
    }

    private static PopulationThresholds thresholds(ModelSnapshot model, Observation observation) {
        return observation.service() ? model.services() : model.people();
    }
}
