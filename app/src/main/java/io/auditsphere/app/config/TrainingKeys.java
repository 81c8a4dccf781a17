package io.auditsphere.app.config;

import static io.auditsphere.app.config.ValueTypes.duration;
import static io.auditsphere.app.config.ValueTypes.flag;
import static io.auditsphere.app.config.ValueTypes.longNumber;
import static io.auditsphere.app.config.ValueTypes.numberAbove;
import static io.auditsphere.app.config.ValueTypes.optional;
import static io.auditsphere.app.config.ValueTypes.text;
import static io.auditsphere.app.config.ValueTypes.wholeNumber;

import java.time.Duration;
import java.util.Optional;

/**
 * Keys of training, of the history that it reads, and of the database that holds it.
 * In {@link Keys#all} with the others.
 */
public final class TrainingKeys {

    private static final Duration YEAR = Duration.ofDays(365);
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

    private TrainingKeys() {}
}
