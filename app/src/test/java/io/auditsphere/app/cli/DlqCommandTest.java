package io.auditsphere.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The dead letters of a real broker as an operator meets them. */
class DlqCommandTest {

    private static final Instant FIRST = Instant.parse("2026-11-18T08:00:00Z");
    private static final byte[] NOT_TEXT = {(byte) 0xff, 0, 1, (byte) 0xfe};

    private final Topics topics = new Topics(TestServers.uniqueName("dlq") + ".");
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private String out;
    private String err;

    @TempDir
    Path folder;

    /** Partition 0: 0 no JSON, 1 no user, 2 cut, 3 sent back three times; partition 1: 0 no text. */
    @BeforeEach
    void fill() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(1, (short) 1);
        }
        write(
                0,
                0,
                "google|ann@example.com",
                "{not \u001b[2J json\n".getBytes(UTF_8),
                "reason",
                "not_json",
                "collector",
                "c-7");
        write(0, 1, null, "{\"provider\":\"box\"}".getBytes(UTF_8), "reason", "missing_field", "field", "user_id");
        write(0, 2, null, "cut".getBytes(UTF_8), "reason", "too_large", "truncated", "true");
        write(0, 3, null, "[]]".getBytes(UTF_8), "reason", "not_json", "replays", "3");
        write(1, 4, "k", NOT_TEXT, "reason", "not_json", "purpose", "learn");
        producer.flush();
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void listCountsAndShowsTheNewest() {
        assertThat(run("list", "--newest", "2")).isEqualTo(ExitCodes.DONE);
        assertThat(out)
                .contains("5 dead letters", "arrived 2026-11-18T08:00:00Z to 2026-11-18T12:00:00Z")
                .contains("1 cut, 1 sent back before")
                .containsPattern("2 +not_json +- +-\n")
                .containsPattern("1 +not_json +google +-\n")
                .containsPattern("1 +missing_field +box +user_id\n")
                .containsPattern("1:0 +2026-11-18T12:00:00Z +not_json")
                .containsPattern("0:3 +2026-11-18T11:00:00Z +not_json")
                .doesNotContain("0:2 ");
        assertThat(run("list", "--reason", "not_json", "--partition", "0", "--since", "2026-11-18T08:00:01Z"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out).contains("1 dead letters").contains("0:3 ");
        assertThat(run("list", "--since", "yesterday")).isEqualTo(ExitCodes.USAGE);
        assertThat(err).contains("--since is a time such as");
    }

    @Test
    void showEscapesWhatStrangersWroteAndRawGivesTheBytes() throws Exception {
        assertThat(run("show", "0:0")).isEqualTo(ExitCodes.DONE);
        assertThat(out)
                .contains(
                        "read from audit-events partition 3 offset 12", "reason    not_json", "google|ann@example.com")
                .contains("header    collector = c-7", "{not \\u{1b}[2J json\\n")
                .doesNotContain("\u001b");
        assertThat(run("show", "1:0")).isEqualTo(ExitCodes.DONE);
        assertThat(out).contains("hexadecimal) ff0001fe");

        Path raw = folder.resolve("raw");
        assertThat(run("show", "1:0", "--raw", raw.toString())).isEqualTo(ExitCodes.DONE);
        assertThat(Files.readAllBytes(raw)).isEqualTo(NOT_TEXT);
        assertThat(run("show", "1:0", "--raw", raw.toString()))
                .as("nothing is overwritten")
                .isEqualTo(ExitCodes.FAILED);
        assertThat(run("show", "0:99")).isEqualTo(ExitCodes.NOT_READY);
        assertThat(run("show", "first")).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void replaySendsBackWhatCameAndRefusesWhatCannotHelp() {
        assertThat(run("replay")).isEqualTo(ExitCodes.PARTLY);
        assertThat(out)
                .contains("would send 3", "refused 2", "nothing is sent without --yes")
                .contains("0:2 is not sent: it was cut")
                .contains("0:3 is not sent: it was sent back 3 times");

        assertThat(run("replay", "--yes")).isEqualTo(ExitCodes.PARTLY);
        assertThat(out).contains("sent 3 to " + topics.auditEvents());
        // The two partitions of the dead letters are read in whichever order the broker answers.
        List<ConsumerRecord<byte[], byte[]>> sent = read(3);
        ConsumerRecord<byte[], byte[]> ofAnn = withKey(sent, "google|ann@example.com");
        assertThat(ofAnn.value()).asString().isEqualTo("{not \u001b[2J json\n");
        assertThat(headers(ofAnn)).containsOnly("collector=c-7", "replays=1");
        ConsumerRecord<byte[], byte[]> notText = withKey(sent, "k");
        assertThat(notText.value()).isEqualTo(NOT_TEXT);
        assertThat(headers(notText)).containsOnly("purpose=learn", "replays=1");

        assertThat(run("replay", "--yes", "--at", "0:3", "--most", "4")).isEqualTo(ExitCodes.DONE);
        assertThat(headers(read(4).get(3))).containsOnly("replays=4");
    }

    @Test
    void mendedRecordsAreSentInPlaceOfTheirOwn() throws Exception {
        Path file = folder.resolve("mend.ndjson");
        assertThat(run("list", "--output", file.toString())).isEqualTo(ExitCodes.DONE);
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        assertThat(lines)
                .hasSize(5)
                .anyMatch(line -> line.contains("\"record\":\"{\\\"provider\\\":\\\"box\\\"}\""))
                .anyMatch(line -> line.contains("\"record_base64\":\"/wAB/g==\""));
        lines.removeIf(line -> !line.contains("missing_field") && !line.contains("too_large"));
        lines.replaceAll(
                line -> line.replace("\"record\":\"{\\\"provider\\\":\\\"box\\\"}\"", "\"record\":{\"mended\":1}"));
        Files.write(file, lines);

        assertThat(run("replay", "--from", file.toString(), "--yes"))
                .as("what was cut is still cut")
                .isEqualTo(ExitCodes.PARTLY);
        assertThat(read(1).get(0).value()).asString().isEqualTo("{\"mended\":1}");

        Files.writeString(file, "{\"partition\":0,\"offset\":2,\"record\":\"whole again\"}\n");
        assertThat(run("replay", "--from", file.toString(), "--yes")).isEqualTo(ExitCodes.DONE);
        assertThat(read(2).get(1).value()).asString().isEqualTo("whole again");

        Files.writeString(file, "{\"partition\":0,\"offset\":77,\"record\":\"x\"}\n");
        assertThat(run("replay", "--from", file.toString(), "--yes")).isEqualTo(ExitCodes.PARTLY);
        assertThat(out).contains("not found 1");
        Files.writeString(file, "{\"partition\":0}\n");
        assertThat(run("replay", "--from", file.toString())).isEqualTo(ExitCodes.FAILED);
        assertThat(err).contains("line 1: expected");
    }

    @Test
    void aTopicThatIsNotThereIsNamed() {
        assertThat(run("list", "-D", "topics.prefix=elsewhere.")).isEqualTo(ExitCodes.FAILED);
        assertThat(err).contains("elsewhere.audit-events-dlq does not exist", "topics create");
    }

    private static ConsumerRecord<byte[], byte[]> withKey(List<ConsumerRecord<byte[], byte[]>> records, String key) {
        return records.stream()
                .filter(record -> record.key() != null && new String(record.key(), UTF_8).equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record sent back bears the key " + key));
    }

    private void write(int partition, int hour, String key, byte[] value, String... headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topics.deadLetters(),
                partition,
                FIRST.plus(Duration.ofHours(hour)).toEpochMilli(),
                key == null ? null : key.getBytes(UTF_8),
                value);
        String[] where = {
            "__streams.errors.exception",
            "x",
            "__streams.errors.message",
            "expected JSON",
            "__streams.errors.topic",
            "audit-events",
            "__streams.errors.partition",
            "3",
            "__streams.errors.offset",
            "12"
        };
        for (String[] pairs : List.of(where, headers)) {
            for (int i = 0; i < pairs.length; i += 2) {
                record.headers().add(new RecordHeader(pairs[i], pairs[i + 1].getBytes(UTF_8)));
            }
        }
        producer.send(record);
    }

    private int run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(output, true));
        commands.setErr(new PrintWriter(errors, true));
        List<String> all = new ArrayList<>(List.of("dlq"));
        all.addAll(List.of(arguments));
        all.add("-D");
        all.add("kafka.bootstrap.servers=" + TestServers.bootstrapServers());
        if (!all.contains("topics.prefix=elsewhere.")) {
            all.add("-D");
            all.add("topics.prefix=" + topics.prefix());
        }
        int code = commands.execute(all.toArray(String[]::new));
        out = output.toString();
        err = errors.toString();
        return code;
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        List<String> headers = new ArrayList<>();
        record.headers().forEach(header -> headers.add(header.key() + "=" + new String(header.value(), UTF_8)));
        return headers;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topics.auditEvents(), 0)));
            Until.holds("so many records were sent back", () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }
}
