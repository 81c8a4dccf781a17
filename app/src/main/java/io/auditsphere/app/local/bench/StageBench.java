package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.Baseline;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What an event costs between Kafka's clients, by stage: the pipeline's own code on one thread, without a broker and
 * without stores, beside the parse and the serialisation of the pass-through on the same records. CPU time of the
 * thread, so that what else the machine does hardly shows; it says in a minute what a change is worth. For one thread.
 */
final class StageBench {

    /**
     * @param events events measured
     * @param warmUp events scored before them, after a week that only teaches
     * @param users accounts
     */
    record Options(int events, int warmUp, int users) {}

    /** Events that pass one stage before the next: little enough for the caches, much for the clock. */
    private static final int BATCH = 500;

    /** Events between two commits at 100 ms and some 40,000 events a second. */
    private static final int COMMIT = 4_000;

    private static final int HISTORY_DAYS = 7;

    private enum Stage {
        PARSE("pass-through: parse"),
        SERIALISE("pass-through: serialise"),
        DECODE("decode"),
        SCORE("features, detectors, scoring, explanation"),
        SCORE_ALONE("the same without detectors, not in the pipeline"),
        WRITE("JSON of the result"),
        STORE("users written down at commits");

        private final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    private record User(UserState state, UserFindings findings) {}

    /** A scorer with users of its own. */
    private static final class Side {
        private final EventScorer scorer;
        private final Map<String, User> users = new HashMap<>();
        private final Set<User> changed = new LinkedHashSet<>();
        private final ScoredEvent[] scored = new ScoredEvent[BATCH];

        Side(ComponentSettings settings, DetectorSet detectors) {
            scorer = new EventScorer(
                    new FeatureEngine(settings.features()), detectors, settings.scoring(), Clock.systemUTC());
        }

        User user(AuditEvent event) {
            User user =
                    users.computeIfAbsent(event.userKey(), key -> new User(UserState.empty(), UserFindings.empty()));
            changed.add(user);
            return user;
        }
    }

    private final Options options;
    private final EventDecoder decoder;
    private final Side with;
    private final Side without;
    private final Map<String, LiveModel> models = new HashMap<>();
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long[] nanos = new long[Stage.values().length];
    private final long[] allocated = new long[Stage.values().length];
    private final byte[][] records = new byte[BATCH][];
    private final long[] arrivals = new long[BATCH];
    private final PassThrough.Event[] parsed = new PassThrough.Event[BATCH];
    private final AuditEvent[] events = new AuditEvent[BATCH];
    /** Keeps results from being computed for nothing. */
    private long bytes;

    private Judged judged = Judged.NOTHING;
    private int sinceCommit;

    /** A run with these settings. */
    StageBench(Configuration configuration, Options options) {
        ComponentSettings settings = new ComponentSettings(configuration);
        this.options = options;
        this.decoder = new EventDecoder(settings.ingest());
        this.with = new Side(settings, BuiltInDetectors.asShipped());
        this.without = new Side(settings, DetectorSet.none());
        for (ModelSnapshot model : BenchModels.train(configuration)) {
            models.put(model.provider(), LiveModel.of(model));
        }
    }

    /** Measures, and gives the table in Markdown. */
    String run() {
        BenchLoad load = BenchLoad.of(options.users, HISTORY_DAYS, options.warmUp + options.events, BenchCluster.SEED);
        long measuredFrom = load.learnt() + options.warmUp;
        for (long at = 0; at < measuredFrom + options.events; at += BATCH) {
            if (at >= measuredFrom && at - BATCH < measuredFrom) {
                Arrays.fill(nanos, 0);
                Arrays.fill(allocated, 0);
                judged = Judged.NOTHING;
            }
            fill(load);
            pass(at + BATCH <= load.learnt());
        }
        return table();
    }

    private void fill(BenchLoad source) {
        for (int i = 0; i < BATCH; i++) {
            records[i] = AuditEventJson.toBytes(source.next());
            arrivals[i] = source.arrivalMs();
        }
    }

    private void pass(boolean learns) {
        if (!learns) {
            passThrough();
        }
        time(Stage.DECODE, () -> {
            for (int i = 0; i < BATCH; i++) {
                events[i] = decoder.decode(records[i], arrivals[i]).events().get(0);
                bytes += events[i].userKey().getBytes(UTF_8).length;
            }
        });
        time(Stage.SCORE, () -> handle(with, learns));
        time(Stage.SCORE_ALONE, () -> handle(without, learns));
        if (!learns) {
            time(Stage.WRITE, () -> {
                for (int i = 0; i < BATCH; i++) {
                    bytes += AnomalyJson.toBytes(with.scored[i].anomaly()).length;
                }
            });
            judge();
        }
        sinceCommit += BATCH;
        if (sinceCommit >= COMMIT) {
            sinceCommit = 0;
            time(Stage.STORE, this::store);
        }
    }

    private void passThrough() {
        time(Stage.PARSE, () -> {
            for (int i = 0; i < BATCH; i++) {
                parsed[i] = PassThrough.read(records[i]);
            }
        });
        time(Stage.SERIALISE, () -> {
            for (int i = 0; i < BATCH; i++) {
                bytes += PassThrough.write(parsed[i]).length;
            }
        });
    }

    private void handle(Side side, boolean learns) {
        for (int i = 0; i < BATCH; i++) {
            AuditEvent event = events[i];
            User user = side.user(event);
            if (learns) {
                side.scorer.learn(event, user.state, user.findings, arrivals[i]);
            } else {
                side.scored[i] =
                        side.scorer.score(event, user.state, user.findings, models.get(event.provider()), arrivals[i]);
            }
        }
    }

    private void store() {
        for (User user : with.changed) {
            bytes += user.state.encodeActivity().length;
            bytes += user.state.historyChanged() ? user.state.encodeHistory().length : 0;
            bytes += user.findings.changed() ? user.findings.encode().length : 0;
            user.state.markStored();
            user.findings.markStored();
        }
        with.changed.clear();
        without.changed.clear();
    }

    private void judge() {
        for (ScoredEvent each : with.scored) {
            Anomaly anomaly = each.anomaly();
            judged = new Judged(
                    judged.results() + 1,
                    judged.anomalies() + (anomaly.isAnomaly() ? 1 : 0),
                    judged.alerts() + (anomaly.isAlert() ? 1 : 0),
                    judged.learning() + (anomaly.baseline() == Baseline.LEARNING ? 1 : 0));
        }
    }

    private void time(Stage stage, Runnable work) {
        long self = Thread.currentThread().getId();
        long allocatedBefore = threads.getThreadAllocatedBytes(self);
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        nanos[stage.ordinal()] += threads.getCurrentThreadCpuTime() - before;
        allocated[stage.ordinal()] += threads.getThreadAllocatedBytes(self) - allocatedBefore;
    }

    private String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d events of %d users: %s (%d)%n%n| stage | CPU ns an event | bytes allocated |%n" + "|---|--:|--:|%n",
                options.events,
                options.users,
                judged.words(),
                bytes & 1));
        for (Stage stage : Stage.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d |%n",
                    stage.words,
                    nanos[stage.ordinal()] / options.events,
                    allocated[stage.ordinal()] / options.events));
        }
        return text.toString();
    }
}
