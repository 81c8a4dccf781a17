package io.auditsphere.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.service.AuditService;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A stream of a real broker is made to forget, once it has ended and not before. */
class ResetCommandTest {

    private final String name = TestServers.uniqueName("reset");
    private final Topics topics = new Topics(name + ".");
    private Admin admin;
    private String out;
    private String err;

    @TempDir
    Path folder;

    @BeforeEach
    void create() {
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
        new TopicAdmin(admin, topics).create(1, (short) 1);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void theStreamForgetsItsStateAndReadsAnewOnceItHasEnded() throws Exception {
        String neighbour = name + "-eu-user-activity-changelog";
        admin.createTopics(List.of(new NewTopic(neighbour, 1, (short) 1))).all().get();
        Configuration configuration = ConfigurationLoader.load(Optional.empty(), Map.of(), settings());
        try (AuditService service =
                AuditService.start(configuration, new ComponentSettings(configuration).ingest(), Clock.systemUTC())) {
            produce(5);
            Until.holds("the events are scored", () -> service.counters().results() == 5);

            assertThat(run("--yes")).isEqualTo(ExitCodes.NOT_READY);
            assertThat(err).contains("has 1 running members", "end every `serve`");
        }

        assertThat(run("--to", "earliest")).isEqualTo(ExitCodes.DONE);
        assertThat(out)
                .contains("would delete topic " + name + "-user-activity-changelog")
                .contains("would delete topic " + name + "-events-by-user-repartition")
                .contains("would delete folder " + folder.resolve(name))
                .contains("partition 0 from offset 0, had read up to 5")
                .contains("nothing is done without --yes")
                .doesNotContain(neighbour);
        assertThat(internalTopics()).contains(name + "-user-activity-changelog");

        assertThat(run("--to", "earliest", "--yes")).isEqualTo(ExitCodes.DONE);
        assertThat(out).contains("deleted folder " + folder.resolve(name), "backfill --from-history");
        assertThat(folder.resolve(name)).doesNotExist();
        Until.holds(
                "its topics are gone and its neighbour's is not",
                () -> internalTopics().equals(List.of(neighbour)));
        assertThat(committed()).isZero();

        assertThat(run("--to", "latest", "--yes")).as("again, on what is empty").isEqualTo(ExitCodes.DONE);
        assertThat(committed()).isEqualTo(5);
        assertThat(run("--to", "2030-01-01T00:00:00Z", "--yes")).isEqualTo(ExitCodes.DONE);
        assertThat(committed()).as("no record is as new: the end").isEqualTo(5);
        assertThat(run("--to", "somewhere")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aFolderThatHoldsSomethingElseIsNotDeleted() throws Exception {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("thesis.doc"), "x");

        assertThat(run("--yes")).isEqualTo(ExitCodes.NOT_READY);
        assertThat(err).contains("holds thesis.doc");
        assertThat(folder.resolve(name).resolve("thesis.doc")).exists();
    }

    private List<String> settings() {
        return List.of(
                "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                "application.id=" + name,
                "topics.prefix=" + topics.prefix(),
                "topics.replication=1",
                "history.enabled=false",
                "train.on.startup=false",
                "state.folder=" + folder,
                "stream.threads=1",
                "http.port=0");
    }

    private void produce(int events) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < events; i++) {
                String event = "{\"event_id\":\"e" + i + "\",\"provider\":\"box\",\"creation_time\":\"" + Instant.now()
                        + "\",\"operation\":\"UPLOAD\",\"user_id\":\"ann@example.com\"}";
                producer.send(new ProducerRecord<>(topics.auditEvents(), event.getBytes(UTF_8)));
            }
        }
    }

    private List<String> internalTopics() {
        try {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(name + "-"))
                    .sorted()
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private long committed() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(name)
                .partitionsToOffsetAndMetadata()
                .get();
        assertThat(offsets).containsOnlyKeys(new TopicPartition(topics.auditEvents(), 0));
        return offsets.get(new TopicPartition(topics.auditEvents(), 0)).offset();
    }

    private int run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(output, true));
        commands.setErr(new PrintWriter(errors, true));
        List<String> all = new ArrayList<>(List.of("reset"));
        all.addAll(List.of(arguments));
        settings().forEach(setting -> all.addAll(List.of("-D", setting)));
        int code = commands.execute(all.toArray(String[]::new));
        out = output.toString();
        err = errors.toString();
        return code;
    }
}
