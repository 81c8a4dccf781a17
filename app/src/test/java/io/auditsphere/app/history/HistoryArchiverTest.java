package io.auditsphere.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.local.EmbeddedPostgres;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.DatabaseSettings;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.HistorySlice;
import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.app.testing.TestTopics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Purpose;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the topic into the archive and back, over a real broker and a real database. */
class HistoryArchiverTest {

    private static final Instant NOW = Instant.ofEpochMilli(System.currentTimeMillis());

    private String topic;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void open() {
        topic = TestTopics.create("audit-events", 3, Map.of());
        producer = new KafkaProducer<>(clients(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void archivesEachEventOnceWithWhenAndWhereItArrived() throws SQLException {
        try (Database database = TestDatabases.empty();
                HistoryArchiver archiver = archiver(database, "group")) {
            send(event("e1", "ann"));
            send(event("e2", "bob"));
            send(event("e1", "ann")); // delivered twice
            sendRaw("{\"this is\": \"no event\"}");
            sendRaw("[" + json(event("e3", "cid")) + "," + json(event("e4", "cid")) + "]");
            archiver.start();
            Until.holds("four events are archived", () -> archiver.archived() == 4);
            Until.holds("the second delivery is known", () -> archiver.alreadyKnown() == 1);
            assertThat(archiver.undecodable())
                    .as("left to the stream's dead letters")
                    .isEqualTo(1);
            assertThat(archiver.skipped()).isZero();
            assertThat(ids(database)).containsExactlyInAnyOrder("e1", "e2", "e3", "e4");
        }
        try (Database database = TestDatabases.migrated();
                HistoryArchiver again = archiver(database, "group")) {
            again.start();
            send(event("e5", "ann"));
            Until.holds("a restart goes on from the last commit", () -> again.archived() == 1);
            assertThat(ids(database)).as("committed records are not read again").containsExactly("e5");
        }
    }

    @Test
    void catchesUpAfterTheDatabaseWasAwayWithNothingLostOrDoubled(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        int port = server.port();
        Database database = Database.open(DatabaseSettings.of(server.databaseUrl("postgres") + "?connectTimeout=2"));
        try (HistoryArchiver archiver = archiver(database, "outage")) {
            archiver.start();
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < 50; i++) {
                send(event("before" + i, "u" + i % 5));
                expected.add("before" + i);
            }
            Until.holds("events before the outage are archived", () -> archiver.archived() == 50);

            server.close();
            for (int i = 0; i < 50; i++) {
                send(event("meanwhile" + i, "u" + i % 5));
                expected.add("meanwhile" + i);
            }
            Until.holds("the archiver says that it is held up", () -> archiver.trouble() != null);

            server = EmbeddedPostgres.start(folder, port);
            assertThat(server.port())
                    .as("the same port, or the test proves nothing")
                    .isEqualTo(port);
            Until.holds("events of the outage are archived", () -> archiver.archived() == 100);
            Until.holds("the archiver is over it", () -> archiver.trouble() == null);
            List<String> ids = ids(database);
            assertThat(ids).as("nothing doubled").hasSize(100);
            assertThat(new HashSet<>(ids)).as("nothing lost").isEqualTo(expected);
        } finally {
            database.close();
            server.close();
        }
    }

    @Test
    void startsBeforeItsDatabase(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        String url = server.databaseUrl("postgres") + "?connectTimeout=2";
        int port = server.port();
        server.close();
        try (Database database = Database.open(DatabaseSettings.of(url));
                HistoryArchiver archiver = archiver(database, "early")) {
            archiver.start();
            send(event("e1", "ann"));
            Until.holds("the archiver says that it is held up", () -> archiver.trouble() != null);
            server = EmbeddedPostgres.start(folder, port);
            Until.holds("the event is archived when the database is there", () -> archiver.archived() == 1);
        } finally {
            server.close();
        }
    }

    @Test
    void teachesANewStreamInTheOrderOfArrivalAndArchivesNothingTwice() throws SQLException {
        try (Database database = TestDatabases.empty();
                HistoryArchiver archiver = archiver(database, "teaching")) {
            for (int i = 0; i < 300; i++) {
                send(event("e" + i, "user" + i % 7));
            }
            archiver.start();
            Until.holds("the events are archived", () -> archiver.archived() == 300);

            try (Backfill backfill = Backfill.open(clients(), new HistoryReader(database), topic, Clock.systemUTC())) {
                Map<String, Long> written =
                        backfill.run(List.of("microsoft", "google"), Duration.ofDays(28), count -> {});
                assertThat(written).isEqualTo(Map.of("microsoft", 300L, "google", 0L));
            }
            Until.holds("the archiver knows all of it", () -> archiver.alreadyKnown() == 300);

            Map<String, List<Integer>> orderOfUser = new HashMap<>();
            int lessons = 0;
            for (ConsumerRecord<byte[], byte[]> record : all()) {
                if (Purpose.isLearn(record.headers())) {
                    lessons++;
                    AuditEvent event = read(record.value());
                    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(event.userKey());
                    orderOfUser
                            .computeIfAbsent(event.userKey(), user -> new ArrayList<>())
                            .add(Integer.valueOf(event.eventId().substring(1)));
                }
            }
            assertThat(lessons).isEqualTo(300);
            assertThat(orderOfUser).hasSize(7);
            assertThat(orderOfUser.values())
                    .allSatisfy(order -> assertThat(order).isSorted());
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> all() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < expected) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    private HistoryArchiver archiver(Database database, String group) {
        ArchiverSettings settings = new ArchiverSettings(
                topic,
                topic + "-" + group,
                IngestSettings.defaults(),
                100,
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(500));
        return HistoryArchiver.open(clients(), database, settings, Clock.systemUTC());
    }

    private static List<String> ids(Database database) throws SQLException {
        HistoryReader reader = new HistoryReader(database);
        HistorySlice slice = reader.select("microsoft", Duration.ofDays(28), NOW);
        List<String> ids = new ArrayList<>();
        reader.read(slice, (event, arrivalMs) -> ids.add(event.eventId()));
        return ids;
    }

    private void send(AuditEvent event) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                topic, event.userKey().getBytes(StandardCharsets.UTF_8), AuditEventJson.toBytes(event)));
        producer.flush();
    }

    private void sendRaw(String value) {
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    private static String json(AuditEvent event) {
        return new String(AuditEventJson.toBytes(event), StandardCharsets.UTF_8);
    }

    private static AuditEvent read(byte[] value) {
        try {
            return AuditEventJson.read(value);
        } catch (java.io.IOException e) {
            throw new AssertionError("a lesson is no event", e);
        }
    }

    private static AuditEvent event(String id, String user) {
        return AuditEvent.builder()
                .provider("microsoft")
                .eventId(id)
                .creationTime(NOW)
                .operation("FileAccessed")
                .userId(user + "@example.com")
                .build();
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
