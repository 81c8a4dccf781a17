package io.auditsphere.app.scoring;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.app.training.BudgetShares;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Scores a file by the code of the stream, so that an export can be tried and settings be tested on the past. Files are
 * read as a stream: memory grows with the number of users, not with that of events. For one thread.
 *
 * <p>A line counts as arriving when the run began, since a file does not say when; nothing in a result but {@code
 * scored_at} depends on that for events of the past. Duplicates are dropped over all files together, as the stream would.
 * Where a file is given both to train and to score, it is fitted on as a whole and scored with empty state, since its
 * events cannot have taught what is known when they come.
 */
public final class ScoreRun {

    private final ScoreRequest request;
    private final ScoreSettings settings;
    private final Clock clock;
    private final Console console;
    private final long arrivalMs;
    private final EventDecoder decoder;
    private final ScoreSummary summary = new ScoreSummary();
    private RecentIds ids;
    private long watermarkMs = Long.MIN_VALUE;

    /**
     * @param clock tells the arrival of all lines, and {@code scored_at}
     * @param console for progress; not for results
     */
    public ScoreRun(ScoreRequest request, ScoreSettings settings, Clock clock, Console console) {
        this.request = request;
        this.settings = settings;
        this.clock = clock;
        this.console = console;
        this.arrivalMs = clock.millis();
        this.decoder = new EventDecoder(settings.ingest().withoutMaxAge());
        this.ids = new RecentIds(settings.dedupRetention());
    }

    /**
     * Reads, fits, scores and writes.
     *
     * @throws IOException if a file cannot be read or written, or is no model
     */
    public ScoreSummary run() throws IOException {
        try (LineWriter results = LineWriter.open(request.output());
                LineWriter findings = LineWriter.open(request.findings());
                LineWriter deadLetters = LineWriter.open(request.deadLetters())) {
            UserStates users = new UserStates();
            Map<String, HistoryReplay> replays = new TreeMap<>();
            boolean ownEvents = request.train() != null && isSameFile(request.train(), request.input());
            OfflineScorer scorer = scorer(
                    ownEvents ? new UserStates() : users, finding -> findings.write(FindingJson.toBytes(finding)));
            if (request.train() != null) {
                read("Learning " + request.train(), request.train(), deadLetters, event -> {
                    HistoryReplay replay = replays.computeIfAbsent(
                            event.provider(),
                            provider -> new HistoryReplay(provider, settings.features(), settings.training(), users));
                    Observation observation = replay.observe(event, arrivalMs);
                    if (!ownEvents) {
                        scorer.learn(event, observation, arrivalMs);
                    }
                    summary.countTaught();
                });
            }
            fit(replays, scorer);
            replays.clear();
            load(scorer);
            if (ownEvents) {
                ids = new RecentIds(settings.dedupRetention());
                watermarkMs = Long.MIN_VALUE;
            }
            if (request.learn() != null) {
                read("Learning " + request.learn(), request.learn(), deadLetters, event -> {
                    scorer.learn(event, arrivalMs);
                    summary.countTaught();
                });
            }
            score(scorer, results, deadLetters);
        }
        return summary;
    }

    private OfflineScorer scorer(UserStates users, Consumer<Finding> sink) {
        return new OfflineScorer(
                new EventScorer(
                        new FeatureEngine(settings.features()),
                        BuiltInDetectors.asShipped(),
                        settings.scoring(),
                        clock),
                users,
                sink);
    }

    private void fit(Map<String, HistoryReplay> replays, OfflineScorer scorer) {
        ModelTrainer trainer = new ModelTrainer(settings.training(), clock);
        Map<String, Long> people = new TreeMap<>();
        replays.forEach((provider, replay) -> people.put(provider, replay.activePeople()));
        Map<String, Double> budget = BudgetShares.of(settings.training().openingsPerDay(), people);
        replays.forEach((provider, replay) -> {
            int minEvents = settings.training().minEvents();
            if (replay.events() < minEvents) {
                summary.notTrained(provider + " has " + replay.events() + " events in " + request.train()
                        + "; a forest needs " + minEvents + " (MIN_TRAINING_EVENTS)");
            } else {
                scorer.use(trainer.train(replay, budget.get(provider)).snapshot());
                console.done("Trained " + provider, replay.events() + " events of " + replay.accounts() + " accounts");
            }
        });
    }

    private void load(OfflineScorer scorer) throws IOException {
        for (Path file : request.models()) {
            try {
                ModelSnapshot snapshot = SnapshotCodec.decode(Files.readAllBytes(file), AuditFeatures.SCHEMA.hash());
                if (scorer.hasModel(snapshot.provider())) {
                    throw new IOException(
                            file + " is a second model of " + snapshot.provider() + "; give one a provider");
                }
                scorer.use(snapshot);
            } catch (SnapshotFormatException e) {
                throw new IOException(file + " is no model that this release can score with: " + e.getMessage(), e);
            }
        }
    }

    private void score(OfflineScorer scorer, LineWriter results, LineWriter deadLetters) throws IOException {
        boolean all = settings.emit() == EmitPolicy.ALL;
        read("Scoring " + request.input(), request.input(), deadLetters, event -> {
            ScoredEvent scored = scorer.score(event, arrivalMs, watermarkMs);
            Anomaly anomaly = scored.anomaly();
            if (all || anomaly.isAnomaly()) {
                results.write(AnomalyJson.toBytes(anomaly));
            }
            summary.countResult(anomaly.isAnomaly(), anomaly.isAlert(), anomaly.late(), anomaly.model() != null);
        });
    }

    /** Hands every event of a file that is no duplicate to a consumer. */
    private void read(String what, String name, LineWriter deadLetters, Consumer<AuditEvent> consumer)
            throws IOException {
        // One byte over the limit: enough for the decoder to see that a record is too large.
        try (RecordFile file = RecordFile.open(name, settings.ingest().maxBytes() + 1)) {
            long passed = 0;
            for (byte[] line = file.next(); line != null; line = file.next()) {
                DecodedRecord record = decoder.decode(line, arrivalMs);
                for (AuditEvent event : record.events()) {
                    watermarkMs = Math.max(watermarkMs, Math.min(event.creationTimeMs(), arrivalMs));
                    if (ids.seen(event, watermarkMs)) {
                        summary.countDuplicate();
                    } else {
                        consumer.accept(event);
                    }
                }
                if (record.hasRejections()) {
                    for (Rejection rejection : record.rejections()) {
                        summary.countRejected(rejection.reason().wireName());
                    }
                    deadLetters.write(DeadLetterLine.of(file.lineNumber(), line, record.rejections(), file.wasCut()));
                }
                passed++;
                if (passed % 1000 == 0) {
                    console.progress(what, file.share(), passed + " lines");
                }
            }
            console.done(what, passed + " lines");
        }
    }

    private static boolean isSameFile(String one, String other) throws IOException {
        return !one.equals(RecordFile.STANDARD_INPUT)
                && !other.equals(RecordFile.STANDARD_INPUT)
                && Files.isSameFile(Path.of(one), Path.of(other));
    }
}
