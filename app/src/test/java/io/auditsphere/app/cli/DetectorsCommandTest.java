package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.DetectorSettingsJson;
import io.auditsphere.schemas.Severity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each command by itself against a broker, as an operator types one after the other. */
@DisplayName("auditsphere detectors")
class DetectorsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String prefix = TestServers.uniqueName("detectors") + ".";

    @BeforeEach
    void topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new TopicAdmin(admin, new Topics(prefix)).create(1, (short) 1);
        }
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("detectors"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "-D", "kafka.bootstrap.servers=" + TestServers.bootstrapServers(), "-D", "topics.prefix=" + prefix));
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true));
        commands.setErr(new PrintWriter(err, true));
        return commands.execute(all.toArray(String[]::new));
    }

    private String shown(String... arguments) {
        assertThat(run(arguments)).as("%s: %s", List.of(arguments), err).isEqualTo(ExitCodes.DONE);
        return out.toString();
    }

    @Test
    @DisplayName("sets, switches, shows and takes back what each detector works by")
    void settings() {
        assertThat(shown("list"))
                .containsPattern("authentication_failure +on +from low +version as-shipped")
                .containsPattern("password_spraying +on ");
        assertThat(shown("set", "authentication_failure", "failures_from_new=6", "--minimum-severity", "high"))
                .startsWith("authentication_failure now works by version ");
        assertThat(shown("show", "authentication_failure"))
                .contains("minimum_severity  high", "* failures_from_new = 6", "  failures_from_known = 20")
                .contains(" by " + System.getProperty("user.name"));

        shown("disable", "authentication_failure");
        assertThat(shown("list")).containsPattern("authentication_failure +off +from high +version [0-9a-f]+");
        shown("set", "authentication_failure", "mfa_failures=4");
        assertThat(shown("show", "authentication_failure"))
                .as("what is not named stays")
                .contains("enabled           false", "* failures_from_new = 6", "* mfa_failures = 4");
        shown("enable", "authentication_failure");
        assertThat(shown("export")).contains("\"failures_from_new\"", "\"enabled\"");
        shown("reset", "authentication_failure");
        assertThat(shown("list")).containsPattern("authentication_failure +on +from low +version as-shipped");
    }

    @Test
    @DisplayName("refuses what a detector cannot work by, and writes nothing then")
    void refused() {
        assertThat(run("set", "authentication_failure", "failures_from_new=1")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("failures from new networks must be from 2 to 48, not 1");
        assertThat(run("set", "authentication_failure", "failures_from_nwe=6")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("failures_from_nwe");
        assertThat(run("set", "location", "kilometres_per_hour=fast")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("expected a number, found 'fast'");
        assertThat(run("disable", "locaton")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("There is no detector locaton; there are ");

        assertThat(shown("list")).doesNotContain(" off ").doesNotContainPattern("version [0-9a-f]{4}");
    }

    @Test
    @DisplayName("shows what a stranger wrote into the topic as text, and nothing of it takes the terminal over")
    void escaped() throws Exception {
        DetectorSettings strangers = new DetectorSettings(
                "external_access",
                true,
                Severity.LOW,
                Map.of("restricted", List.of("/sites/\u001b[2Jboard\nenabled           false")),
                "v\u001b]0;owned\u0007" + "x".repeat(5_000),
                Instant.EPOCH,
                "eve\u202e");
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            prefix + "detector-settings", "external_access", DetectorSettingsJson.toBytes(strangers)))
                    .get();
        }

        for (String[] command : new String[][] {{"list"}, {"show", "external_access"}}) {
            assertThat(shown(command))
                    .as(command[0])
                    .contains("external_access")
                    .doesNotContain("\u001b", "\u0007", "\u202e", "\nenabled           false")
                    .hasSizeLessThan(4_000);
        }
    }
}
