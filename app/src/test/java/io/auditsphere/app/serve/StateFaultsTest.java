package io.auditsphere.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.StreamParts;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of state fails: it cannot be written at the start, or is full in the middle of things. */
class StateFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS = 60;

    private final Topics topics = new Topics(TestServers.uniqueName("faults") + ".");
    private final StreamCounters counters = new StreamCounters();

    @TempDir
    Path folder;

    @Test
    void aStateFolderBelowAFileRefusesTheStartAndSaysWhichKeyToSet() throws IOException {
        Path file = Files.createFile(folder.resolve("a file"));

        assertThatThrownBy(() -> start(file.resolve("state"), provider -> null))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("state.folder")
                .hasMessageContaining(file.resolve("state").toString());
    }

    @Test
    void aFullDiskEndsTheStreamAndWhenThereIsRoomEveryEventIsAnsweredOnce() throws Exception {
        createTopics();
        AtomicBoolean full = new AtomicBoolean();
        ModelSource disk = provider -> {
            if (full.get()) {
                throw new ProcessorStateException(
                        "Error while writing", new IOException("No space left on device (injected)"));
            }
            return null;
        };
        try (StreamsRuntime runtime = start(folder, disk)) {
            produce(0, EVENTS / 2);
            assertThat(read(EVENTS / 2)).hasSize(EVENTS / 2);
            full.set(true);
            produce(EVENTS / 2, EVENTS);
            assertThat(runtime.awaitEnd(PATIENCE))
                    .as("it ends, so that another instance takes over")
                    .isTrue();
            assertThat(runtime.live()).as("the liveness probe").isFalse();
            assertThat(runtime.failure()).isPresent();
        }
        assertThat(counters.deadLetters()).as("no event is at fault").isEmpty();

        full.set(false);
        try (StreamsRuntime again = start(folder, disk)) {
            assertThat(again.awaitReady(PATIENCE)).isTrue();
            List<String> ids = read(EVENTS);
            assertThat(ids).doesNotHaveDuplicates().hasSize(EVENTS);
        }
    }

    private void createTopics() {
        try (Admin admin = Admin.create(clients())) {
            new TopicAdmin(admin, topics).create(1, (short) 1);
        }
    }

    private StreamsRuntime start(Path stateFolder, ModelSource models) {
        StreamsSettings settings = StreamsSettings.defaults()
                .withIdentity(topics.prefix() + "app", stateFolder)
                // A client that failed does not leave its group: the next start waits this long, which is the least.
                .withKafka(Map.of(
                        "bootstrap.servers",
                        TestServers.bootstrapServers(),
                        "consumer.session.timeout.ms",
                        "6000",
                        "consumer.heartbeat.interval.ms",
                        "1500"));
        StreamParts parts = new StreamParts(
                new EventDecoder(IngestSettings.defaults()),
                () -> new EventScorer(
                        new FeatureEngine(FeatureSettings.defaults()),
                        DetectorSet.none(),
                        ScoringSettings.defaults(),
                        Clock.systemUTC()),
                models,
                new SourceWatch(SourceDetectors::asShipped, FindingSettings.defaults()),
                ResponsePolicy.none(),
                counters,
                Clock.systemUTC());
        TopologySettings defaults = TopologySettings.defaults();
        TopologySettings topology = new TopologySettings(
                topics,
                defaults.providers(),
                1,
                defaults.emit(),
                defaults.dedupRetention(),
                defaults.userTtl(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                defaults.tidyUsers());
        return StreamsRuntime.start(settings, topology, parts, () -> {});
    }

    private void produce(int from, int to) {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                AuditEvent event = AuditEvent.builder()
                        .eventId("e" + i)
                        .provider("google")
                        .creationTime(Instant.now())
                        .operation("view")
                        .userId("user" + i % 7 + "@example.com")
                        .build();
                Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                        topics.auditEvents(), event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event)));
            }
        }
    }

    /** The events of the committed results, once there are so many. */
    private List<String> read(int atLeast) throws IOException {
        List<String> ids = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topics.anomalies(), 0)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ids.size() < atLeast && deadline - System.nanoTime() > 0) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    ids.add(AnomalyJson.read(record.value()).event().eventId());
                }
            }
        }
        return ids;
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
