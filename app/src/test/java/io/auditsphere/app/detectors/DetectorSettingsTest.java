package io.auditsphere.app.detectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.testing.TestTopics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topic;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.AuthenticationFailureDetector;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionRuleJson;
import io.auditsphere.schemas.SuppressionScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Detectors' settings")
class DetectorSettingsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = AuthenticationFailureDetector.NAME;

    private final LiveDetectors detectors =
            new LiveDetectors(BuiltInDetectors.asShipped(), SourceDetectors.asShipped());
    private String topic;
    private DetectorSettingsPublisher publisher;
    private DetectorSettingsFollower follower;

    @BeforeEach
    void open() {
        topic = TestTopics.create("detector-settings", 1, Topic.DETECTOR_SETTINGS.configuration());
        publisher = DetectorSettingsPublisher.open(Map.of("bootstrap.servers", TestServers.bootstrapServers()), topic);
        follower = DetectorSettingsFollower.open(clients(), topic, detectors);
    }

    @AfterEach
    void close() {
        follower.close();
        publisher.close();
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }

    private static DetectorSettings settings(Map<String, Object> values) {
        return DetectorSettingsPublisher.versioned(NAME, true, Severity.LOW, values, Instant.EPOCH, "ana");
    }

    private Object inForce(String setting) {
        return detectors.valuesInForce().get(NAME).get(setting);
    }

    @Test
    @DisplayName("hold from the start, are followed while the stream runs, and can be taken back")
    void followed() {
        Object shipped = inForce("mfa_failures");
        publisher.publish(settings(Map.of("mfa_failures", 3L)));
        follower.start(PATIENCE);
        assertThat(inForce("mfa_failures")).as("what was set before the start").isEqualTo(3);

        DetectorSettings next = settings(Map.of("mfa_failures", 4L));
        publisher.publish(next);
        Until.holds("the next settings are in force", () -> Integer.valueOf(4).equals(inForce("mfa_failures")));
        assertThat(detectors.get().settingsVersion(NAME)).isEqualTo(next.version());

        publisher.reset(NAME);
        Until.holds("the detector is as shipped", () -> shipped.equals(inForce("mfa_failures")));
        assertThat(detectors.get().settingsVersion(NAME)).isEqualTo(DetectorSet.AS_SHIPPED);
    }

    @Test
    @DisplayName("are in force in every instance at once, also where two change them in turn")
    void everyInstance() {
        LiveDetectors elsewhere = new LiveDetectors(BuiltInDetectors.asShipped(), SourceDetectors.asShipped());
        try (DetectorSettingsFollower second = DetectorSettingsFollower.open(clients(), topic, elsewhere)) {
            follower.start(PATIENCE);
            second.start(PATIENCE);
            long longestNanos = 0;
            for (int value = 3; value < 13; value++) {
                DetectorSettings next = settings(Map.of("mfa_failures", (long) value));
                long published = System.nanoTime();
                publisher.publish(next);
                Until.holds(
                        "both instances work by version " + next.version(),
                        () -> isInForce(detectors, next) && isInForce(elsewhere, next));
                longestNanos = Math.max(longestNanos, System.nanoTime() - published);
            }
            // Read by people, not asserted: how fast it is depends on what else the machine does (docs/DETECTORS.md).
            System.out.printf(
                    "settings: published and in force in two instances, the longest of ten: %d ms%n",
                    Duration.ofNanos(longestNanos).toMillis());
        }
    }

    private static boolean isInForce(LiveDetectors instance, DetectorSettings settings) {
        return settings.version().equals(instance.get().settingsVersion(NAME));
    }

    @Test
    @DisplayName("and suppression rules beside them, which need no more than their keys to be taken away")
    void rules() throws Exception {
        SuppressionRule rule = DetectorSettingsPublisher.versioned(rule("weekly-export", "finance"));
        publisher.publish(rule);
        try (KafkaProducer<String, byte[]> stranger =
                new KafkaProducer<>(clients(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] json = SuppressionRuleJson.toBytes(rule);
            stranger.send(new ProducerRecord<>(topic, "suppression/other", json))
                    .get();
            stranger.send(new ProducerRecord<>(topic, "suppression/half", Arrays.copyOf(json, 20)))
                    .get();
        }
        follower.start(PATIENCE);
        assertThat(detectors.rules()).containsExactly(Map.entry("weekly-export", rule));
        assertThat(detectors.suppressions().isEmpty()).isFalse();
        assertThat(follower.refused()).isEqualTo(2);

        SuppressionRule next = DetectorSettingsPublisher.versioned(rule("weekly-export", "agreed with finance"));
        publisher.publish(next);
        Until.holds("the rule is replaced", () -> next.equals(detectors.rules().get("weekly-export")));
        assertThat(next.version()).isNotEqualTo(rule.version());

        publisher.unsuppress("weekly-export");
        Until.holds("the rule is gone", () -> detectors.suppressions().isEmpty());
    }

    private static SuppressionRule rule(String id, String reason) {
        SuppressionScope scope = new SuppressionScope(
                List.of(), List.of("bulk"), List.of(), List.of(), List.of(), List.of("192.0.2.0/24"), List.of());
        return new SuppressionRule(
                id, "soc", reason, Instant.EPOCH.plusSeconds(60), null, scope, "", Instant.EPOCH, "ana");
    }

    @Test
    @DisplayName("that are refused or unreadable change nothing and are counted")
    void refused() throws Exception {
        publisher.publish(settings(Map.of("mfa_failures", 3L)));
        publisher.publish(settings(Map.of("mfa_failures", 1_000_000L)));
        publisher.publish(settings(Map.of("no_such_setting", 1L)));
        try (KafkaProducer<String, String> stranger =
                new KafkaProducer<>(clients(), new StringSerializer(), new StringSerializer())) {
            stranger.send(new ProducerRecord<>(topic, NAME, "{\"half")).get();
            stranger.send(new ProducerRecord<>(topic, "\u001b[2J", "\"a text\""))
                    .get();
        }
        follower.start(PATIENCE);

        assertThat(follower.refused()).isEqualTo(4);
        assertThat(inForce("mfa_failures")).isEqualTo(3);
    }

    @Test
    @DisplayName("have the version of their content")
    void version() {
        String version =
                settings(Map.of("mfa_failures", 3L, "failures_from_new", 5L)).version();

        assertThat(settings(Map.of("failures_from_new", 5L, "mfa_failures", 3L)).version())
                .isEqualTo(version);
        assertThat(settings(Map.of("failures_from_new", 6L, "mfa_failures", 3L)).version())
                .isNotEqualTo(version);
    }

    @Test
    @DisplayName("whose topic is missing are an error that says what to do")
    void missingTopic() {
        try (DetectorSettingsFollower none =
                DetectorSettingsFollower.open(clients(), TestServers.uniqueName("no-such-topic"), detectors)) {
            assertThatThrownBy(() -> none.start(Duration.ofSeconds(5)))
                    .hasMessageContaining("could not be read")
                    .hasMessageContaining("auditsphere topics create");
        }
    }
}
