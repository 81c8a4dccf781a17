package io.auditsphere.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ingest} as a process of its own beside a broker, with everything at once that it takes. */
class IngestProcessTest {

    private final String name = TestServers.uniqueName("ingest");
    private final Topics topics = new Topics(name + ".");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void takesCsvFoldersPatternsPackedFilesAndStandardInput() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("purview.csv"),
                "RecordId,CreationDate,Operation,AuditData\r\n" + csvRow("a1") + csvRow("a2"));
        Path logs = Files.createDirectories(folder.resolve("logs/deep"));
        Files.writeString(logs.resolve("api.ndjson"), record("b1") + "\n" + record("b2") + "\nno JSON\n");
        Path packed = Files.createDirectories(folder.resolve("packed"));
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(packed.resolve("more.csv.gz")))) {
            gzip.write(("AuditData\n" + csvCell("c1") + "\n").getBytes(UTF_8));
        }
        Files.writeString(packed.resolve("left.txt"), record("not asked for"));
        Path report = folder.resolve("report.json");

        int code;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new TopicAdmin(admin, topics).create(1, (short) 1);
            code = run(record("d1") + "\n", csv, folder.resolve("logs"), packed.resolve("*.gz"), report);

            TopicPartition partition = new TopicPartition(topics.auditEvents(), 0);
            assertThat(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition)
                            .get()
                            .offset())
                    .as("six events and what the stream will dead-letter")
                    .isEqualTo(7);
        }

        assertThat(code).isEqualTo(ExitCodes.DONE);
        JsonNode said = JsonMapper.builder().build().readTree(report.toFile());
        assertThat(said.at("/records").asInt()).as(said.toString()).isEqualTo(7);
        assertThat(said.at("/events").asInt()).as(said.toString()).isEqualTo(6);
    }

    private int run(String input, Path csv, Path tree, Path pattern, Path report)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "ingest",
                "-D",
                "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                "-D",
                "topics.prefix=" + topics.prefix(),
                "--report",
                report.toString()));
        List.of(csv, tree, pattern).forEach(path -> command.add(path.toString()));
        command.add("-");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        try (OutputStream toIt = process.getOutputStream()) {
            toIt.write(input.getBytes(UTF_8));
        }
        return process.waitFor();
    }

    private static String csvRow(String id) {
        return id + ",2026-11-20T09:30:00Z,FileAccessed," + csvCell(id) + "\r\n";
    }

    private static String csvCell(String id) {
        return '"' + record(id).replace("\"", "\"\"") + '"';
    }

    private static String record(String id) {
        return "{\"Id\":\"" + id + "\",\"CreationTime\":\"2026-11-20T09:30:00\",\"Operation\":\"FileAccessed\","
                + "\"UserId\":\"ada@contoso.example\",\"Workload\":\"SharePoint\"}";
    }
}
