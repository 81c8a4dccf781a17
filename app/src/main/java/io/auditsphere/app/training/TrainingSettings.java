package io.auditsphere.app.training;

import io.auditsphere.model.forest.ForestParameters;
import java.time.Duration;
import java.util.Objects;

/**
 * How models are made. Immutable.
 *
 * @param window how far back from its newest event a provider's history is read, positive
 * @param warmup the first part of the history, which builds users' state and is not fitted; null for 7 days or a quarter
 *     of the span, whichever is shorter
 * @param minEvents a provider with fewer events is not trained, at least 1
 * @param contamination the share of training scores at or over the anomaly threshold, in (0, 0.5]
 * @param trees trees of a forest, at least 1
 * @param sampleSize events in each tree's sample, at least 2
 * @param seed decides every draw
 * @param alerts how alert thresholds are chosen
 * @param quiet time without events after which a finding closes, positive
 * @param maxObservations the most events of one provider that are kept for fit and calibration, at least 1,000; a
 *     longer history is sampled ({@link ObservationSample}). Some 300 bytes of memory each
 * @param keepModels how many models of a provider the registry keeps, at least 2
 * @param recipe how the forests are grown
 */
public record TrainingSettings(
        Duration window,
        Duration warmup,
        int minEvents,
        double contamination,
        int trees,
        int sampleSize,
        long seed,
        AlertSettings alerts,
        Duration quiet,
        int maxObservations,
        int keepModels,
        ForestRecipe recipe) {

    private static final Duration LONGEST_WARMUP = Duration.ofDays(7);

    public TrainingSettings {
        Objects.requireNonNull(quiet, "quiet");
        Objects.requireNonNull(alerts, "alerts");
        Objects.requireNonNull(recipe, "recipe");
        require(window.toMillis() > 0, "train.history", "a positive duration", window);
        require(warmup == null || !warmup.isNegative(), "train.warmup", "a duration of 0 or more", warmup);
        require(minEvents >= 1, "train.min.events", "at least 1", minEvents);
        require(contamination > 0 && contamination <= 0.5, "train.contamination", "over 0, at most 0.5", contamination);
        require(trees >= 1, "train.trees", "at least 1", trees);
        require(sampleSize >= 2, "train.sample.size", "at least 2", sampleSize);
        require(quiet.toMillis() > 0, "findings.quiet", "a positive duration", quiet);
        require(maxObservations >= 1_000, "the most events kept for training", "at least 1000", maxObservations);
        require(keepModels >= 2, "the models kept of a provider", "at least 2", keepModels);
    }

    /** 90 days of history, at least 100 events, contamination 0.1, 200 trees of 256, 4 findings a day. */
    public static TrainingSettings defaults() {
        return new TrainingSettings(
                Duration.ofDays(90),
                null,
                100,
                0.1,
                200,
                256,
                42,
                AlertSettings.defaults(),
                Duration.ofHours(1),
                500_000,
                30,
                ForestRecipe.shipped());
    }

    /** The same with another alert budget, findings a day. */
    public TrainingSettings withBudget(double budget) {
        return new TrainingSettings(
                window,
                warmup,
                minEvents,
                contamination,
                trees,
                sampleSize,
                seed,
                AlertSettings.budget(budget),
                quiet,
                maxObservations,
                keepModels,
                recipe);
    }

    /** How long the history builds state before it is fitted, for a history of this span. */
    Duration warmupOf(Duration span) {
        if (warmup != null) {
            return warmup;
        }
        Duration quarter = span.dividedBy(4);
        return quarter.compareTo(LONGEST_WARMUP) < 0 ? quarter : LONGEST_WARMUP;
    }

    /** When the part of a history that only builds state is over. */
    long warmMs(HistoryReplay replay) {
        Duration span = Duration.ofMillis(replay.lastMs() - replay.firstMs());
        return replay.firstMs() + warmupOf(span).toMillis();
    }

    /** The parameters of a fit. */
    ForestParameters forest() {
        return recipe.parameters(trees, sampleSize, seed);
    }

    /** Findings that detectors and forests of all providers together should open a day when nothing is wrong. */
    public double openingsPerDay() {
        return alerts.openingsPerDay();
    }

    /** The same with another recipe and other alert rules. */
    public TrainingSettings with(ForestRecipe otherRecipe, AlertSettings otherAlerts) {
        return new TrainingSettings(
                window,
                warmup,
                minEvents,
                contamination,
                trees,
                sampleSize,
                seed,
                otherAlerts,
                quiet,
                maxObservations,
                keepModels,
                otherRecipe);
    }

    private static void require(boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
        }
    }
}
