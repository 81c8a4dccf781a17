package io.auditsphere.app.service;

import io.auditsphere.app.api.HttpServer;
import io.auditsphere.app.api.ServiceMetrics;
import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationException;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.config.ServiceKeys;
import io.auditsphere.app.config.TrainingKeys;
import io.auditsphere.app.detectors.DetectorSettingsFollower;
import io.auditsphere.app.history.ArchiverSettings;
import io.auditsphere.app.history.HistoryArchiver;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.models.ModelFollower;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.serve.Background;
import io.auditsphere.app.serve.StreamsRuntime;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.StreamParts;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.training.AutoTrainer;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveDetectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code serve} runs, and {@code local} with it: the stream with its models, the archive of history, the watch over
 * missing models, probes and metrics. Thread-safe.
 */
public final class AuditService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);
    private static final Duration FOLLOW_TIMEOUT = Duration.ofMinutes(1);
    /** How often it looks whether a provider without a model has enough events by now. */
    private static final Duration LOOK_FOR_MISSING_MODELS = Duration.ofMinutes(1);

    private final StreamCounters counters = new StreamCounters();
    private final EndInOrder parts = new EndInOrder();
    private final StreamHealth health = new StreamHealth();
    /** What is started when the stream has been. */
    private final List<Runnable> behindTheStream = new ArrayList<>();

    private ServiceMetrics metrics;
    private volatile HttpServer http;
    private ModelFollower models;
    private LiveDetectors detectors;
    private HistoryArchiver archiver;
    private volatile StreamsRuntime stream;

    private AuditService() {}

    /**
     * Starts every part; returns when the stream has been started, which is before it is ready.
     *
     * @param ingest what the decoder accepts, in place of what the configuration says where that does not fit
     * @throws ConfigurationException if settings are missing or do not fit together
     * @throws IOException if the HTTP port is taken
     */
    public static AuditService start(Configuration configuration, IngestSettings ingest, Clock clock)
            throws IOException {
        AuditService service = new AuditService();
        try {
            service.startParts(configuration, ingest, clock);
            return service;
        } catch (UncheckedIOException e) {
            service.close();
            throw e.getCause();
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void startParts(Configuration configuration, IngestSettings ingest, Clock clock) throws IOException {
        LOG.info("Starting application {}", configuration.get(ServiceKeys.APPLICATION_ID));
        ComponentSettings settings = new ComponentSettings(configuration);
        Topics topics = settings.topics();
        Map<String, Object> clients = ClientSettings.shared(configuration);

        configuration.get(InputKeys.PROVIDERS).forEach(counters::provider);
        metrics = parts.add(new ServiceMetrics(counters, clock));
        CompletableFuture<HttpServer> listening =
                listen(configuration.get(ServiceKeys.HTTP_BIND), configuration.get(ServiceKeys.PORT));
        models = parts.add(ModelFollower.open(clients, topics.models()));
        metrics.observe(models);
        metrics.observe(ingest.files().places());
        detectors = settings.detectors();
        openDatabaseParts(configuration, settings, ingest, clients, clock);

        EventDecoder decoder = new EventDecoder(ingest);
        DetectorSettingsFollower detectorSettings =
                parts.add(DetectorSettingsFollower.open(clients, topics.detectorSettings(), detectors));
        metrics.observe(detectors);
        StreamParts streamParts = new StreamParts(
                decoder,
                () -> new EventScorer(
                        new FeatureEngine(settings.features()),
                        detectors,
                        detectors::suppressions,
                        settings.scoring(),
                        clock),
                models,
                new SourceWatch(
                        detectors::sources,
                        detectors::suppressions,
                        settings.scoring().findings()),
                settings.responses(),
                counters,
                clock);
        stream = parts.add(StreamsRuntime.start(settings.streams(), settings.topology(), streamParts, () -> {
            readBoth(models, detectorSettings);
            http = Background.joined(listening); // a port that is taken refuses the start before the group is joined
        }));
        health.follow(stream::status);
        metrics.observe(stream, settings.streams().stateFolder());
        // Nobody waits for these; the first result is waited for.
        behindTheStream.forEach(Runnable::run);
    }

    /** Reads what both followers follow to its end, at once: each waits for the brokers a few times. */
    private static void readBoth(ModelFollower models, DetectorSettingsFollower settings) {
        CompletableFuture<Void> reading =
                Background.begin("read-detector-settings", () -> settings.start(FOLLOW_TIMEOUT));
        try {
            models.start(FOLLOW_TIMEOUT);
        } catch (RuntimeException e) {
            reading.exceptionally(alsoFailed -> null).join(); // it is closed next, and is of one thread
            throw e;
        }
        Background.joined(reading);
    }

    /** Probes and metrics, started while the brokers are asked: a web server takes as long to start as they to answer. */
    private CompletableFuture<HttpServer> listen(String host, int port) {
        return Background.begin("start-http", () -> {
            try {
                HttpServer server = parts.add(HttpServer.start(host, port, health, metrics));
                LOG.info("Probes and metrics are on {}", server.url());
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void openDatabaseParts(
            Configuration configuration,
            ComponentSettings settings,
            IngestSettings ingest,
            Map<String, Object> clients,
            Clock clock) {
        boolean archive = configuration.get(TrainingKeys.HISTORY_ENABLED);
        if (configuration.get(TrainingKeys.DATABASE_URL).isEmpty()) {
            if (archive || configuration.get(TrainingKeys.TRAIN_ON_STARTUP)) {
                throw new ConfigurationException("history.enabled and train.on.startup (AUTO_TRAIN_ON_STARTUP) need a"
                        + " database, and database.url (DATABASE_URL) is not set; set it, or set both to false to score"
                        + " without a history");
            }
            return;
        }
        Database database = parts.add(Database.open(settings.database()));
        if (archive) {
            ArchiverSettings archiving =
                    ArchiverSettings.of(settings.topics().auditEvents(), historyGroup(configuration), ingest);
            archiver = parts.add(HistoryArchiver.open(clients, database, archiving, clock));
            behindTheStream.add(archiver::start);
            metrics.observe(archiver);
        }
        if (configuration.get(TrainingKeys.TRAIN_MISSING) || configuration.get(TrainingKeys.TRAIN_ON_STARTUP)) {
            openAutoTrainer(
                    configuration, settings, new HistoryReader(database, ingest::files), database, clients, clock);
        }
    }

    private void openAutoTrainer(
            Configuration configuration,
            ComponentSettings settings,
            HistoryReader history,
            Database database,
            Map<String, Object> clients,
            Clock clock) {
        ModelPublisher publisher =
                parts.add(ModelPublisher.open(clients, settings.topics().models()));
        List<String> providers = configuration.get(InputKeys.PROVIDERS);
        TrainingJob job = new TrainingJob(
                database,
                history,
                publisher,
                providers,
                settings.features(),
                settings.training(),
                detectors::inForce,
                clock,
                TrainingProgress.silent());
        AutoTrainer trainer = parts.add(new AutoTrainer(
                database,
                job,
                models,
                publisher,
                providers,
                configuration.get(TrainingKeys.TRAIN_ON_STARTUP),
                LOOK_FOR_MISSING_MODELS,
                clock));
        behindTheStream.add(trainer::start);
    }

    /** The consumer group that archives history. */
    public static String historyGroup(Configuration configuration) {
        return configuration.get(ServiceKeys.APPLICATION_ID) + "-history";
    }

    /** What the stream did since the process started. */
    public StreamCounters counters() {
        return counters;
    }

    /** The running stream. */
    public StreamsRuntime stream() {
        return stream;
    }

    /** The live models. */
    public ModelFollower models() {
        return models;
    }

    /** The detectors and the suppression rules in force. */
    public LiveDetectors detectors() {
        return detectors;
    }

    /** The archive of history; null if it is off. */
    public HistoryArchiver archiver() {
        return archiver;
    }

    /** Probes and metrics. */
    public HttpServer http() {
        return http;
    }

    /**
     * Ends in order: readiness goes, HTTP answers what it is asked and stops to listen, the stream leaves its group with
     * a last commit, then what it depends on ends. A second call waits for the first.
     */
    @Override
    public synchronized void close() {
        if (stream != null) {
            stream.announceStop();
        }
        if (http != null) {
            http.close();
            http = null;
        }
        parts.close();
    }
}
