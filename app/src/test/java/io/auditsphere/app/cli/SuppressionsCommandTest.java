package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SignalReport;
import io.auditsphere.schemas.Subject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SuppressionsCommandTest {

    private static final String RULES = """
            [{"id": "weekly-export", "owner": "soc@example.com", "reason": "agreed with finance",
              "expires_at": "%s", "scope": {"subjects": ["export@*"], "detectors": ["bulk"]}}]""";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }

    private Path file(String json) throws Exception {
        return Files.writeString(folder.resolve("rules.json"), json);
    }

    private static Instant nextMonth() {
        return Clock.systemUTC().instant().plusSeconds(30 * 86_400);
    }

    @Test
    void aFileOfRulesIsCheckedWithoutABroker() throws Exception {
        assertThat(run(
                        "suppressions",
                        "check",
                        file(RULES.formatted(nextMonth())).toString()))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .contains("weekly-export  until ", "subject export@*, detector bulk")
                .contains("soc@example.com: agreed with finance");
    }

    @Test
    void aRuleThatCannotBeUsedIsRefusedWithItsPlaceAndWhatIsAllowed() throws Exception {
        String rules = RULES.formatted(nextMonth());

        refused(rules.replace("\"owner\": \"soc@example.com\",", ""), "suppression rule[0]: owner");
        refused(rules.replace("subjects", "subject"), "has no field \"subject\"; there are subjects, detectors");
        refused(rules.replace("\"bulk\"", "\"bluk\""), "there is no detector bluk; there are forest and");
        refused(RULES.formatted(nextMonth().plusSeconds(366L * 86_400)), "at most 366 days");
        refused(rules.replace("export@*", "*"), "fits everybody");
    }

    private void refused(String rules, String why) throws Exception {
        Path file = file(rules);
        assertThat(run("suppressions", "check", file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains(why);
    }

    @Test
    void alertsAboutSourcesAreTriedByTheirFindings() throws Exception {
        String prefix = TestServers.uniqueName("mute") + ".";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new TopicAdmin(admin, new Topics(prefix)).create(1, (short) 1);
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            Subject scanner = Subject.address("192.0.2.7");
            for (Finding finding : List.of(
                    spraying("f1", scanner, FindingState.OPENED, Severity.MEDIUM),
                    spraying("f1", scanner, FindingState.OPENED, Severity.MEDIUM), // its count, a minute later
                    spraying("f1", scanner, FindingState.RAISED, Severity.HIGH),
                    spraying("f1", scanner, FindingState.CLOSED, Severity.HIGH),
                    spraying("f2", Subject.address("198.51.100.9"), FindingState.OPENED, Severity.HIGH),
                    spraying("f3", Subject.user("microsoft|ana@example.com"), FindingState.OPENED, Severity.HIGH))) {
                producer.send(new ProducerRecord<>(
                                prefix + "findings", finding.subject().id(), FindingJson.toBytes(finding)))
                        .get();
            }
        }
        Path rules = file("""
                [{"id": "our-scanner", "owner": "soc@example.com", "reason": "it scans", "expires_at": "%s",
                  "scope": {"networks": ["192.0.2.0/24"], "detectors": ["password_spraying"]}}]""".formatted(nextMonth()));

        assertThat(run(
                        "suppressions",
                        "test",
                        "--file",
                        rules.toString(),
                        "-D",
                        "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                        "-D",
                        "topics.prefix=" + prefix))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .as("opening and rise of the scanner and the opening of the stranger; the rise breaks through")
                .contains("1 of 3 alerts would have been muted", "192.0.2.7, password_spraying, medium");
    }

    private static Finding spraying(String id, Subject subject, FindingState state, Severity severity) {
        Instant now = Clock.systemUTC().instant();
        return new Finding(
                id,
                subject,
                "password_spraying",
                AnomalyType.AUTHENTICATION_FAILURE,
                state,
                severity,
                5,
                now,
                now,
                "Wrong passwords of 5 users",
                List.of("e1"),
                "as-shipped",
                null);
    }

    @Test
    void rulesAreTriedPutInForceListedAndTakenAway() throws Exception {
        String prefix = TestServers.uniqueName("mute") + ".";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new TopicAdmin(admin, new Topics(prefix)).create(1, (short) 1);
        }
        String broker = "kafka.bootstrap.servers=" + TestServers.bootstrapServers();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            send(producer, prefix + "anomalies", alert("e1", "export@example.com", "f1", Severity.MEDIUM));
            send(producer, prefix + "anomalies", alert("e2", "anna@example.com", "f2", Severity.MEDIUM));
            send(producer, prefix + "anomalies", alert("e3", "export@example.com", "f1", Severity.HIGH));
        }
        String rules = file(RULES.formatted(nextMonth())).toString();

        assertThat(run("suppressions", "test", "--file", rules, "-D", broker, "-D", "topics.prefix=" + prefix))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString())
                .as("the rise breaks through")
                .contains("1 of 3 alerts would have been muted", "by weekly-export: 1")
                .contains("microsoft|export@example.com, bulk, medium");

        run("suppressions", "list", "-D", broker, "-D", "topics.prefix=" + prefix);
        assertThat(out.toString()).contains("There are no rules");
        assertThat(run("suppressions", "add", "--file", rules, "-D", broker, "-D", "topics.prefix=" + prefix))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).contains("weekly-export is in force until ");
        assertThat(run(
                        "suppressions",
                        "add",
                        "by-options",
                        "--owner",
                        "ana",
                        "--reason",
                        "a test",
                        "--expires",
                        "30d",
                        "--up-to",
                        "high",
                        "--type",
                        "bulk_operation",
                        "--network",
                        "192.0.2.0/24",
                        "-D",
                        broker,
                        "-D",
                        "topics.prefix=" + prefix))
                .isEqualTo(ExitCodes.DONE);
        run("suppressions", "list", "-D", broker, "-D", "topics.prefix=" + prefix);
        assertThat(out.toString()).contains("weekly-export  until", "by-options  until", "up to high");

        assertThat(run("suppressions", "remove", "weekly-export", "-D", broker, "-D", "topics.prefix=" + prefix))
                .isEqualTo(ExitCodes.DONE);
        run("suppressions", "list", "-D", broker, "-D", "topics.prefix=" + prefix);
        assertThat(out.toString()).contains("by-options").doesNotContain("weekly-export");
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, Anomaly alert) throws Exception {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, alert.subject().id(), AnomalyJson.toBytes(alert));
        record.headers().add("is_alert", "true".getBytes(StandardCharsets.UTF_8));
        producer.send(record).get();
    }

    private static Anomaly alert(String id, String user, String finding, Severity severity) {
        AuditEvent event = AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .creationTime(Clock.systemUTC().instant())
                .operation("FileDownloaded")
                .userId(user)
                .build();
        return new Anomaly(
                "audit",
                Subject.user(event.userKey()),
                event,
                true,
                true,
                null,
                80,
                null,
                AnomalyType.BULK_OPERATION,
                severity,
                List.of(),
                null,
                Map.of(),
                List.of(new SignalReport(
                        "bulk", AnomalyType.BULK_OPERATION, severity, 0.9, "many", finding, "as-shipped", null)),
                null,
                Map.of(),
                null,
                Baseline.ESTABLISHED,
                List.of(),
                false,
                event.creationTime());
    }
}
