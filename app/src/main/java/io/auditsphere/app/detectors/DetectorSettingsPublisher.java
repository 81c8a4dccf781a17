package io.auditsphere.app.detectors;

import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.DetectorSettingsJson;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionRuleJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes detectors' settings and suppression rules to the topic, for every instance to follow. Thread-safe. */
public final class DetectorSettingsPublisher implements AutoCloseable {

    private static final int VERSION_BYTES = 6;

    private final Producer<String, byte[]> producer;
    private final String topic;

    private DetectorSettingsPublisher(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /** A publisher with the settings of a producer. */
    public static DetectorSettingsPublisher open(Map<String, Object> producerSettings, String topic) {
        return new DetectorSettingsPublisher(
                new KafkaProducer<>(producerSettings, new StringSerializer(), new ByteArraySerializer()), topic);
    }

    /** Settings with the version that their content gives: the same content, the same version. */
    public static DetectorSettings versioned(
            String detector,
            boolean enabled,
            Severity minimumSeverity,
            Map<String, Object> settings,
            Instant setAt,
            String setBy) {
        DetectorSettings content =
                new DetectorSettings(detector, enabled, minimumSeverity, new TreeMap<>(settings), "", null, "");
        String version = hash(DetectorSettingsJson.toBytes(content));
        return new DetectorSettings(detector, enabled, minimumSeverity, settings, version, setAt, setBy);
    }

    /**
     * Writes the settings; returns when the brokers have them.
     *
     * @throws KafkaException if they cannot be written
     */
    public void publish(DetectorSettings settings) {
        send(settings.detector(), DetectorSettingsJson.toBytes(settings));
    }

    /** The rule with the version that its content gives; who set it and when is no part of that. */
    public static SuppressionRule versioned(SuppressionRule rule) {
        SuppressionRule content = new SuppressionRule(
                rule.id(),
                rule.owner(),
                rule.reason(),
                rule.expiresAt(),
                rule.upTo(),
                rule.scope(),
                "",
                rule.expiresAt().minusMillis(1),
                null);
        return rule.withVersion(hash(SuppressionRuleJson.toBytes(content)));
    }

    /**
     * Writes a suppression rule; returns when the brokers have it.
     *
     * @throws KafkaException if it cannot be written
     */
    public void publish(SuppressionRule rule) {
        send(rule.key(), SuppressionRuleJson.toBytes(rule));
    }

    /** Takes a suppression rule away. */
    public void unsuppress(String id) {
        send(SuppressionRule.KEY_PREFIX + id, null);
    }

    /** Takes a detector back to what it was shipped with. */
    public void reset(String detector) {
        send(detector, null);
    }

    private void send(String detector, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(topic, detector, value)).get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "The settings of " + detector + " could not be written to " + topic + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while the settings of " + detector + " were written", e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, this one has not", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
