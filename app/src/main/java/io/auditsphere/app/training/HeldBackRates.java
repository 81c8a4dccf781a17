package io.auditsphere.app.training;

import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.time.Duration;
import java.util.Locale;

/**
 * How often thresholds were exceeded on history that they were not made from, beside how often they were expected to
 * be: the oldest nine tenths are fitted and calibrated by the same rules as the model, and the newest tenth is held
 * against that. The organisation's tables alone come from all of it. Habits change, so the two differ; a threshold
 * that is exceeded many times as often as expected will be so tomorrow too.
 *
 * @param rows how many rows were held back
 * @param days how long they took
 * @param expectedAnomalyShare share of rows at or over the anomaly thresholds in calibration, by population as the rows
 *     held back are
 * @param anomalyShare the same of the rows held back
 * @param expectedAlertShare share of rows at or over the alert thresholds that the rule expects
 * @param alertShare the same of the rows held back
 * @param expectedOpeningsPerDay findings that the calibration's history would have opened a day
 * @param openingsPerDay findings that the rows held back would have opened a day
 */
public record HeldBackRates(
        int rows,
        double days,
        double expectedAnomalyShare,
        double anomalyShare,
        double expectedAlertShare,
        double alertShare,
        double expectedOpeningsPerDay,
        double openingsPerDay) {

    /** Counts what a model that never saw them says of these rows. */
    static HeldBackRates of(CalibratedForest model, Selection newest, OrganisationTables tables, Duration quiet) {
        Tally tally = new Tally();
        double days = newest.days();
        double openings = 0;
        for (boolean service : new boolean[] {false, true}) {
            ScoredRows scored = ScoredRows.of(
                    newest.sample(), service ? newest.services() : newest.people(), tables, model.scorer());
            PopulationThresholds thresholds = service ? model.services() : model.people();
            tally.add(scored.scores(), thresholds);
            ScoredRows.Types types = new ScoredRows.Types(scored, tables, model.scorer(), model.medians());
            openings += AlertCalibration.at(
                            thresholds.alert(), scored, types, newest.sample().scale(), days, quiet)
                    .openingsPerDay();
        }
        return new HeldBackRates(
                newest.count(),
                days,
                tally.expectedAnomalies / newest.count(),
                (double) tally.anomalies / newest.count(),
                tally.expectedAlerts / newest.count(),
                (double) tally.alerts / newest.count(),
                model.people().expectedOpeningsPerDay() + model.services().expectedOpeningsPerDay(),
                openings);
    }

    private static final class Tally {
        private double expectedAnomalies;
        private int anomalies;
        private double expectedAlerts;
        private int alerts;

        void add(double[] scores, PopulationThresholds thresholds) {
            expectedAnomalies += scores.length * thresholds.expectedAnomalyShare();
            expectedAlerts += scores.length * thresholds.expectedAlertShare();
            for (double score : scores) {
                anomalies += score >= thresholds.anomaly() ? 1 : 0;
                alerts += score >= thresholds.alert() ? 1 : 0;
            }
        }
    }

    /** In words, for one line: each rate as found, beside what was expected. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% anomalies (%.1f %% expected), %.3f %% of events over the alert threshold (%.3f %%), %.1f"
                        + " findings a day (%.1f) on %d events held back",
                100 * anomalyShare,
                100 * expectedAnomalyShare,
                100 * alertShare,
                100 * expectedAlertShare,
                openingsPerDay,
                expectedOpeningsPerDay,
                rows);
    }
}
