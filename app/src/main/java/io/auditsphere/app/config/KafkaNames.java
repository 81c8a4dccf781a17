package io.auditsphere.app.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The names of Kafka's own settings. Unknown ones pass, since plugins (login modules, interceptors, metrics reporters)
 * have their own; one that is a slip away from a known name does not.
 */
final class KafkaNames {

    /** One letter more, less or other: {@code bootstrap.server}. */
    private static final int SLIP = 1;

    private static final List<String> PREFIXES = List.of(
            "main.consumer.", "restore.consumer.", "global.consumer.", "consumer.", "producer.", "admin.", "topic.");
    private static final Set<String> KNOWN = known();

    private KafkaNames() {}

    /**
     * Refuses a name that is probably misspelt.
     *
     * @param name without {@value Keys#KAFKA_PREFIX}
     * @param origin where it was given, in words
     */
    static void refuseSlip(String name, String origin) {
        String bare = name;
        for (String prefix : PREFIXES) {
            if (bare.startsWith(prefix)) {
                bare = bare.substring(prefix.length());
                break;
            }
        }
        if (KNOWN.contains(bare)) {
            return;
        }
        Optional<String> meant = NearestName.of(bare, KNOWN, SLIP);
        if (meant.isPresent()) {
            throw new ConfigurationException(
                    "The key " + Keys.KAFKA_PREFIX + name + " (" + origin + ") is unknown to Kafka; did you mean "
                            + Keys.KAFKA_PREFIX + name.replace(bare, meant.get()) + "?");
        }
    }

    private static Set<String> known() {
        Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
        names.addAll(ProducerConfig.configNames());
        names.addAll(ConsumerConfig.configNames());
        names.addAll(AdminClientConfig.configNames());
        names.addAll(List.of(
                TopicConfig.RETENTION_MS_CONFIG,
                TopicConfig.RETENTION_BYTES_CONFIG,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                TopicConfig.SEGMENT_MS_CONFIG,
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                TopicConfig.CLEANUP_POLICY_CONFIG));
        return names;
    }
}
