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
import io.auditsphere.app.topology.TopicsNotReadyException;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream over a real broker: what it refuses, what it writes, and what it still knows after a restart. */
class StreamsRuntimeTest {

    private static final int PARTITIONS = 4;
    /** A stream starts in 1 to 3 s on the machines that build this. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Topics topics = new Topics(TestServers.uniqueName("runtime") + ".");
    private final StreamCounters counters = new StreamCounters();
    private Admin admin;

    @TempDir
    Path folder;

    @BeforeEach
    void connect() {
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
    }

    @AfterEach
    void disconnect() {
        admin.close();
    }

    @Test
    void theStartIsRefusedWithAWordForEachTopicThatIsMissing() {
        AtomicBoolean followed = new AtomicBoolean();
        assertThatThrownBy(() -> start(() -> followed.set(true)))
                .isInstanceOf(TopicsNotReadyException.class)
                .hasMessageContaining(topics.auditEvents() + " does not exist")
                .hasMessageContaining(topics.models() + " does not exist")
                .hasMessageContaining("auditsphere topics create");
        assertThat(followed).isFalse();
    }

    @Test
    void theStartIsRefusedWhereAnOutputHasOtherPartitions() throws Exception {
        admin.createTopics(List.of(new NewTopic(topics.anomalies(), 2, (short) 1)))
                .all()
                .get();
        new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);

        assertThatThrownBy(() -> start(() -> {}))
                .isInstanceOf(TopicsNotReadyException.class)
                .hasMessageContaining(topics.anomalies() + " has 2 partitions")
                .hasMessageContaining(topics.auditEvents() + " has 4");
    }

    @Test
    void whatTheFollowerOfModelsRefusesStopsTheStart() {
        new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);

        assertThatThrownBy(() -> start(() -> {
                    throw new IllegalStateException("models cannot be read");
                }))
                .hasMessage("models cannot be read");
    }

    @Test
    void everyEventIsAnsweredOnceOverARestartWhateverItsKey() throws Exception {
        new TopicAdmin(admin, topics).create(PARTITIONS, (short) 1);
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(event("e" + i, "user" + i % 20 + "@example.com"));
        }
        byte[] garbage = new byte[1 << 20];

        try (StreamsRuntime runtime = start(() -> {})) {
            assertThat(runtime.awaitReady(PATIENCE)).isTrue();
            assertThat(runtime.ready() && runtime.live() && runtime.started()).isTrue();
            produce(events.subList(0, 100), true);
            produceRaw(garbage);
            produce(events.subList(100, 150), false);

            assertThat(eventIds(read(topics.anomalies(), 150))).isEqualTo(ids(events.subList(0, 150)));
            ConsumerRecord<byte[], byte[]> letter =
                    read(topics.deadLetters(), 1).get(0);
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(letter.headers().lastHeader("reason")).isNotNull();
            runtime.announceStop();
            assertThat(runtime.ready()).as("readiness goes first").isFalse();
        }
        assertThat(counters.repartitioned())
                .as("without a key, three of four events are not in their user's partition")
                .isBetween(15L, 50L);

        try (StreamsRuntime again = start(() -> {})) {
            assertThat(again.awaitReady(PATIENCE)).isTrue();
            produce(events, true);
            // The 150 of before the restart are duplicates, whichever way they came the first time.
            assertThat(eventIds(read(topics.anomalies(), 200))).isEqualTo(ids(events));
            assertThat(counters.duplicates()).isEqualTo(150);
        }
        assertThat(read(topics.anomalies(), 200)).as("none twice").hasSize(200);

        admin.createPartitions(Map.of(
                        topics.auditEvents(), NewPartitions.increaseTo(6),
                        topics.anomalies(), NewPartitions.increaseTo(6),
                        topics.findings(), NewPartitions.increaseTo(6),
                        topics.responseActions(), NewPartitions.increaseTo(6)))
                .all()
                .get();
        assertThatThrownBy(() -> start(() -> {}))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("has 6 partitions")
                .hasMessageContaining("was built with 4")
                .hasMessageContaining("backfill --from-history");
    }

    private StreamsRuntime start(Runnable followModels) {
        StreamsSettings settings = StreamsSettings.defaults()
                .withIdentity(topics.prefix() + "app", folder)
                .withKafka(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
        StreamParts parts = new StreamParts(
                new EventDecoder(IngestSettings.defaults()),
                () -> new EventScorer(
                        new FeatureEngine(FeatureSettings.defaults()),
                        DetectorSet.none(),
                        ScoringSettings.defaults(),
                        Clock.systemUTC()),
                provider -> null,
                new SourceWatch(SourceDetectors::asShipped, FindingSettings.defaults()),
                ResponsePolicy.none(),
                counters,
                Clock.systemUTC());
        TopologySettings defaults = TopologySettings.defaults();
        TopologySettings topology = new TopologySettings(
                topics,
                defaults.providers(),
                defaults.partitions(),
                defaults.emit(),
                defaults.dedupRetention(),
                defaults.userTtl(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                defaults.tidyUsers());
        return StreamsRuntime.start(settings, topology, parts, followModels);
    }

    private static AuditEvent event(String id, String user) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("google")
                .creationTime(Instant.parse("2026-03-03T05:00:00Z"))
                .operation("view")
                .userId(user)
                .build();
    }

    private void produce(List<AuditEvent> events, boolean keyed) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (AuditEvent event : events) {
                byte[] key = keyed ? event.userKey().getBytes(UTF_8) : null;
                Integer partition = keyed ? null : 0;
                producer.send(new ProducerRecord<>(
                        topics.auditEvents(), partition, event.creationTimeMs(), key, AuditEventJson.toBytes(event)));
            }
        }
    }

    private void produceRaw(byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(topics.auditEvents(), value));
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.bootstrapServers(),
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        "2000000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** At least so many committed records of a topic; all that are there when so many are. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
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
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
            consumer.assign(partitions);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (records.size() < atLeast && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        assertThat(records).as("records of %s", topic).hasSizeGreaterThanOrEqualTo(atLeast);
        return records;
    }

    private static Set<String> eventIds(List<ConsumerRecord<byte[], byte[]>> results) throws Exception {
        Set<String> ids = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> result : results) {
            String id = AnomalyJson.read(result.value()).event().eventId();
            assertThat(Optional.ofNullable(result.headers().lastHeader("event_id"))
                            .map(header -> new String(header.value(), UTF_8)))
                    .contains(id);
            ids.add(id);
        }
        return ids;
    }

    private static Set<String> ids(List<AuditEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.eventId()));
        return ids;
    }
}
