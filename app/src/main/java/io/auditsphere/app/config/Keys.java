package io.auditsphere.app.config;

import static io.auditsphere.app.config.ValueTypes.addressRange;
import static io.auditsphere.app.config.ValueTypes.date;
import static io.auditsphere.app.config.ValueTypes.duration;
import static io.auditsphere.app.config.ValueTypes.flag;
import static io.auditsphere.app.config.ValueTypes.heap;
import static io.auditsphere.app.config.ValueTypes.listOf;
import static io.auditsphere.app.config.ValueTypes.longNumber;
import static io.auditsphere.app.config.ValueTypes.mapOf;
import static io.auditsphere.app.config.ValueTypes.numberAbove;
import static io.auditsphere.app.config.ValueTypes.numberFrom;
import static io.auditsphere.app.config.ValueTypes.oneOf;
import static io.auditsphere.app.config.ValueTypes.optional;
import static io.auditsphere.app.config.ValueTypes.path;
import static io.auditsphere.app.config.ValueTypes.size;
import static io.auditsphere.app.config.ValueTypes.text;
import static io.auditsphere.app.config.ValueTypes.wholeNumber;
import static io.auditsphere.app.config.ValueTypes.zone;

import io.auditsphere.app.serve.StreamsSettings.Delivery;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.model.features.AddressRange;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.Explain;
import io.auditsphere.model.threshold.AlertRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every key there is, each beside its type, its default and what it is for. A key is API: a golden test holds the list.
 * Settings of Kafka's own pass through under {@value #KAFKA_PREFIX} and are not listed.
 */
public final class Keys {

    /** What precedes a setting of Kafka's clients or of Kafka Streams. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final Duration YEAR = Duration.ofDays(365);
    private static final ValueType<String> NAME =
            text("a name of letters, digits, '.', '_' and '-'", "[A-Za-z0-9._-]+");
    private static final ValueType<String> PROVIDER =
            text("a provider's name in lower case: letters, digits, '_' and '-'", "[a-z0-9][a-z0-9_-]{0,62}");

    public static final Setting<String> APPLICATION_ID = Setting.of(
            "application.id",
            NAME,
            "auditsphere",
            "Name of this installation: the consumer group and the prefix of changelog topics.");
    public static final Setting<List<String>> PROVIDERS = Setting.of(
            "providers",
            listOf(PROVIDER, 1),
            "microsoft,google,box,dropbox",
            "Providers whose events are scored, each by a forest of its own; events of others are dead-lettered.");

    public static final Setting<Long> INPUT_MAX_BYTES = Setting.of(
            "input.max.bytes",
            size(1024, 8L << 20),
            "1MB",
            "A record over this size is dead-lettered, cut and marked truncated.");
    public static final Setting<Duration> INPUT_MAX_AHEAD = Setting.of(
            "input.max.ahead",
            duration(Duration.ZERO, YEAR),
            "1d",
            "An event dated further than this after its record's arrival is dead-lettered.");
    public static final Setting<Optional<Duration>> INPUT_MAX_AGE = Setting.of(
            "input.max.age",
            optional(duration(Duration.ofDays(1), YEAR.multipliedBy(100))),
            "400d",
            "An event dated further than this before its record's arrival is dead-lettered. Not applied by score and by"
                    + " local --input.");
    public static final Setting<List<String>> ORGANISATION_DOMAINS = Setting.of(
            "organisation.domains",
            listOf(text("a domain such as example.com", "[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+"), 0),
            "",
            "The organisation's own domains; everybody else is external. Empty: learnt from who its members are.");
    public static final Setting<List<Path>> INGEST_MAPPINGS = Setting.of(
            "ingest.mappings",
            listOf(path(), 0),
            "",
            "Files that describe sources of your own, whose providers must be listed in providers; see docs/FORMATS.md"
                    + " and conf/mappings, and try them with auditsphere mappings check.");
    public static final Setting<List<Path>> CATALOGUE_FILES = Setting.of(
            "catalogue.files",
            listOf(path(), 0),
            "",
            "Files of operations with category and sensitivity, over those that come with the program: provider,"
                    + " operation, category, yes or no, between tabs.");

    public static final Setting<Optional<Path>> GEOIP_DATABASE = Setting.of(
            "geoip.database",
            optional(path()),
            "",
            "A MaxMind City or Country database (.mmdb) that says where addresses are; read again when it changes.");
    public static final Setting<Optional<Path>> GEOIP_ASN_DATABASE = Setting.of(
            "geoip.asn.database",
            optional(path()),
            "",
            "A MaxMind ASN or ISP database that says whose network an address belongs to. Networks are then told apart"
                    + " by it.");
    public static final Setting<Optional<Path>> GEOIP_ANONYMOUS_DATABASE = Setting.of(
            "geoip.anonymous.database",
            optional(path()),
            "",
            "A MaxMind Anonymous IP or Anonymous Plus database that knows VPNs, proxies, Tor and hosting companies.");
    public static final Setting<List<AddressRange>> NETWORK_CORPORATE = Setting.of(
            "network.corporate",
            listOf(addressRange(), 0),
            "",
            "The organisation's own addresses, offices and VPN exits: they have no place.");

    public static final Setting<List<ZoneId>> BUSINESS_TIMEZONES = Setting.<List<ZoneId>>of(
                    "business.timezones",
                    listOf(zone(), 1),
                    "Asia/Kolkata,Australia/Melbourne",
                    "Zones in which the organisation works; a user's own is learnt among them, the first until then.")
            .alsoKnownAs("BUSINESS_TIMEZONES");
    public static final Setting<Integer> BUSINESS_HOURS_START = Setting.of(
                    "business.hours.start",
                    wholeNumber(0, 23),
                    "9",
                    "First business hour of a working day, local time.")
            .alsoKnownAs("BUSINESS_HOURS_START");
    public static final Setting<Integer> BUSINESS_HOURS_END = Setting.of(
                    "business.hours.end",
                    wholeNumber(1, 24),
                    "18",
                    "The hour at which business ends, itself not included; after the start.")
            .alsoKnownAs("BUSINESS_HOURS_END");
    public static final Setting<List<LocalDate>> BUSINESS_HOLIDAYS =
            Setting.of("business.holidays", listOf(date(), 0), "", "Days without business hours, in every zone.");
    public static final Setting<Map<String, ZoneId>> BUSINESS_USER_ZONES = Setting.of(
            "business.user.zones",
            mapOf("user-id or @domain", zone()),
            "",
            "Zones of users or of whole domains that are known and need not be learnt.");

    public static final Setting<Duration> LATE_AFTER = Setting.of(
            "late.after",
            duration(Duration.ZERO, Duration.ofDays(7)),
            "15m",
            "An event this far behind its user's newest is marked late.");
    public static final Setting<Duration> LATE_HORIZON = Setting.of(
            "late.horizon",
            duration(Duration.ofHours(1), FeatureSettings.MAX_HORIZON),
            "72h",
            "A later event than this is scored and marked, and counts in no window.");
    public static final Setting<Duration> DEDUP_RETENTION = Setting.of(
            "dedup.retention",
            duration(Duration.ZERO, Duration.ofDays(90)),
            "7d",
            "How long, in event time, the same event id yields no second result; 0 turns it off.");

    public static final Setting<Explain> EXPLAIN = Setting.of(
            "explain",
            oneOf(Explain.class),
            "alerts",
            "Which results carry exact contributions (some 0.3 ms each); other anomalies are explained by ablation.");
    public static final Setting<EmitPolicy> ANOMALIES_EMIT = Setting.of(
            "anomalies.emit",
            oneOf(EmitPolicy.class),
            "all",
            "Whether every event yields a result, or flagged ones alone.");
    public static final Setting<Optional<Double>> ANOMALY_THRESHOLD = Setting.<Optional<Double>>of(
                    "anomaly.threshold",
                    optional(numberFrom(0, 1)),
                    "",
                    "The score from which a result is an anomaly, instead of each model's own.")
            .alsoKnownAs("ANOMALY_THRESHOLD");
    public static final Setting<AlertRule> ALERTS_RULE = Setting.of(
            "alerts.rule",
            oneOf(AlertRule.class),
            "budget",
            "Which rule chooses the score from which forests open findings when a model is trained: budget or tail.");
    public static final Setting<Double> ALERTS_BUDGET = Setting.of(
            "alerts.budget",
            numberAbove(0, 100_000),
            "4",
            "Findings a day, of detectors and forests together, that the whole installation should see when nothing is"
                    + " wrong; decided when a model is trained. 4 suit some 300 people.");
    public static final Setting<Double> ALERTS_RISK = Setting.of(
            "alerts.risk",
            numberAbove(0, 0.019),
            "0.0005",
            "The share of events that may reach the alert threshold, by alerts.rule=tail (an extreme-value tail).");
    public static final Setting<Duration> FINDINGS_QUIET = Setting.of(
            "findings.quiet",
            duration(Duration.ofMinutes(1), Duration.ofDays(7)),
            "1h",
            "A finding closes after this long without a further event, in event time.");

    public static final Setting<Optional<Path>> RESPONSES_POLICY = Setting.of(
            "responses.policy",
            optional(path()),
            "",
            "A JSON file that says which actions follow which findings; empty: none do.");

    public static final Setting<Optional<String>> RESPONSES_WEBHOOK_URL = Setting.of(
            "responses.webhook.url",
            optional(text("an address such as https://soar.example.com/hooks/auditsphere", "https?://\\S+")),
            "",
            "Where `auditsphere respond` posts actions; empty: they are logged alone.");
    public static final Setting<Optional<String>> RESPONSES_WEBHOOK_SECRET = Setting.of(
                    "responses.webhook.secret",
                    optional(text("16 characters or more", ".{16,}")),
                    "",
                    "The key that signs what is posted.")
            .keptSecret();
    public static final Setting<Duration> RESPONSES_WEBHOOK_TIMEOUT = Setting.of(
            "responses.webhook.timeout",
            duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
            "10s",
            "How long the receiver may take to answer.");
    public static final Setting<Integer> RESPONSES_WEBHOOK_ATTEMPTS = Setting.of(
            "responses.webhook.attempts",
            wholeNumber(1, 6),
            "5",
            "How often an action is posted before it is dead-lettered.");
    public static final Setting<Optional<Path>> DETECTORS_FOLDER = Setting.of(
            "detectors.folder",
            optional(path()),
            "",
            "A folder of jars with detectors of one's own; empty: those that come with the program alone.");

    public static final Setting<Double> CONTAMINATION = Setting.of(
                    "train.contamination",
                    numberAbove(0, 0.5),
                    "0.1",
                    "The share of training scores that lies at or over a model's anomaly threshold.")
            .alsoKnownAs("CONTAMINATION");
    public static final Setting<Integer> TREES = Setting.of(
                    "train.trees", wholeNumber(1, 2000), "200", "Trees of a forest.")
            .alsoKnownAs("N_ESTIMATORS");
    public static final Setting<Integer> SAMPLE_SIZE =
            Setting.of("train.sample.size", wholeNumber(2, 4096), "256", "Events in each tree's sample.");
    public static final Setting<Integer> MIN_TRAINING_EVENTS = Setting.of(
                    "train.min.events",
                    wholeNumber(1, Integer.MAX_VALUE),
                    "100",
                    "A provider with fewer events in the history is not trained.")
            .alsoKnownAs("MIN_TRAINING_EVENTS");
    public static final Setting<Boolean> TRAIN_ON_STARTUP = Setting.of(
                    "train.on.startup",
                    flag(),
                    "false",
                    "Whether serve trains the models that are missing when it starts.")
            .alsoKnownAs("AUTO_TRAIN_ON_STARTUP");
    public static final Setting<Boolean> TRAIN_MISSING = Setting.of(
            "train.missing",
            flag(),
            "true",
            "Whether serve trains a provider that gets events and has no model as soon as it has enough.");
    public static final Setting<Duration> TRAIN_HISTORY = Setting.of(
            "train.history",
            duration(Duration.ofDays(1), YEAR.multipliedBy(10)),
            "90d",
            "How far back the history is read for training.");
    public static final Setting<Optional<Duration>> TRAIN_WARMUP = Setting.of(
            "train.warmup",
            optional(duration(Duration.ZERO, YEAR)),
            "",
            "The first part of the history, which builds users' state and is not fitted; empty: 7d, at most a quarter.");
    public static final Setting<Long> TRAIN_SEED = Setting.of(
            "train.seed", longNumber(), "42", "Seed of the fit: the same history and seed give the same forest.");

    public static final Setting<Boolean> HISTORY_ENABLED = Setting.of(
            "history.enabled",
            flag(),
            "true",
            "Whether serve archives events into audit_activities; off where another system fills that table.");
    public static final Setting<String> DATABASE_URL = Setting.of(
                    "database.url",
                    text("postgresql://user:password@host:5432/database?sslmode=require, or jdbc:…", "\\S*"),
                    "",
                    "The Postgres that holds history and models. Needed by train, backfill, models and by history.")
            .keptSecret()
            .alsoKnownAs("DATABASE_URL");
    public static final Setting<Optional<String>> DATABASE_USER =
            Setting.of("database.user", optional(text("a name", "\\S+")), "", "Over the user of database.url.");
    public static final Setting<Optional<String>> DATABASE_PASSWORD = Setting.of(
                    "database.password", optional(text("a password", ".+")), "", "Over the password of database.url.")
            .keptSecret();
    public static final Setting<String> DATABASE_SCHEMA = Setting.of(
            "database.schema",
            text("a lower-case name of a-z, 0-9 and _", "[a-z_][a-z0-9_]{0,62}"),
            "auditsphere",
            "The schema that holds the program's own tables and nothing else.");
    public static final Setting<Integer> DATABASE_CONNECTIONS =
            Setting.of("database.connections", wholeNumber(3, 100), "4", "Connections to the database at most.");
    public static final Setting<Duration> DATABASE_TIMEOUT = Setting.of(
            "database.connect.timeout",
            duration(Duration.ofMillis(250), Duration.ofMinutes(10)),
            "10s",
            "How long to wait for a connection to the database.");

    public static final Setting<String> TOPICS_PREFIX = Setting.of(
            "topics.prefix",
            text("letters, digits, '.', '_' and '-', or nothing", "[A-Za-z0-9._-]{0,100}"),
            "",
            "What precedes the name of every topic.");
    public static final Setting<Integer> TOPICS_PARTITIONS = Setting.of(
            "topics.partitions",
            wholeNumber(1, 1000),
            "12",
            "Partitions of audit-events and of results when topics are created. Fixed once there is state.");
    public static final Setting<Integer> TOPICS_REPLICATION = Setting.of(
            "topics.replication",
            wholeNumber(-1, 10),
            "-1",
            "Replicas of topics that are created; -1: the brokers' default.");

    public static final Setting<Delivery> DELIVERY = Setting.of(
            "delivery",
            oneOf(Delivery.class),
            "exactly_once_v2",
            "What a crash may do to results: nothing, or repeat some.");
    public static final Setting<Duration> COMMIT_INTERVAL = Setting.of(
            "commit.interval",
            duration(Duration.ofMillis(1), Duration.ofMinutes(5)),
            "100ms",
            "Time between commits: under exactly-once nobody reads a result before its commit.");
    public static final Setting<Path> STATE_FOLDER = Setting.of(
            "state.folder", path(), "state", "Where users' state is kept on this machine; a copy lives in Kafka.");
    public static final Setting<Duration> STATE_TTL = Setting.of(
            "state.ttl",
            duration(Duration.ofDays(31), YEAR.multipliedBy(3)),
            "90d",
            "A user without any event for this long, in event time, is forgotten.");
    public static final Setting<Long> STATE_CACHE = Setting.of(
            "state.cache.size",
            heap(0, 64L << 30),
            "25%",
            "Heap for users that had events lately and for the ids of the latest hours, all threads together.");
    public static final Setting<Long> STATE_MEMORY = Setting.of(
            "state.memory.size",
            size(16L << 20, 1L << 40),
            "256MB",
            "Memory outside the heap for all state of the process.");
    public static final Setting<Integer> STREAM_THREADS =
            Setting.of("stream.threads", wholeNumber(1, 256), "2", "Threads that score in this process.");

    public static final Setting<Integer> PORT = Setting.of(
                    "http.port", wholeNumber(0, 65_535), "8080", "Port of probes and metrics; 0: any free one.")
            .alsoKnownAs("PORT");
    public static final Setting<String> HTTP_BIND = Setting.of(
            "http.bind",
            text("an address or host name of this machine", "[A-Za-z0-9.:_-]+"),
            "127.0.0.1",
            "The address that probes and metrics listen on; 0.0.0.0 for all, as in a container.");

    private static final ValueType<String> LEVEL =
            text("trace, debug, info, warn, error or off", "trace|debug|info|warn|error|off");
    public static final Setting<String> LOG_LEVEL = Setting.of(
            "log.level", LEVEL, "info", "What the program logs of its own; the local mode logs warn and over.");
    public static final Setting<Map<String, String>> LOG_LEVELS = Setting.of(
            "log.levels",
            mapOf("package", LEVEL),
            "",
            "What single packages log, over log.level: org.apache.kafka.streams=info,io.auditsphere.app.history=debug.");

    private static final List<Setting<?>> ALL = List.of(
            APPLICATION_ID,
            PROVIDERS,
            INPUT_MAX_BYTES,
            INPUT_MAX_AHEAD,
            INPUT_MAX_AGE,
            ORGANISATION_DOMAINS,
            INGEST_MAPPINGS,
            CATALOGUE_FILES,
            GEOIP_DATABASE,
            GEOIP_ASN_DATABASE,
            GEOIP_ANONYMOUS_DATABASE,
            NETWORK_CORPORATE,
            BUSINESS_TIMEZONES,
            BUSINESS_HOURS_START,
            BUSINESS_HOURS_END,
            BUSINESS_HOLIDAYS,
            BUSINESS_USER_ZONES,
            LATE_AFTER,
            LATE_HORIZON,
            DEDUP_RETENTION,
            EXPLAIN,
            ANOMALIES_EMIT,
            ANOMALY_THRESHOLD,
            ALERTS_RULE,
            ALERTS_BUDGET,
            ALERTS_RISK,
            FINDINGS_QUIET,
            RESPONSES_POLICY,
            RESPONSES_WEBHOOK_URL,
            RESPONSES_WEBHOOK_SECRET,
            RESPONSES_WEBHOOK_TIMEOUT,
            RESPONSES_WEBHOOK_ATTEMPTS,
            DETECTORS_FOLDER,
            CONTAMINATION,
            TREES,
            SAMPLE_SIZE,
            MIN_TRAINING_EVENTS,
            TRAIN_ON_STARTUP,
            TRAIN_MISSING,
            TRAIN_HISTORY,
            TRAIN_WARMUP,
            TRAIN_SEED,
            HISTORY_ENABLED,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_SCHEMA,
            DATABASE_CONNECTIONS,
            DATABASE_TIMEOUT,
            TOPICS_PREFIX,
            TOPICS_PARTITIONS,
            TOPICS_REPLICATION,
            DELIVERY,
            STATE_FOLDER,
            STATE_TTL,
            COMMIT_INTERVAL,
            STATE_CACHE,
            STATE_MEMORY,
            STREAM_THREADS,
            PORT,
            HTTP_BIND,
            LOG_LEVEL,
            LOG_LEVELS);

    private Keys() {}

    /** Every key, in the order in which documentation shows them. */
    public static List<Setting<?>> all() {
        return ALL;
    }
}
