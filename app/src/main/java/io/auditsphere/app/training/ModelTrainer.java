package io.auditsphere.app.training;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.TimeOrderedUuid;
import io.auditsphere.model.threshold.FeatureQuantiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a model of a replayed history. In this order:
 *
 * <ol>
 *   <li>the organisation's tables, from all of it;
 *   <li>the rows to fit: what came after the warm-up, of users with a baseline. Where that leaves fewer than
 *       {@code min.events}, users' learning periods are taken too, and then the warm-up;
 *   <li>the forest, on split values computed with those tables; service accounts give at most as many rows as people,
 *       else a forest learns what machines do and nothing about people;
 *   <li>the thresholds of people and of service accounts, each on their own rows;
 *   <li>how often thresholds made without the newest tenth are exceeded on it, beside how often they were expected to be.
 * </ol>
 *
 * <p>The same replay gives the same model, bit for bit, but for its version and time. Thread-safe.
 */
public final class ModelTrainer {

    /** The part of a provider's budget that its service accounts get at least, if there are any, and at most. */
    private static final double MIN_SERVICE_SHARE = 0.1;

    private static final double MAX_SERVICE_SHARE = 0.5;

    /** The part of a provider's budget that its forest gets even where the detectors spend all of it. */
    static final double FOREST_SHARE = 0.2;

    private final TrainingSettings settings;
    private final Clock clock;

    /** A trainer; the clock says when a model was made. */
    public ModelTrainer(TrainingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Fits and calibrates a model.
     *
     * @param replay the history, with at least one event
     * @param budgetPerDay findings that may open a day at this provider when nothing is wrong. What its detectors would
     *     have alerted about in the history is taken off; the forest gets the rest, and {@link #FOREST_SHARE} of it at
     *     least
     */
    public TrainedModel train(HistoryReplay replay, double budgetPerDay) {
        if (replay.events() == 0) {
            throw new IllegalArgumentException("there is no event of " + replay.provider() + " to train on");
        }
        long startedNanos = System.nanoTime();
        double detectorsPerDay = replay.detectorAlertsPerDay(settings.warmMs(replay));
        double openingsPerDay = Math.max(FOREST_SHARE * budgetPerDay, budgetPerDay - detectorsPerDay);
        OrganisationTables tables = replay.tables();
        Selection selection = Selection.of(replay, settings);
        double servicesBudget = openingsPerDay * serviceShare(replay);
        double peopleBudget = openingsPerDay - servicesBudget;
        CalibratedForest fitted = CalibratedForest.of(selection, tables, settings, peopleBudget, servicesBudget);

        Instant now = Instant.ofEpochMilli(clock.millis());
        ModelSnapshot snapshot = new ModelSnapshot(
                replay.provider(),
                TimeOrderedUuid.at(now),
                now,
                Instant.ofEpochMilli(selection.firstMs()),
                Instant.ofEpochMilli(selection.lastMs()),
                selection.count(),
                settings.seed(),
                settings.contamination(),
                AuditFeatures.SCHEMA.hash(),
                fitted.people(),
                fitted.services(),
                shownQuantiles(selection, tables),
                fitted.medians(),
                tables.encode(),
                fitted.forest(),
                AuditFeatures.SCHEMA.names());
        NewestRows newest = newest(selection.newest());
        TrainingMetrics metrics = new TrainingMetrics(
                replay.events(),
                replay.accounts(),
                replay.activePeople(),
                selection.people().length,
                selection.services().length,
                replay.sample().scale(),
                selection.learningIncluded(),
                budgetPerDay,
                detectorsPerDay,
                fitted.people().expectedOpeningsPerDay() + fitted.services().expectedOpeningsPerDay(),
                newest.flaggedShare(snapshot),
                newest.separation(snapshot),
                heldBack(selection, tables, peopleBudget, servicesBudget),
                Duration.ofNanos(System.nanoTime() - startedNanos).toMillis());
        return new TrainedModel(snapshot, metrics, newest);
    }

    private static double serviceShare(HistoryReplay replay) {
        long services = replay.accounts() - replay.activePeople();
        if (services == 0) {
            return 0;
        }
        return Math.min(MAX_SERVICE_SHARE, Math.max(MIN_SERVICE_SHARE, (double) services / replay.accounts()));
    }

    /** What thresholds made without the newest tenth say of it; null where the rest would not make a model. */
    private HeldBackRates heldBack(
            Selection selection, OrganisationTables tables, double peopleBudget, double servicesBudget) {
        Selection older = selection.older();
        if (older.count() < settings.minEvents()) {
            return null;
        }
        CalibratedForest fitted = CalibratedForest.of(older, tables, settings, peopleBudget, servicesBudget);
        return HeldBackRates.of(fitted, selection.newest(), tables, settings.quiet());
    }

    private static FeatureQuantiles shownQuantiles(Selection selection, OrganisationTables tables) {
        int[] places = selection.people().length > 0 ? selection.people() : selection.services();
        float[] shown = new float[places.length * AuditFeatures.WIDTH];
        for (int i = 0; i < places.length; i++) {
            AuditFeatures.shown(selection.sample().observation(places[i]), tables, shown, i * AuditFeatures.WIDTH);
        }
        return FeatureQuantiles.of(shown, places.length, AuditFeatures.WIDTH);
    }

    private static NewestRows newest(Selection selection) {
        List<Observation> newest = new ArrayList<>(selection.count());
        for (int place : selection.all()) {
            newest.add(selection.sample().observation(place));
        }
        return new NewestRows(newest);
    }
}
