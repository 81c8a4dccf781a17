package io.auditsphere.app.config;

import io.auditsphere.app.detectors.DetectorFailureLog;
import io.auditsphere.app.detectors.DetectorJars;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.ingest.OperatorFiles;
import io.auditsphere.app.places.PlaceSettings;
import io.auditsphere.app.places.Places;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.responses.ResponsePolicyFile;
import io.auditsphere.app.scoring.ScoreSettings;
import io.auditsphere.app.serve.StreamsSettings;
import io.auditsphere.app.storage.DatabaseSettings;
import io.auditsphere.app.storage.DatabaseUrl;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.app.training.AlertSettings;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.model.scoring.ScoringSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Hands each component its own settings. The only place that knows both the keys and the components. */
public final class ComponentSettings {

    /** Providers that are known without configuration beside those of the default. */
    private static final List<String> CLOUDS = List.of("aws", "azure", "oci");

    private final Configuration configuration;
    private OperatorFiles operatorFiles;

    public ComponentSettings(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What the features depend on. */
    public FeatureSettings features() {
        return checked(() -> new FeatureSettings(
                configuration.get(ScoringKeys.BUSINESS_TIMEZONES),
                configuration.get(ScoringKeys.BUSINESS_HOURS_START),
                configuration.get(ScoringKeys.BUSINESS_HOURS_END),
                new HashSet<>(configuration.get(ScoringKeys.BUSINESS_HOLIDAYS)),
                configuration.get(ScoringKeys.BUSINESS_USER_ZONES),
                new HashSet<>(configuration.get(InputKeys.ORGANISATION_DOMAINS)),
                configuration.get(ScoringKeys.LATE_AFTER),
                configuration.get(ScoringKeys.LATE_HORIZON),
                configuration.get(ServiceKeys.STATE_TTL)));
    }

    /**
     * What the decoder accepts, with the operator's own files, which are read on the first call.
     *
     * @throws ConfigurationException if one of the files cannot be used
     */
    public IngestSettings ingest() {
        OperatorFiles files = operatorFiles();
        return checked(() -> new IngestSettings(
                Set.copyOf(configuration.get(InputKeys.PROVIDERS)),
                Math.toIntExact(configuration.get(InputKeys.INPUT_MAX_BYTES)),
                configuration.get(InputKeys.INPUT_MAX_AHEAD),
                configuration.get(InputKeys.INPUT_MAX_AGE).orElse(null),
                files));
    }

    private synchronized OperatorFiles operatorFiles() {
        if (operatorFiles == null) {
            operatorFiles = readOperatorFiles();
        }
        return operatorFiles;
    }

    private OperatorFiles readOperatorFiles() {
        List<Path> mappings = configuration.get(InputKeys.INGEST_MAPPINGS);
        List<Path> catalogues = configuration.get(InputKeys.CATALOGUE_FILES);
        Places places = places();
        if (mappings.isEmpty() && catalogues.isEmpty()) {
            return places == Places.withoutDatabases()
                    ? OperatorFiles.none()
                    : OperatorFiles.none().with(places);
        }
        try {
            return OperatorFiles.read(mappings, catalogues, configuration.get(InputKeys.PROVIDERS), places);
        } catch (IOException e) {
            throw new ConfigurationException("ingest.mappings, catalogue.files: " + e.getMessage(), e);
        }
    }

    private Places places() {
        PlaceSettings settings = new PlaceSettings(
                configuration.get(InputKeys.GEOIP_DATABASE).orElse(null),
                configuration.get(InputKeys.GEOIP_ASN_DATABASE).orElse(null),
                configuration.get(InputKeys.GEOIP_ANONYMOUS_DATABASE).orElse(null),
                configuration.get(InputKeys.NETWORK_CORPORATE));
        if (settings.equals(PlaceSettings.none())) {
            return Places.withoutDatabases();
        }
        try {
            return Places.open(settings);
        } catch (IOException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /** How results are decided and explained. */
    public ScoringSettings scoring() {
        Duration quiet = configuration.get(ScoringKeys.FINDINGS_QUIET);
        FindingSettings findings = FindingSettings.defaults();
        Duration memory = findings.memory().compareTo(quiet) < 0 ? quiet : findings.memory();
        return checked(() -> new ScoringSettings(
                configuration.get(ScoringKeys.EXPLAIN),
                configuration.get(ScoringKeys.ANOMALY_THRESHOLD).orElse(null),
                new FindingSettings(quiet, findings.updateEvery(), memory)));
    }

    /** How models are made. */
    public TrainingSettings training() {
        TrainingSettings defaults = TrainingSettings.defaults();
        return checked(() -> new TrainingSettings(
                configuration.get(TrainingKeys.TRAIN_HISTORY),
                configuration.get(TrainingKeys.TRAIN_WARMUP).orElse(null),
                configuration.get(TrainingKeys.MIN_TRAINING_EVENTS),
                configuration.get(TrainingKeys.CONTAMINATION),
                configuration.get(TrainingKeys.TREES),
                configuration.get(TrainingKeys.SAMPLE_SIZE),
                configuration.get(TrainingKeys.TRAIN_SEED),
                new AlertSettings(
                        configuration.get(ScoringKeys.ALERTS_RULE),
                        configuration.get(ScoringKeys.ALERTS_BUDGET),
                        configuration.get(ScoringKeys.ALERTS_RISK)),
                configuration.get(ScoringKeys.FINDINGS_QUIET),
                defaults.maxObservations(),
                defaults.keepModels(),
                defaults.recipe()));
    }

    /** What the offline run shares with the stream. Where no providers are configured, it reads all that are known. */
    public ScoreSettings score() {
        IngestSettings ingest = ingest();
        return new ScoreSettings(
                features(),
                configuration.isGiven(InputKeys.PROVIDERS) ? ingest : ingest.withProviders(all(ingest.providers())),
                scoring(),
                training(),
                configuration.get(ScoringKeys.DEDUP_RETENTION),
                configuration.get(ScoringKeys.ANOMALIES_EMIT),
                detectors().inForce());
    }

    private static Set<String> all(Set<String> configured) {
        Set<String> all = new HashSet<>(configured);
        all.addAll(CLOUDS);
        return all;
    }

    /** The topics' names. */
    public Topics topics() {
        return new Topics(configuration.get(ServiceKeys.TOPICS_PREFIX));
    }

    /** What shapes the topology. */
    public TopologySettings topology() {
        TopologySettings defaults = TopologySettings.defaults();
        return checked(() -> new TopologySettings(
                topics(),
                configuration.get(InputKeys.PROVIDERS),
                configuration.get(ServiceKeys.TOPICS_PARTITIONS),
                configuration.get(ScoringKeys.ANOMALIES_EMIT),
                configuration.get(ScoringKeys.DEDUP_RETENTION),
                features().droppedAfter(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                defaults.tidyUsers()));
    }

    /**
     * The detectors that come with the program and those of the operator's jars, as shipped; settings come by the topic.
     *
     * @throws ConfigurationException if a jar cannot be used, or two detectors cannot be together
     */
    public LiveDetectors detectors() {
        try {
            List<Detector> all = new ArrayList<>(BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()));
            configuration.get(ScoringKeys.DETECTORS_FOLDER).ifPresent(folder -> all.addAll(DetectorJars.load(folder)));
            return new LiveDetectors(DetectorSet.of(all, new DetectorFailureLog()), SourceDetectors.asShipped());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /**
     * What is done about findings; nothing where no policy is configured.
     *
     * @throws ConfigurationException if the policy cannot be read
     */
    public ResponsePolicy responses() {
        Optional<Path> file = configuration.get(ScoringKeys.RESPONSES_POLICY);
        if (file.isEmpty()) {
            return ResponsePolicy.none();
        }
        try {
            return ResponsePolicyFile.read(
                    file.get(), configuration.get(InputKeys.NETWORK_CORPORATE), Durations::parse);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /** How Kafka Streams is run. */
    public StreamsSettings streams() {
        Map<String, String> kafka = configuration.kafka();
        kafka.putIfAbsent("bootstrap.servers", ClientSettings.DEFAULT_BOOTSTRAP);
        return checked(() -> new StreamsSettings(
                configuration.get(ServiceKeys.APPLICATION_ID),
                configuration.get(ServiceKeys.STATE_FOLDER),
                configuration.get(ServiceKeys.STREAM_THREADS),
                configuration.get(ServiceKeys.DELIVERY),
                configuration.get(ServiceKeys.COMMIT_INTERVAL),
                configuration.get(ServiceKeys.TOPICS_REPLICATION),
                configuration.get(ServiceKeys.STATE_CACHE),
                configuration.get(ServiceKeys.STATE_MEMORY),
                kafka));
    }

    /**
     * How to reach the database.
     *
     * @throws ConfigurationException if no address is given, or it cannot be read
     */
    public DatabaseSettings database() {
        String url = configuration.get(TrainingKeys.DATABASE_URL);
        if (url.isEmpty()) {
            throw new ConfigurationException("database.url (DATABASE_URL) is not set; give the address of the Postgres"
                    + " that holds history and models, such as postgresql://user:password@host:5432/database");
        }
        return checked(() -> new DatabaseSettings(
                DatabaseUrl.parse(url),
                configuration.get(TrainingKeys.DATABASE_USER).orElse(null),
                configuration.get(TrainingKeys.DATABASE_PASSWORD).orElse(null),
                configuration.get(TrainingKeys.DATABASE_SCHEMA),
                configuration.get(TrainingKeys.DATABASE_CONNECTIONS),
                configuration.get(TrainingKeys.DATABASE_TIMEOUT)));
    }

    /** A component's own check of values that are allowed one by one but not together. */
    private static <T> T checked(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("The settings cannot be used together: " + e.getMessage(), e);
        }
    }
}
