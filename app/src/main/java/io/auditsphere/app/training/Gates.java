package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import io.auditsphere.model.threshold.PopulationThresholds;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new model has to pass before it takes over. A refused model costs nothing, the live one stays; a bad model that
 * takes over costs a night of alerts or, worse, silence. Stateless and thread-safe.
 */
public final class Gates {

    /** The newest tenth may be flagged this many times as often as contamination asks: habits do change. */
    private static final double MAX_FLAGGED_FACTOR = 4;

    private static final double MAX_FLAGGED_SHARE = 0.6;

    /** Fewer rows than these say nothing about a share of some per cent. */
    private static final int MIN_ROWS = 200;

    /** Below this expected share, a newest part without one flagged row is no surprise. */
    private static final double MIN_EXPECTED_SHARE = 0.02;

    /** How much lower the separation, 0..1, may be than the live model's. A judgement: a model that lost more is broken. */
    private static final double SEPARATION_TOLERANCE = 0.15;

    /**
     * A refusal.
     *
     * @param outcome which gate
     * @param message what was expected and what was found
     */
    public record Refusal(TrainingOutcome outcome, String message) {}

    private Gates() {}

    /**
     * Asks every gate in turn.
     *
     * @param model the new model
     * @param live the model in force; null if there is none that can be compared
     * @return the first refusal, or empty if the model may take over
     */
    public static Optional<Refusal> check(TrainedModel model, ModelSnapshot live) {
        return finite(model)
                .or(() -> readable(model.snapshot()))
                .or(() -> flaggedShare(model))
                .or(() -> live == null ? Optional.empty() : noWorse(model, live));
    }

    private static Optional<Refusal> finite(TrainedModel model) {
        ModelSnapshot snapshot = model.snapshot();
        for (PopulationThresholds population : new PopulationThresholds[] {snapshot.people(), snapshot.services()}) {
            boolean finite = isScore(population.anomaly())
                    && isScore(population.alert())
                    && Double.isFinite(population.expectedOpeningsPerDay())
                    && population.scores().count() > 0
                    && isScore(population.scores().quantile(0))
                    && isScore(population.scores().quantile(1));
            if (!finite) {
                return refuse(
                        TrainingOutcome.REFUSED_NOT_FINITE,
                        "expected scores and thresholds that are numbers in 0..1, found anomaly threshold %s, alert"
                                + " threshold %s over %d training scores",
                        population.anomaly(),
                        population.alert(),
                        population.scores().count());
            }
        }
        return Optional.empty();
    }

    /** A threshold may lie just over the highest score there is. */
    private static boolean isScore(double value) {
        return value >= 0 && value <= Math.nextUp(1.0);
    }

    private static Optional<Refusal> readable(ModelSnapshot snapshot) {
        try {
            ModelSnapshot read = SnapshotCodec.decode(SnapshotCodec.encode(snapshot), AuditFeatures.SCHEMA.hash());
            if (read.forest().equals(snapshot.forest())) {
                return Optional.empty();
            }
            return refuse(TrainingOutcome.REFUSED_SCHEMA, "the forest reads back as another one than was written");
        } catch (SnapshotFormatException e) {
            return refuse(TrainingOutcome.REFUSED_SCHEMA, "%s", e.getMessage());
        }
    }

    private static Optional<Refusal> flaggedShare(TrainedModel model) {
        if (model.newest().count() < MIN_ROWS) {
            return Optional.empty();
        }
        ModelSnapshot snapshot = model.snapshot();
        double found = model.report().flaggedNewest();
        double most = Math.min(MAX_FLAGGED_SHARE, MAX_FLAGGED_FACTOR * snapshot.contamination());
        // A Sunday on which programs alone are at work flags nothing, and the model is as good as any.
        boolean silent = found == 0
                && model.newest().people() >= MIN_ROWS
                && snapshot.people().expectedAnomalyShare() >= MIN_EXPECTED_SHARE;
        if (found <= most && !silent) {
            return Optional.empty();
        }
        return refuse(
                TrainingOutcome.REFUSED_FLAGGED_SHARE,
                "of the newest tenth of the history (%d rows) it flags %.1f %% as anomalies, expected %s%.1f %%."
                        + " Look for a change in how events are delivered, or train on a shorter train.history",
                model.newest().count(),
                100 * found,
                silent ? "more than none of it and at most " : "at most ",
                100 * most);
    }

    private static Optional<Refusal> noWorse(TrainedModel model, ModelSnapshot live) {
        double separation = model.report().separation();
        double before = model.newest().separation(live);
        if (separation >= before - SEPARATION_TOLERANCE) {
            return Optional.empty();
        }
        return refuse(
                TrainingOutcome.REFUSED_WORSE_THAN_LIVE,
                "of rows made strange it scores %.0f %% higher than 99 of 100 ordinary ones, the live model %s %.0f %%."
                        + " `auditsphere models withdraw` and training again takes it nevertheless",
                100 * separation,
                live.version(),
                100 * before);
    }

    private static Optional<Refusal> refuse(TrainingOutcome outcome, String message, Object... values) {
        return Optional.of(new Refusal(outcome, String.format(Locale.ROOT, message, values)));
    }
}
