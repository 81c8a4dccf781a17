package io.auditsphere.app.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.testing.TestModels;
import io.auditsphere.app.testing.TestTopics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topic;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelFollowerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private String topic;
    private KafkaProducer<byte[], byte[]> producer;
    private ModelFollower follower;

    @BeforeEach
    void open() {
        topic = TestTopics.create("models", 1, Topic.MODELS.configuration());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        follower = ModelFollower.open(clients(), topic);
    }

    @AfterEach
    void close() {
        follower.close();
        producer.close();
    }

    @Test
    void refusesWhatCannotBeUsedAndKeepsTheLastGoodModel() {
        ModelSnapshot good = TestModels.snapshot("microsoft");
        byte[] damaged = SnapshotCodec.encode(good);
        damaged[damaged.length / 2] ^= 1;
        byte[] otherSchema = SnapshotCodec.encode(TestModels.withSchema(good, new byte[32]));

        write("microsoft/active", SnapshotCodec.encode(good));
        write("microsoft/active", "garbage".getBytes(StandardCharsets.UTF_8));
        write("google/active", damaged);
        follower.start(PATIENCE);
        assertThat(follower.modelOf("microsoft").snapshot().version()).isEqualTo(good.version());
        assertThat(follower.modelOf("google"))
                .as("a model with a wrong checksum")
                .isNull();
        assertThat(follower.refused()).isEqualTo(2);

        write("microsoft/active", otherSchema);
        write("box/active", SnapshotCodec.encode(good));
        write("microsoft/active", new byte[0]);
        Until.holds("a schema, a provider and a length that are wrong are refused", () -> follower.refused() == 5);
        assertThat(follower.modelOf("box")).as("a model of another provider").isNull();
        assertThat(follower.modelOf("microsoft").snapshot().version()).isEqualTo(good.version());
    }

    @Test
    void swapsAndWithdrawsAndIgnoresRolesThatItDoesNotKnow() {
        follower.start(PATIENCE);
        assertThat(follower.models()).isEmpty();
        ModelSnapshot first = TestModels.snapshot("microsoft");
        ModelSnapshot second = TestModels.snapshot("microsoft");
        write("microsoft/active", SnapshotCodec.encode(first));
        Until.holds("the first model is live", () -> follower.modelOf("microsoft") != null);
        write("microsoft/shadow", SnapshotCodec.encode(second));
        write("microsoft/active", SnapshotCodec.encode(second));
        Until.holds(
                "the second model took over",
                () -> second.version()
                        .equals(follower.modelOf("microsoft").snapshot().version()));
        write("microsoft/active", null);
        Until.holds("the model is withdrawn", () -> follower.modelOf("microsoft") == null);
        assertThat(follower.refused()).isZero();
        // It is counted after it is done.
        Until.holds("two models and a withdrawal are counted", () -> follower.swapped() == 3);
    }

    @Test
    void saysWhatToDoAboutAMissingTopic() {
        try (ModelFollower lost = ModelFollower.open(clients(), TestServers.uniqueName("missing"))) {
            assertThatThrownBy(() -> lost.start(Duration.ofSeconds(3)))
                    .isInstanceOf(ModelTopicException.class)
                    .hasMessageContaining("auditsphere topics create");
        }
    }

    private void write(String key, byte[] value) {
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
