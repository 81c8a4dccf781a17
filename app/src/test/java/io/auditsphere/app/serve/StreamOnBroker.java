package io.auditsphere.app.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.testing.Until;
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
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A stream of a test's own on the broker that all tests share: its topics, its starts, what goes in and what comes out. */
final class StreamOnBroker implements AutoCloseable {

    /** A stream starts in 1 to 3 s on two quiet cores. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Topics topics;
    private final StreamCounters counters = new StreamCounters();
    private final Admin admin = Admin.create(clients());
    private final Producer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    TestServers.bootstrapServers(),
                    "compression.type",
                    "lz4",
                    "max.request.size",
                    "2000000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    StreamOnBroker(String stem) {
        topics = new Topics(TestServers.uniqueName(stem) + ".");
    }

    Topics topics() {
        return topics;
    }

    StreamCounters counters() {
        return counters;
    }

    Admin admin() {
        return admin;
    }

    /** As {@code topics create} does. */
    void createTopics(int partitions) {
        new TopicAdmin(admin, topics).create(partitions, (short) 1);
    }

    /** Starts it with its state in this folder, without models of the topic and without detectors. */
    StreamsRuntime start(Path folder, ModelSource models, Runnable followModels) {
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
                models,
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

    /** Somebody's act at this time. */
    static AuditEvent event(String id, String user, Instant time) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("google")
                .creationTime(time)
                .operation("view")
                .userId(user)
                .build();
    }

    /** Sends the event under its user's key. */
    void send(AuditEvent event) {
        send(null, null, event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event));
    }

    /** Sends the event without a key to this partition, whoever's it is. */
    void sendTo(int partition, AuditEvent event) {
        send(partition, null, null, AuditEventJson.toBytes(event));
    }

    /** Sends the event under its user's key with what the collector's clock says. */
    void sendAt(Instant collectorsTime, AuditEvent event) {
        send(null, collectorsTime.toEpochMilli(), event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event));
    }

    /** Sends these bytes. */
    void sendRaw(byte[] value) {
        send(null, null, null, value);
    }

    private void send(Integer partition, Long timestamp, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.auditEvents(), partition, timestamp, key, value));
        producer.flush();
    }

    /** The committed records of a topic once there are so many: all that are there then, in any order of partitions. */
    static List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
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
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Until.holds(atLeast + " records are in " + topic, PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
            // None that came meanwhile in another partition is left out.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Until.holds("the end of " + topic + " is reached", PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return records;
    }

    /** The results once there are so many. */
    List<Anomaly> results(int atLeast) {
        return read(topics.anomalies(), atLeast).stream()
                .map(StreamOnBroker::result)
                .toList();
    }

    /** The events of the results once there are so many, each as often as it has one. */
    List<String> answered(int atLeast) {
        return results(atLeast).stream().map(result -> result.event().eventId()).toList();
    }

    static Anomaly result(ConsumerRecord<byte[], byte[]> record) {
        try {
            return AnomalyJson.read(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException("a result that cannot be read", e);
        }
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
