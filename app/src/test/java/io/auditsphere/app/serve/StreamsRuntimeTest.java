package io.auditsphere.app.serve;

import static io.auditsphere.app.serve.StreamOnBroker.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.topology.TopicsNotReadyException;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream over a real broker: what it refuses, what it writes, and what it still knows after a restart. */
class StreamsRuntimeTest {

    private static final int PARTITIONS = 4;
    private static final Instant MORNING = Instant.parse("2026-03-03T05:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);

    private final StreamOnBroker stream = new StreamOnBroker("runtime");
    private final Topics topics = stream.topics();

    @TempDir
    Path folder;

    @AfterEach
    void disconnect() {
        stream.close();
    }

    @Test
    void theStartIsRefusedWithAWordForEachTopicThatIsMissing() {
        assertThatThrownBy(() -> start(() -> {
                    throw new IllegalStateException("models cannot be read, which follows from it");
                }))
                .isInstanceOf(TopicsNotReadyException.class)
                .hasMessageContaining(topics.auditEvents() + " does not exist")
                .hasMessageContaining(topics.models() + " does not exist")
                .hasMessageContaining("auditsphere topics create");
    }

    @Test
    void theStartIsRefusedWhereAnOutputHasOtherPartitions() throws Exception {
        stream.admin()
                .createTopics(List.of(new NewTopic(topics.anomalies(), 2, (short) 1)))
                .all()
                .get();
        stream.createTopics(PARTITIONS);

        assertThatThrownBy(() -> start(() -> {}))
                .isInstanceOf(TopicsNotReadyException.class)
                .hasMessageContaining(topics.anomalies() + " has 2 partitions")
                .hasMessageContaining(topics.auditEvents() + " has 4");
    }

    @Test
    void whatTheFollowerOfModelsRefusesStopsTheStart() {
        stream.createTopics(PARTITIONS);

        assertThatThrownBy(() -> start(() -> {
                    throw new IllegalStateException("models cannot be read");
                }))
                .hasMessage("models cannot be read");
    }

    @Test
    void everyEventIsAnsweredOnceOverARestartWhateverItsKey() throws Exception {
        stream.createTopics(PARTITIONS);
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(StreamOnBroker.event("e" + i, "user" + i % 20 + "@example.com", MORNING));
        }
        byte[] garbage = new byte[1 << 20];

        try (StreamsRuntime runtime = start(() -> {})) {
            // A first assignment may be followed by a second one, between which it is not ready.
            assertThat(runtime.awaitReady(PATIENCE)).isTrue();
            assertThat(runtime.live() && runtime.started()).isTrue();
            events.subList(0, 100).forEach(stream::send);
            stream.sendRaw(garbage);
            events.subList(100, 150).forEach(event -> stream.sendTo(0, event));

            List<ConsumerRecord<byte[], byte[]>> results = StreamOnBroker.read(topics.anomalies(), 150);
            assertThat(results)
                    .allSatisfy(result -> assertThat(header(result, "event_id"))
                            .isEqualTo(StreamOnBroker.result(result).event().eventId()));
            assertThat(stream.answered(150)).containsExactlyInAnyOrderElementsOf(ids(events.subList(0, 150)));
            ConsumerRecord<byte[], byte[]> letter =
                    StreamOnBroker.read(topics.deadLetters(), 1).get(0);
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(letter.headers().lastHeader("reason")).isNotNull();
            runtime.announceStop();
            assertThat(runtime.ready()).as("readiness goes first").isFalse();
        }
        assertThat(stream.counters().repartitioned())
                .as("without a key, three of four events are not in their user's partition")
                .isBetween(15L, 50L);

        try (StreamsRuntime again = start(() -> {})) {
            assertThat(again.awaitReady(PATIENCE)).isTrue();
            events.forEach(stream::send);
            // The 150 of before the restart are duplicates, whichever way they came the first time.
            assertThat(stream.answered(200)).containsExactlyInAnyOrderElementsOf(ids(events));
            assertThat(stream.counters().duplicates()).isEqualTo(150);
        }
        assertThat(stream.answered(200)).as("none twice").hasSize(200);
        partitionsThatWereAddedRefuseTheStart();
    }

    private void partitionsThatWereAddedRefuseTheStart() throws Exception {
        stream.admin()
                .createPartitions(Map.of(
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

    /**
     * With the collector's clock as the record's time, one a year behind would have its events dead-lettered as dated
     * ahead of their arrival, and one a year ahead would have them aged away or dead-lettered as too old.
     */
    @Test
    void theBrokersClockIsAskedAndNotTheCollectors() throws Exception {
        stream.createTopics(PARTITIONS);
        Instant before = Instant.now();
        String user = "ann@example.com";
        try (StreamsRuntime runtime = start(() -> {})) {
            assertThat(runtime.awaitReady(PATIENCE)).isTrue();
            stream.sendAt(before.minus(YEAR), StreamOnBroker.event("behind", user, before));
            stream.sendAt(before.plus(YEAR), StreamOnBroker.event("ahead", user, before));
            stream.sendAt(before, StreamOnBroker.event("right", user, before));

            List<Anomaly> results = stream.results(3);
            assertThat(results)
                    .as("one user's records are answered in the order in which they came")
                    .extracting(result -> result.event().eventId())
                    .containsExactly("behind", "ahead", "right");
            assertThat(results).as("nobody is late").noneMatch(Anomaly::late);
            assertThat(results)
                    .extracting(result -> result.features().get("event_count_1h"))
                    .as("each counts")
                    .containsExactly(1.0, 2.0, 3.0);
        }
        assertThat(StreamOnBroker.read(topics.auditEvents(), 3))
                .as("the time of arrival is the broker's")
                .allSatisfy(record -> assertThat(Instant.ofEpochMilli(record.timestamp()))
                        .isBetween(before.minusSeconds(60), Instant.now().plusSeconds(60)));
        assertThat(stream.counters().deadLetters()).isEmpty();
    }

    private StreamsRuntime start(Runnable followModels) {
        return stream.start(folder, provider -> null, followModels);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), UTF_8))
                .orElse(null);
    }

    private static List<String> ids(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::eventId).toList();
    }
}
