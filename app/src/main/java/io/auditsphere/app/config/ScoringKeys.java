package io.auditsphere.app.config;

import static io.auditsphere.app.config.ValueTypes.date;
import static io.auditsphere.app.config.ValueTypes.duration;
import static io.auditsphere.app.config.ValueTypes.listOf;
import static io.auditsphere.app.config.ValueTypes.mapOf;
import static io.auditsphere.app.config.ValueTypes.numberAbove;
import static io.auditsphere.app.config.ValueTypes.numberFrom;
import static io.auditsphere.app.config.ValueTypes.oneOf;
import static io.auditsphere.app.config.ValueTypes.optional;
import static io.auditsphere.app.config.ValueTypes.path;
import static io.auditsphere.app.config.ValueTypes.text;
import static io.auditsphere.app.config.ValueTypes.wholeNumber;
import static io.auditsphere.app.config.ValueTypes.zone;

import io.auditsphere.app.topology.EmitPolicy;
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
 * Keys of what is made of an event: hours and zones, lateness, duplicates, explanations, alerts, findings and responses.
 * In {@link Keys#all} with the others.
 */
public final class ScoringKeys {

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
                    "Where `auditsphere respond` posts actions; empty: they are logged alone.")
            .keptSecret();
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

    private ScoringKeys() {}
}
