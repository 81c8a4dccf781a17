package io.auditsphere.app.training;

import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelTopicException;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryCounts;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.HistorySlice;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.app.storage.TrainerLock;
import io.auditsphere.app.storage.TrainingRuns;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains providers from the history in Postgres: reads, replays, fits, asks the gates, stores and publishes, one
 * provider after another. What goes wrong with one does not keep the others from being trained. One job at a time for
 * each database, by an advisory lock. Thread-safe.
 */
public final class TrainingJob {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);

    private static final int EVENTS_A_STEP = 5_000;

    private final Database database;
    private final ModelPublisher publisher;
    private final List<String> providers;
    private final FeatureSettings features;
    private final TrainingSettings settings;
    private final Supplier<DetectorsInForce> detectors;
    private final Clock clock;
    private final TrainingProgress progress;
    private final HistoryReader history;
    private final ModelRegistry registry;
    private final TrainingRuns runs;

    /**
     * A job; nothing is read yet.
     *
     * @param database whose schema is up to date
     * @param publisher where models go
     * @param providers every provider of the installation: they share the alert budget
     * @param features must be those of the stream
     * @param detectors those of the stream: what they would have alerted about counts against the alert budget
     * @param progress is told how far it is
     */
    public TrainingJob(
            Database database,
            ModelPublisher publisher,
            Collection<String> providers,
            FeatureSettings features,
            TrainingSettings settings,
            Supplier<DetectorsInForce> detectors,
            Clock clock,
            TrainingProgress progress) {
        this(
                database,
                new HistoryReader(database),
                publisher,
                providers,
                features,
                settings,
                detectors,
                clock,
                progress);
    }

    /**
     * The same with a reader of its own.
     *
     * @param history reads the history; knows the places and categories that the stream knows
     */
    public TrainingJob(
            Database database,
            HistoryReader history,
            ModelPublisher publisher,
            Collection<String> providers,
            FeatureSettings features,
            TrainingSettings settings,
            Supplier<DetectorsInForce> detectors,
            Clock clock,
            TrainingProgress progress) {
        this.database = database;
        this.publisher = publisher;
        this.providers = List.copyOf(providers);
        this.features = features;
        this.settings = settings;
        this.detectors = detectors;
        this.clock = clock;
        this.progress = progress;
        this.history = history;
        this.registry = new ModelRegistry(new ModelTable(database));
        this.runs = new TrainingRuns(database);
    }

    /** As {@link #run(Collection)}, for every provider of the installation. */
    public TrainingReport run() throws SQLException, TrainerBusyException {
        return run(providers);
    }

    /**
     * Trains these providers.
     *
     * @throws TrainerBusyException if another trainer is at work
     * @throws SQLException if the database cannot be reached
     */
    public TrainingReport run(Collection<String> wanted) throws SQLException, TrainerBusyException {
        Optional<TrainerLock> lock = TrainerLock.tryAcquire(database);
        if (lock.isEmpty()) {
            throw new TrainerBusyException(TrainerLock.holder(database));
        }
        try (TrainerLock held = lock.get()) {
            Map<String, HistorySlice> slices = slices();
            Map<String, Long> activePeople = new LinkedHashMap<>();
            slices.values().stream()
                    .filter(slice -> !slice.isEmpty())
                    .forEach(slice -> activePeople.put(slice.provider(), slice.activePeople()));
            Map<String, Double> budget = BudgetShares.of(settings.openingsPerDay(), activePeople);
            List<ProviderResult> results = new ArrayList<>();
            for (String provider : wanted) {
                results.add(trainOne(provider, slices.get(provider), budget.getOrDefault(provider, 0.0)));
            }
            return new TrainingReport(results);
        }
    }

    /** The history of every provider, also of those that are not wanted now: they share the budget. */
    private Map<String, HistorySlice> slices() throws SQLException {
        Map<String, HistorySlice> slices = new LinkedHashMap<>();
        for (String provider : providers) {
            slices.put(provider, history.select(provider, settings.window(), clock.instant()));
        }
        return slices;
    }

    private ProviderResult trainOne(String provider, HistorySlice slice, double openingsPerDay) {
        Instant started = clock.instant();
        ProviderResult result;
        try {
            result = train(provider, slice, openingsPerDay);
        } catch (SQLException | ModelTopicException e) {
            LOG.error("Training {} failed", provider, e);
            result = new ProviderResult(
                    provider, TrainingOutcome.FAILED, "" + e.getMessage(), slice.events(), null, null);
        }
        progress.at(provider, TrainingProgress.Phase.DONE, slice.events(), slice.events());
        note(result, started);
        return result;
    }

    private void note(ProviderResult result, Instant started) {
        try {
            runs.add(new TrainingRuns.Run(
                    result.provider(),
                    started,
                    clock.instant(),
                    result.outcome().wireName(),
                    result.message(),
                    result.events(),
                    result.version()));
        } catch (SQLException e) {
            LOG.warn("The outcome of training {} could not be noted: {}", result.provider(), result, e);
        }
    }

    private ProviderResult train(String provider, HistorySlice slice, double openingsPerDay) throws SQLException {
        if (slice.events() < settings.minEvents()) {
            return tooFew(provider, slice, slice.events(), "");
        }
        HistoryReplay replay = new HistoryReplay(provider, features, settings, detectorsNow(), new UserStates());
        HistoryCounts counts = history.read(slice, (event, arrivalMs) -> {
            replay.accept(event, arrivalMs);
            if (replay.events() % EVENTS_A_STEP == 0) {
                progress.at(provider, TrainingProgress.Phase.REPLAY, replay.events(), slice.events());
            }
        });
        if (counts.rejected() > 0) {
            LOG.warn(
                    "{} rows of {} in {} could not be read as events, such as: {}",
                    counts.rejected(),
                    provider,
                    slice.source(),
                    counts.examples());
        }
        if (replay.events() < settings.minEvents()) {
            return tooFew(
                    provider,
                    slice,
                    replay.events(),
                    "; " + counts.rejected() + " rows could not be read, such as: " + counts.examples());
        }
        progress.at(provider, TrainingProgress.Phase.FIT, 0, 0);
        TrainedModel model = new ModelTrainer(settings, clock).train(replay, openingsPerDay);
        ModelSnapshot live = registry.active(provider).orElse(null);
        Optional<Gates.Refusal> refusal = Gates.check(model, live);
        if (refusal.isPresent()) {
            return new ProviderResult(
                    provider,
                    refusal.get().outcome(),
                    "the new model was not put in force: " + refusal.get().message(),
                    replay.events(),
                    null,
                    model.report());
        }
        ModelSnapshot snapshot = model.snapshot();
        byte[] bytes = SnapshotCodec.encode(snapshot);
        registry.put(snapshot, bytes, model.report().toJson(), settings.keepModels(), publisher);
        return new ProviderResult(
                provider,
                TrainingOutcome.TRAINED,
                summary(model, slice, bytes.length),
                replay.events(),
                snapshot.version(),
                model.report());
    }

    /** As the stream asks them from now on: rules that have expired mute nothing of what comes. */
    private DetectorsInForce detectorsNow() {
        DetectorsInForce now = detectors.get();
        return new DetectorsInForce(
                now.users(), now.sources(), now.suppressions().inForceAt(clock.millis()));
    }

    private ProviderResult tooFew(String provider, HistorySlice slice, long events, String more) {
        return new ProviderResult(
                provider,
                TrainingOutcome.NOT_ENOUGH_EVENTS,
                String.format(
                        Locale.ROOT,
                        "expected at least %d events (train.min.events), found %d in %s within %d days of the newest%s",
                        settings.minEvents(),
                        events,
                        slice.source(),
                        settings.window().toDays(),
                        more),
                events,
                null,
                null);
    }

    private static String summary(TrainedModel model, HistorySlice slice, int bytes) {
        ModelSnapshot snapshot = model.snapshot();
        return String.format(
                Locale.ROOT,
                "model %s (%d KiB) from %d events of %d accounts in %s, %d rows fitted; anomalies from %.4f (services"
                        + " %.4f), alerts by %s from %.4f (%.4f), %.1f findings a day expected of the"
                        + " forest beside %.1f of the detectors%s",
                snapshot.version(),
                bytes / 1024,
                model.report().events(),
                model.report().accounts(),
                slice.source(),
                snapshot.sampleCount(),
                snapshot.people().anomaly(),
                snapshot.services().anomaly(),
                snapshot.people().rule().wireName(),
                snapshot.people().alert(),
                snapshot.services().alert(),
                model.report().openingsPerDay(),
                model.report().detectorsPerDay(),
                model.report().heldBack() == null ? "" : "; " + model.report().heldBack());
    }
}
