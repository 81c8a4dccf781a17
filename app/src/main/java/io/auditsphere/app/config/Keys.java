package io.auditsphere.app.config;

import java.util.List;

/**
 * Every key there is; each stands beside its type, its default and what it is for in the class of its theme. A key is API: a
 * golden test holds the list. Settings of Kafka's own pass through under {@value #KAFKA_PREFIX} and are not listed.
 */
public final class Keys {

    /** What precedes a setting of Kafka's clients or of Kafka Streams. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final List<Setting<?>> ALL = List.of(
            ServiceKeys.APPLICATION_ID,
            InputKeys.PROVIDERS,
            InputKeys.INPUT_MAX_BYTES,
            InputKeys.INPUT_MAX_AHEAD,
            InputKeys.INPUT_MAX_AGE,
            InputKeys.ORGANISATION_DOMAINS,
            InputKeys.INGEST_MAPPINGS,
            InputKeys.CATALOGUE_FILES,
            InputKeys.GEOIP_DATABASE,
            InputKeys.GEOIP_ASN_DATABASE,
            InputKeys.GEOIP_ANONYMOUS_DATABASE,
            InputKeys.NETWORK_CORPORATE,
            ScoringKeys.BUSINESS_TIMEZONES,
            ScoringKeys.BUSINESS_HOURS_START,
            ScoringKeys.BUSINESS_HOURS_END,
            ScoringKeys.BUSINESS_HOLIDAYS,
            ScoringKeys.BUSINESS_USER_ZONES,
            ScoringKeys.LATE_AFTER,
            ScoringKeys.LATE_HORIZON,
            ScoringKeys.DEDUP_RETENTION,
            ScoringKeys.EXPLAIN,
            ScoringKeys.ANOMALIES_EMIT,
            ScoringKeys.ANOMALY_THRESHOLD,
            ScoringKeys.ALERTS_RULE,
            ScoringKeys.ALERTS_BUDGET,
            ScoringKeys.ALERTS_RISK,
            ScoringKeys.FINDINGS_QUIET,
            ScoringKeys.RESPONSES_POLICY,
            ScoringKeys.RESPONSES_WEBHOOK_URL,
            ScoringKeys.RESPONSES_WEBHOOK_SECRET,
            ScoringKeys.RESPONSES_WEBHOOK_TIMEOUT,
            ScoringKeys.RESPONSES_WEBHOOK_ATTEMPTS,
            ScoringKeys.DETECTORS_FOLDER,
            TrainingKeys.CONTAMINATION,
            TrainingKeys.TREES,
            TrainingKeys.SAMPLE_SIZE,
            TrainingKeys.MIN_TRAINING_EVENTS,
            TrainingKeys.TRAIN_ON_STARTUP,
            TrainingKeys.TRAIN_MISSING,
            TrainingKeys.TRAIN_HISTORY,
            TrainingKeys.TRAIN_WARMUP,
            TrainingKeys.TRAIN_SEED,
            TrainingKeys.HISTORY_ENABLED,
            TrainingKeys.DATABASE_URL,
            TrainingKeys.DATABASE_USER,
            TrainingKeys.DATABASE_PASSWORD,
            TrainingKeys.DATABASE_SCHEMA,
            TrainingKeys.DATABASE_CONNECTIONS,
            TrainingKeys.DATABASE_TIMEOUT,
            ServiceKeys.TOPICS_PREFIX,
            ServiceKeys.TOPICS_PARTITIONS,
            ServiceKeys.TOPICS_REPLICATION,
            ServiceKeys.DELIVERY,
            ServiceKeys.STATE_FOLDER,
            ServiceKeys.STATE_TTL,
            ServiceKeys.COMMIT_INTERVAL,
            ServiceKeys.STATE_CACHE,
            ServiceKeys.STATE_MEMORY,
            ServiceKeys.STREAM_THREADS,
            ServiceKeys.PORT,
            ServiceKeys.HTTP_BIND,
            ServiceKeys.LOG_LEVEL,
            ServiceKeys.LOG_LEVELS);

    private Keys() {}

    /** Every key, in the order in which documentation shows them. */
    public static List<Setting<?>> all() {
        return ALL;
    }
}
