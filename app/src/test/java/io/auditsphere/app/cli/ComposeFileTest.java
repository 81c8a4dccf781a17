package io.auditsphere.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.config.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** There is no Docker where this is built: the file is held to the specification's schema and to what the program takes. */
class ComposeFileTest {

    private static final Path FILE = Path.of("../docker-compose.yml");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    private static Map<String, Object> compose;

    @BeforeAll
    static void read() throws IOException {
        try (Reader reader = Files.newBufferedReader(FILE, StandardCharsets.UTF_8)) {
            compose = new Yaml().load(reader);
        }
    }

    @Test
    void theFileIsValidUnderTheComposeSpecification() throws IOException {
        try (InputStream stream =
                ComposeFileTest.class.getResourceAsStream("/io/auditsphere/app/compose/compose-spec.json")) {
            // The published id is relative, which the validator does not take.
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"compose_spec.json\"", "\"https://compose-spec.io/compose_spec.json\"");
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);

            assertThat(schema.validate(new ObjectMapper().writeValueAsString(compose), InputFormat.JSON))
                    .isEmpty();
            assertThat(schema.validate("{\"services\":{\"a\":{\"comand\":[]}}}", InputFormat.JSON))
                    .as("a misspelt key")
                    .isNotEmpty();
        }
    }

    @Test
    void everyCommandIsOneOfTheProgram() {
        own().forEach((name, service) -> {
            @SuppressWarnings("unchecked")
            List<String> command = (List<String>) service.get("command");
            assertThat(Main.commandLine()
                            .parseArgs(command.toArray(new String[0]))
                            .errors())
                    .as("command of %s", name)
                    .isEmpty();
        });
    }

    @Test
    void everyVariableIsOneThatTheProgramReads() {
        own().forEach((name, service) -> {
            Map<String, String> environment = environment(service);
            Configuration configuration = ConfigurationLoader.load(Optional.empty(), environment, List.of());

            assertThat(environment.keySet())
                    .as("variables of %s: others would be ignored", name)
                    .allMatch(variable -> variable.startsWith("AUDITSPHERE_")
                            || Keys.all().stream().anyMatch(key -> variable.equals(key.variable())));
            assertThat(configuration.kafka()).containsEntry("bootstrap.servers", "kafka:19092");
            assertThat(new ComponentSettings(configuration).database().url().jdbcUrl())
                    .isEqualTo("jdbc:postgresql://postgres:5432/auditsphere");
        });
    }

    @Test
    void whatOneServiceWaitsForIsThere() {
        Map<String, Map<String, Object>> services = services();
        services.forEach((name, service) -> {
            @SuppressWarnings("unchecked")
            Map<String, Map<String, String>> waitsFor =
                    (Map<String, Map<String, String>>) service.getOrDefault("depends_on", Map.of());
            waitsFor.forEach((other, how) -> {
                assertThat(services).as("%s depends on it", name).containsKey(other);
                if (how.get("condition").equals("service_healthy")) {
                    assertThat(services.get(other))
                            .as("%s waits for its health", name)
                            .containsKey("healthcheck");
                }
            });
        });
        assertThat(services.keySet()).containsExactlyInAnyOrder("kafka", "postgres", "topics", "serve", "train");
    }

    /** What is open is open to this machine alone, since nothing in the file is secured. */
    @Test
    void portsAreThoseOfTheLoopbackInterface() {
        services().forEach((name, service) -> {
            @SuppressWarnings("unchecked")
            List<String> ports = (List<String>) service.getOrDefault("ports", List.of());
            assertThat(ports).as("ports of %s", name).allMatch(port -> port.startsWith("127.0.0.1:"));
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) compose.get("services");
    }

    private static Map<String, Map<String, Object>> own() {
        Map<String, Map<String, Object>> own = new LinkedHashMap<>(services());
        own.values().removeIf(service -> !String.valueOf(service.get("image")).startsWith("auditsphere-streams"));
        assertThat(own.keySet()).containsExactly("topics", "serve", "train");
        return own;
    }

    /** With what stands for variables that nobody sets. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> environment = new TreeMap<>();
        ((Map<String, Object>) service.get("environment")).forEach((name, value) -> {
            Matcher variable = VARIABLE.matcher(String.valueOf(value));
            environment.put(name, variable.replaceAll("$1"));
        });
        return environment;
    }
}
