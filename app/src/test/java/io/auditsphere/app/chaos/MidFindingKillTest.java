package io.auditsphere.app.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password is guessed at eight accounts; the process is killed in the middle of the findings and started again. Whoever
 * reads committed results is alerted once when each finding opens and once when it rises, as in a run that nothing
 * disturbed.
 */
class MidFindingKillTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int USERS = 8;
    /** The tenth wrong password opens a finding; the success behind the last raises it. */
    private static final int OPENS = 9;

    private static final int FAILURES = 40;
    /** Far enough in the past that the end of the story is past too. */
    private final Instant begin = Clock.systemUTC().instant().minus(Duration.ofHours(8));

    @TempDir
    Path folder;

    /** What a reader of committed records is told by one installation, in order. */
    private static final class Told implements AutoCloseable {

        private final Topics topics;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<String> results = new ArrayList<>();
        private final List<String> alerts = new ArrayList<>();
        private final Map<String, List<String>> findings = new TreeMap<>();

        Told(Topics topics) {
            this.topics = topics;
            this.consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            TestServers.bootstrapServers(),
                            "isolation.level",
                            "read_committed",
                            "auto.offset.reset",
                            "earliest"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : List.of(topics.anomalies(), topics.findings())) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
        }

        Told read() {
            try {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.topic().equals(topics.anomalies())) {
                        take(AnomalyJson.read(record.value()));
                    } else {
                        take(FindingJson.read(record.value()));
                    }
                }
                return this;
            } catch (IOException e) {
                throw new AssertionError("what cannot be read was written", e);
            }
        }

        private void take(Anomaly result) {
            results.add(result.event().eventId());
            if (result.isAlert()) {
                alerts.add(result.event().eventId() + ' ' + result.severity().wireName());
            }
        }

        private void take(Finding finding) {
            findings.computeIfAbsent(finding.findingId(), id -> new ArrayList<>())
                    .add(finding.state().wireName() + ' ' + finding.severity().wireName() + ' ' + finding.count());
        }

        boolean closed() {
            return findings.size() == USERS
                    && findings.values().stream()
                            .allMatch(written -> written.get(written.size() - 1).startsWith("closed"));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @Test
    void aKillInMidFindingLosesAndRepeatsNoAlert() throws Exception {
        TestCluster cluster = TestCluster.over(TestServers.bootstrapServers(), folder);
        Topics calm = cluster.install(TestServers.uniqueName("calm") + ".", List.of());
        Topics rough = cluster.install(TestServers.uniqueName("rough") + ".", List.of());
        try (Producer<byte[], byte[]> producer = Workload.producer(TestServers.bootstrapServers());
                Told expected = new Told(calm);
                Told actual = new Told(rough);
                ChildJvm undisturbed = cluster.serve(calm, "only");
                ChildJvm killed = cluster.serve(rough, "only")) {
            guess(producer, calm, 0, FAILURES);
            guess(producer, rough, 0, 12);
            Until.holds(
                    "every finding is open",
                    PATIENCE,
                    () -> actual.read().alerts.size() == USERS);

            // In full flow: nobody waits for what these become.
            guess(producer, rough, 12, 25);
            killed.kill();
            try (ChildJvm again = cluster.serve(rough, "only")) {
                guess(producer, rough, 25, FAILURES);
                getIn(producer, List.of(calm, rough));
                Until.holds(
                        "the undisturbed run tells all",
                        PATIENCE,
                        () -> expected.read().closed());
                Until.holds(
                        "the disturbed run tells all",
                        PATIENCE,
                        () -> actual.read().closed());
                assertThat(again.alive() && undisturbed.alive()).isTrue();
            }
            assertThat(expected.alerts).containsExactlyInAnyOrderElementsOf(alerts());
            assertThat(actual.alerts).as("alerts after a kill").containsExactlyInAnyOrderElementsOf(alerts());
            assertThat(actual.results).as("one result an event").doesNotHaveDuplicates();
            assertThat(actual.findings)
                    .as("findings, each as often and with the counts of the undisturbed run")
                    .isEqualTo(expected.findings);
        }
    }

    private static List<String> alerts() {
        return IntStream.range(0, USERS)
                .boxed()
                .flatMap(user -> List.of(id(user, OPENS) + " high", id(user, FAILURES) + " critical").stream())
                .toList();
    }

    private static String id(int user, int index) {
        return "u" + user + "-" + index;
    }

    private void guess(Producer<byte[], byte[]> producer, Topics topics, int from, int to) {
        for (int index = from; index < to; index++) {
            for (int user = 0; user < USERS; user++) {
                send(producer, topics, user, index, false);
            }
        }
        producer.flush();
    }

    /** The guess that fits, and hours later somebody's acts, which let time pass and close the findings. */
    private void getIn(Producer<byte[], byte[]> producer, List<Topics> installations) {
        for (Topics topics : installations) {
            for (int user = 0; user < USERS; user++) {
                send(producer, topics, user, FAILURES, true);
            }
            for (int other = 0; other < 60; other++) {
                AuditEvent later = AuditEvent.builder()
                        .eventId("later-" + other)
                        .provider("box")
                        .creationTime(begin.plus(Duration.ofHours(6)))
                        .operation("DOWNLOAD")
                        .userId("other" + other + "@example.com")
                        .build();
                send(producer, topics, later);
            }
        }
        producer.flush();
    }

    private void send(Producer<byte[], byte[]> producer, Topics topics, int user, int index, boolean succeeds) {
        send(
                producer,
                topics,
                AuditEvent.builder()
                        .eventId(id(user, index))
                        .provider("box")
                        .creationTime(begin.plusSeconds(index))
                        .operation(succeeds ? "LOGIN" : "FAILED_LOGIN")
                        .operationCategory(OperationCategory.AUTHENTICATION)
                        .userId("user" + user + "@example.com")
                        .clientIp("198.51." + user + ".7")
                        .outcome(succeeds ? Outcome.SUCCESS : Outcome.FAILURE)
                        .failureKind(succeeds ? null : FailureKind.CREDENTIAL)
                        .build());
    }

    private static void send(Producer<byte[], byte[]> producer, Topics topics, AuditEvent event) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                topics.auditEvents(), event.userKey().getBytes(UTF_8), AuditEventJson.toBytes(event)));
    }
}
