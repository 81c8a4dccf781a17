package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.ContaminationThreshold;
import io.auditsphere.model.threshold.PeaksOverThreshold;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.util.Arrays;
import java.util.List;

/**
 * A forest fitted on a selection of rows, with the thresholds of people and of service accounts, each from their own
 * rows. Service accounts give at most as many rows to the fit as people, else a forest learns what machines do and
 * nothing about people.
 *
 * @param forest the trees
 * @param scorer scores by them
 * @param medians the median of each split value
 * @param people thresholds of people
 * @param services thresholds of service accounts
 */
@SuppressWarnings("ArrayRecordComponent") // inside this package, compared by nobody
record CalibratedForest(
        IsolationForest forest,
        ForestScorer scorer,
        float[] medians,
        PopulationThresholds people,
        PopulationThresholds services) {

    /** A population with fewer rows has no quantiles of its own worth the name: both share the thresholds of all rows. */
    private static final int MIN_POPULATION_ROWS = 50;

    /**
     * Fits and calibrates.
     *
     * @param peopleBudget findings a day that may open about people, where a budget decides
     * @param servicesBudget the same about service accounts
     */
    static CalibratedForest of(
            Selection selection,
            OrganisationTables tables,
            TrainingSettings settings,
            double peopleBudget,
            double servicesBudget) {
        IsolationForest forest = fit(selection, tables, settings);
        ForestScorer scorer = ForestScorer.of(forest);
        ScoredRows people = ScoredRows.of(selection.sample(), selection.people(), tables, scorer);
        ScoredRows services = ScoredRows.of(selection.sample(), selection.services(), tables, scorer);
        float[] medians = medians(people, services);
        Calibration calibration = new Calibration(selection, tables, settings, scorer, medians);
        Alert peopleAlert = calibration.alert(people, peopleBudget);
        Alert servicesAlert = calibration.alert(services, servicesBudget);
        return new CalibratedForest(
                forest,
                scorer,
                medians,
                calibration.thresholds(people, peopleAlert, services, servicesAlert),
                calibration.thresholds(services, servicesAlert, people, peopleAlert));
    }

    private static IsolationForest fit(Selection selection, OrganisationTables tables, TrainingSettings settings) {
        int[] people = selection.people();
        int[] services = people.length == 0
                ? selection.services()
                : evenly(selection.services(), Math.max(people.length, settings.minEvents()));
        int count = people.length + services.length;
        float[] rows = new float[count * AuditFeatures.WIDTH];
        int row = 0;
        for (int[] places : List.of(people, services)) {
            for (int place : places) {
                AuditFeatures.split(selection.sample().observation(place), tables, rows, row++ * AuditFeatures.WIDTH);
            }
        }
        return ForestFitter.fit(rows, count, AuditFeatures.WIDTH, settings.forest());
    }

    /** At most so many of these, at equal distances. */
    private static int[] evenly(int[] places, int most) {
        if (places.length <= most) {
            return places;
        }
        int[] kept = new int[most];
        for (int i = 0; i < most; i++) {
            kept[i] = places[(int) ((long) i * places.length / most)];
        }
        return kept;
    }

    private static float[] medians(ScoredRows people, ScoredRows services) {
        float[] medians = new float[AuditFeatures.WIDTH];
        float[] column = new float[people.count() + services.count()];
        for (int feature = 0; feature < medians.length; feature++) {
            int size = 0;
            for (ScoredRows rows : List.of(people, services)) {
                for (int row = 0; row < rows.count(); row++) {
                    column[size++] = rows.rows()[row * AuditFeatures.WIDTH + feature];
                }
            }
            Arrays.sort(column);
            medians[feature] = column[(column.length - 1) / 2];
        }
        return medians;
    }

    /** What a population's alert threshold came to, and what its rule was given and expects. */
    private record Alert(AlertCalibration calibrated, double target, double expectedShare) {}

    /** What the calibration of both populations shares. */
    private record Calibration(
            Selection selection,
            OrganisationTables tables,
            TrainingSettings settings,
            ForestScorer scorer,
            float[] medians) {

        Alert alert(ScoredRows scored, double budget) {
            ScoredRows.Types types = new ScoredRows.Types(scored, tables, scorer, medians);
            long scale = selection.sample().scale();
            if (settings.alerts().rule() == AlertRule.BUDGET || scored.count() == 0) {
                AlertCalibration found =
                        AlertCalibration.within(scored, types, budget, scale, selection.days(), settings.quiet());
                return new Alert(found, budget, share(scored.scores(), found.threshold()));
            }
            double risk = settings.alerts().risk();
            double tail = PeaksOverThreshold.of(scored.scores(), risk).score();
            AlertCalibration found =
                    AlertCalibration.at(tail, scored, types, scale, selection.days(), settings.quiet());
            return new Alert(found, risk, risk);
        }

        /**
         * Thresholds from a population's own rows; where those are too few, from all rows, and its alert threshold is
         * the other population's, or over everything it did itself.
         */
        PopulationThresholds thresholds(ScoredRows own, Alert ownAlert, ScoredRows other, Alert otherAlert) {
            boolean enough = own.count() >= MIN_POPULATION_ROWS;
            double[] scores = enough ? own.scores() : together(own.scores(), other.scores());
            ContaminationThreshold anomaly = ContaminationThreshold.of(scores, settings.contamination());
            double alert = enough
                    ? ownAlert.calibrated().threshold()
                    : Math.max(
                            otherAlert.calibrated().threshold(),
                            Math.nextUp(Arrays.stream(own.scores()).max().orElse(0)));
            return new PopulationThresholds(
                    anomaly.score(),
                    Math.max(anomaly.score(), alert),
                    anomaly.expectedShare(),
                    enough ? ownAlert.calibrated().openingsPerDay() : 0,
                    ScoreQuantiles.of(scores),
                    settings.alerts().rule(),
                    ownAlert.target(),
                    enough ? ownAlert.expectedShare() : 0);
        }

        private static double share(double[] scores, double threshold) {
            return scores.length == 0
                    ? 0
                    : (double) Arrays.stream(scores)
                                    .filter(score -> score >= threshold)
                                    .count()
                            / scores.length;
        }

        private static double[] together(double[] first, double[] second) {
            double[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }
}
