package io.auditsphere.app.topology;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** The topics that the program reads and writes, by role. Their names are API. */
public enum Topic {
    /** What the collectors write; keyed by user where the client does, in any accepted shape. */
    AUDIT_EVENTS("audit-events", true, Settings.events()),
    /** One result for each event that was scored. */
    ANOMALIES("anomalies", true, Settings.deleteAfterDays(30)),
    /** One record a finding, updated; what nobody touched for 90 days goes. */
    FINDINGS("findings", true, Settings.compactedForDays(90)),
    /** What is to be done about findings. */
    RESPONSE_ACTIONS("response-actions", true, Settings.deleteAfterDays(30)),
    /** Actions that nobody could carry out, as they were. */
    RESPONSE_DEAD_LETTERS("response-actions-dlq", false, Settings.deleteAfterDays(30)),
    /** What could not be read, as it came. */
    DEAD_LETTERS("audit-events-dlq", false, Settings.deadLetters()),
    /** The live snapshot of each provider. */
    MODELS("anomaly-models", false, Settings.models()),
    /** The detectors' settings that are in force. */
    DETECTOR_SETTINGS("detector-settings", false, Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"));

    private final String baseName;
    private final boolean partitionedAsEvents;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of and Map.copyOf
    private final Map<String, String> configuration;

    Topic(String baseName, boolean partitionedAsEvents, Map<String, String> configuration) {
        this.baseName = baseName;
        this.partitionedAsEvents = partitionedAsEvents;
        this.configuration = configuration;
    }

    /** The name without the installation's prefix. */
    public String baseName() {
        return baseName;
    }

    /** Whether it must have as many partitions as {@link #AUDIT_EVENTS}. */
    public boolean partitionedAsEvents() {
        return partitionedAsEvents;
    }

    /** What the topic is created with; an operator may alter it afterwards. */
    public Map<String, String> configuration() {
        return configuration;
    }

    /** Partitions it is created with when {@link #AUDIT_EVENTS} has this many. */
    public int partitions(int partitionsOfEvents) {
        if (partitionedAsEvents) {
            return partitionsOfEvents;
        }
        return this == DEAD_LETTERS ? 3 : 1;
    }

    private static final class Settings {
        /** A dead letter is a record of 1 MiB, the default bound, with its headers. */
        private static final int DEAD_LETTER_BYTES = 2 << 20;
        /** A snapshot is at most 1 MiB at default settings; more trees need more. */
        private static final int MODEL_BYTES = 8 << 20;

        /**
         * Arrival is what the broker's clock says. With the sender's, a collector that is more than a day behind would
         * have all its events refused as being ahead of their arrival, and one that is more than a week behind would
         * have them deleted by age before anybody read them.
         */
        private static Map<String, String> events() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    "delete",
                    TopicConfig.RETENTION_MS_CONFIG,
                    millis(7),
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime");
        }

        private static Map<String, String> deleteAfterDays(int days) {
            return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "delete", TopicConfig.RETENTION_MS_CONFIG, millis(days));
        }

        private static Map<String, String> compactedForDays(int days) {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete", TopicConfig.RETENTION_MS_CONFIG, millis(days));
        }

        private static Map<String, String> deadLetters() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    "delete",
                    TopicConfig.RETENTION_MS_CONFIG,
                    millis(30),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(DEAD_LETTER_BYTES));
        }

        private static Map<String, String> models() {
            return Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    "compact",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(MODEL_BYTES));
        }

        private static String millis(int days) {
            return Long.toString(Duration.ofDays(days).toMillis());
        }
    }
}
