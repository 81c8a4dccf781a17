package io.auditsphere.app.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What each kind of Kafka client is configured with: what passes through under {@value Keys#KAFKA_PREFIX}, restricted to
 * what that kind knows, with {@code consumer.}, {@code producer.} and {@code admin.} over what all share. The maps hold
 * secrets.
 */
public final class ClientSettings {

    /** Where a broker is looked for when nothing is said. */
    public static final String DEFAULT_BOOTSTRAP = "localhost:9092";

    private static final List<String> CLIENT_PREFIXES = List.of("consumer.", "producer.", "admin.", "topic.");

    private ClientSettings() {}

    /** The brokers' address in force. */
    public static String bootstrapServers(Configuration configuration) {
        return configuration.kafka().getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP);
    }

    /** What every plain client of the installation has: the servers and their security, nothing of one kind alone. */
    public static Map<String, Object> shared(Configuration configuration) {
        Map<String, Object> settings = admin(configuration);
        Set<String> shareable = shareable();
        settings.keySet().removeIf(name -> AdminClientConfig.configNames().contains(name) && !shareable.contains(name));
        return settings;
    }

    private static Set<String> shareable() {
        Set<String> names = new HashSet<>(AdminClientConfig.configNames());
        names.retainAll(ProducerConfig.configNames());
        names.retainAll(ConsumerConfig.configNames());
        return names;
    }

    /** Settings of an admin client. */
    public static Map<String, Object> admin(Configuration configuration) {
        return client(configuration, AdminClientConfig.configNames(), "admin.");
    }

    /** Settings of a producer. */
    public static Map<String, Object> producer(Configuration configuration) {
        return client(configuration, ProducerConfig.configNames(), "producer.");
    }

    /** Settings of a plain consumer. */
    public static Map<String, Object> consumer(Configuration configuration) {
        return client(configuration, ConsumerConfig.configNames(), "consumer.");
    }

    /** Everything that passes through, for Kafka Streams, which hands prefixed settings on to its clients. */
    public static Properties streams(Configuration configuration) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP);
        properties.putAll(configuration.kafka());
        return properties;
    }

    /** A setting that Streams knows and this client does not is left out; what no client knows is some plugin's. */
    private static Map<String, Object> client(Configuration configuration, Set<String> known, String prefix) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP);
        // The program is watched by /metrics; a client that pushes its own to the brokers takes longer to start.
        settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        Set<String> ofStreams = StreamsConfig.configDef().names();
        configuration.kafka().forEach((name, value) -> {
            boolean prefixed = CLIENT_PREFIXES.stream().anyMatch(name::startsWith) || name.contains(".consumer.");
            boolean othersOwn = !known.contains(name)
                    && (ofStreams.contains(name)
                            || ProducerConfig.configNames().contains(name)
                            || ConsumerConfig.configNames().contains(name)
                            || AdminClientConfig.configNames().contains(name));
            if (!prefixed && !othersOwn) {
                settings.put(name, value);
            }
        });
        configuration.kafka().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        return settings;
    }
}
