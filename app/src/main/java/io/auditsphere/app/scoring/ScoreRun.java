package io.auditsphere.app.scoring;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.input.InputSelection;
import io.auditsphere.app.input.TimeSpool;
import io.auditsphere.app.report.OwnDomainsText;
import io.auditsphere.app.scoring.LogReader.EventSink;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.app.training.BudgetShares;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
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
    private final DetectorsInForce detectors;
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
        this.detectors = settings.detectors();
        this.clock = clock;
        this.console = console;
        this.arrivalMs = clock.millis();
        this.decoder = new EventDecoder(settings.ingest().withoutMaxAge());
        this.ids = new RecentIds(settings.dedupRetention());
    }

    /**
     * Reads, fits, scores and writes.
     *
     * @param alerts takes each result that is an alert
     * @throws IOException if a file cannot be written, is no model, or not one of the logs can be read
     */
    public ScoreSummary run(Consumer<Anomaly> alerts) throws IOException {
        try (LineWriter results = LineWriter.open(request.output());
                LineWriter findings = LineWriter.open(request.findings());
                LineWriter deadLetters = LineWriter.open(request.deadLetters())) {
            int maxBytes = settings.ingest().maxBytes();
            LogReader reader = new LogReader(decoder, maxBytes, arrivalMs, summary.report(), deadLetters, console);
            UserStates users = new UserStates();
            boolean ownEvents = request.train() != null && shareFiles(request.train(), request.input());
            OfflineScorer scorer = scorer(
                    ownEvents ? new UserStates() : users, finding -> findings.write(FindingJson.toBytes(finding)));
            Teacher teacher = new Teacher(users, ownEvents ? null : scorer);
            EventSink scoring = event -> score(event, scorer, results, alerts);
            if (request.learnShare() != null) {
                runInParts(reader, teacher, scorer, scoring);
            } else {
                runInOrder(reader, teacher, scorer, ownEvents, scoring);
            }
            tellDomains(scorer);
        }
        return summary;
    }

    /** One log after another, each in its own order, as the stream would have them. */
    private void runInOrder(
            LogReader reader, Teacher teacher, OfflineScorer scorer, boolean ownEvents, EventSink scoring)
            throws IOException {
        if (request.train() != null) {
            reader.read("Learning", request.train(), unlessSeen(teacher::learn));
        }
        fit(teacher, scorer);
        load(scorer);
        if (ownEvents) {
            ids = new RecentIds(settings.dedupRetention());
            watermarkMs = Long.MIN_VALUE;
        }
        if (request.learn() != null) {
            reader.read("Learning", request.learn(), unlessSeen(event -> {
                scorer.learn(event, arrivalMs);
                summary.countTaught();
            }));
        }
        reader.read("Scoring", request.input(), unlessSeen(scoring));
    }

    /** One log in the order of time, its first part learnt. Exports come in any order, the newest first above all. */
    private void runInParts(LogReader reader, Teacher teacher, OfflineScorer scorer, EventSink scoring)
            throws IOException {
        try (TimeSpool spool = new TimeSpool()) {
            reader.read(
                    "Reading",
                    request.input(),
                    event -> spool.add(event.creationTimeMs(), AuditEventJson.toBytes(event)));
            long learnt = Math.round(spool.size() * request.learnShare());
            EventSink learning = unlessSeen(teacher::learn);
            EventSink scored = unlessSeen(scoring);
            for (long i = 0; i < spool.size(); i++) {
                if (i == learnt) {
                    fit(teacher, scorer);
                    load(scorer);
                }
                (i < learnt ? learning : scored).accept(AuditEventJson.read(spool.next()));
                if (i % 1000 == 0) {
                    console.progress(i < learnt ? "Learning" : "Scoring", (double) i / spool.size(), i + " events");
                }
            }
            console.done("Learnt", summary.taught() + " events, the first in time");
            console.done("Scored", summary.results() + " events");
        }
    }

    private OfflineScorer scorer(UserStates users, Consumer<Finding> sink) {
        return new OfflineScorer(
                new EventScorer(
                        new FeatureEngine(settings.features()),
                        detectors::users,
                        detectors::suppressions,
                        settings.scoring(),
                        clock),
                new SourceWatch(
                        detectors::sources,
                        detectors::suppressions,
                        settings.scoring().findings()),
                users,
                sink);
    }

    private void fit(Teacher teacher, OfflineScorer scorer) {
        ModelTrainer trainer = new ModelTrainer(settings.training(), clock);
        Map<String, Long> people = new TreeMap<>();
        teacher.replays.forEach((provider, replay) -> people.put(provider, replay.activePeople()));
        Map<String, Double> budget = BudgetShares.of(settings.training().openingsPerDay(), people);
        teacher.replays.forEach((provider, replay) -> {
            int minEvents = settings.training().minEvents();
            if (replay.events() < minEvents) {
                summary.notTrained(provider + " has " + replay.events() + " events to learn from; a forest needs "
                        + minEvents + " (MIN_TRAINING_EVENTS). Its events were judged by the detectors alone");
            } else {
                scorer.use(trainer.train(replay, budget.get(provider)).snapshot());
                console.done("Trained " + provider, replay.events() + " events of " + replay.accounts() + " accounts");
            }
        });
        teacher.replays.clear();
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

    private void tellDomains(OfflineScorer scorer) {
        if (!settings.features().ownDomains().isEmpty()) {
            summary.report()
                    .addDomains(OwnDomainsText.configured(settings.features().ownDomains()));
            return;
        }
        scorer.models()
                .forEach((provider, model) -> summary.report()
                        .addDomains(
                                OwnDomainsText.learnt(provider, model.tables().learntDomains())));
    }

    private void score(AuditEvent event, OfflineScorer scorer, LineWriter results, Consumer<Anomaly> alerts) {
        ScoredEvent scored = scorer.score(event, arrivalMs, watermarkMs);
        Anomaly anomaly = scored.anomaly();
        if (request.output() != null && (settings.emit() == EmitPolicy.ALL || anomaly.isAnomaly())) {
            results.write(AnomalyJson.toBytes(anomaly));
        }
        if (anomaly.isAlert()) {
            alerts.accept(anomaly);
        }
        summary.countResult(anomaly.isAnomaly(), anomaly.isAlert(), anomaly.late(), anomaly.model() != null);
    }

    /** Passes on what is no duplicate, and keeps the watermark. */
    private EventSink unlessSeen(EventSink sink) {
        return event -> {
            watermarkMs = Math.max(watermarkMs, Math.min(event.creationTimeMs(), arrivalMs));
            if (ids.seen(event, watermarkMs)) {
                summary.countDuplicate();
            } else {
                sink.accept(event);
            }
        };
    }

    private static boolean shareFiles(InputSelection some, InputSelection others) throws IOException {
        for (String one : some.files()) {
            for (String other : others.files()) {
                if (isSameFile(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSameFile(String one, String other) throws IOException {
        return !one.equals(InputSelection.STANDARD_INPUT)
                && !other.equals(InputSelection.STANDARD_INPUT)
                && Files.isSameFile(Path.of(one), Path.of(other));
    }

    /** Learns history: what forests are fitted on, and the state of its users. */
    private final class Teacher {
        private final Map<String, HistoryReplay> replays = new TreeMap<>();
        private final UserStates users;
        private final OfflineScorer scorer;

        /** The scorer, whose detectors are to remember the same events; null if they are to begin with nothing. */
        Teacher(UserStates users, OfflineScorer scorer) {
            this.users = users;
            this.scorer = scorer;
        }

        void learn(AuditEvent event) {
            HistoryReplay replay = replays.computeIfAbsent(
                    event.provider(),
                    provider ->
                            new HistoryReplay(provider, settings.features(), settings.training(), detectors, users));
            Observation observation = replay.observe(event, arrivalMs);
            if (scorer != null) {
                scorer.learn(event, observation, arrivalMs);
            }
            summary.countTaught();
        }
    }
}
