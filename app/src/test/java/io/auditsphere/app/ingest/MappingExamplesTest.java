package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.auditsphere.app.places.Places;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The mappings that come with the program")
class MappingExamplesTest {

    private static final Path SHIPPED = Path.of("src/main/dist/conf/mappings");
    private static final Path SAMPLES = Path.of("src/test/resources/io/auditsphere/app/ingest/mappings");
    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");

    private static EventDecoder decoder() throws IOException {
        Set<String> providers = Set.of("microsoft", "okta", "github");
        IngestSettings defaults = IngestSettings.defaults();
        return new EventDecoder(new IngestSettings(
                providers,
                defaults.maxBytes(),
                defaults.maxAhead(),
                defaults.maxAge(),
                OperatorFiles.read(
                        List.of(SHIPPED.resolve("okta.json"), SHIPPED.resolve("github.json")),
                        List.of(),
                        providers,
                        Places.withoutDatabases())));
    }

    private static List<AuditEvent> events(String provider) throws IOException {
        List<AuditEvent> events = new ArrayList<>();
        for (String line : Files.readAllLines(SAMPLES.resolve(provider + ".jsonl"))) {
            DecodedRecord record = decoder().decode(line.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
            assertThat(record.rejections()).isEmpty();
            events.addAll(record.events());
        }
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"okta", "github"})
    @DisplayName("are of the published form")
    void schema(String provider) throws IOException {
        try (InputStream in =
                MappingExamplesTest.class.getResourceAsStream("/io/auditsphere/schemas/mapping.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
            assertThat(schema.validate(Files.readString(SHIPPED.resolve(provider + ".json")), InputFormat.JSON))
                    .isEmpty();
            assertThat(schema.validate("{\"provider\":\"x\",\"fields\":{},\"extra\":1}", InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("read Okta's System Log")
    void okta() throws IOException {
        List<AuditEvent> events = events("okta");
        AuditEvent login = events.get(0);

        assertThat(login.provider()).isEqualTo("okta");
        assertThat(login.eventId()).isEqualTo("11111111-aaaa-11ee-8000-000000000001");
        assertThat(login.creationTime()).isEqualTo("2026-11-20T09:30:00.123Z");
        assertThat(login.userId()).isEqualTo("ada.example@example.com");
        assertThat(login.operationCategory()).isEqualTo(OperationCategory.AUTHENTICATION);
        assertThat(login.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(login.failureKind()).isEqualTo(FailureKind.CREDENTIAL);
        assertThat(login.country()).isEqualTo("AT");
        assertThat(login.latitude()).isEqualTo(48.2);
        assertThat(login.attributes()).containsEntry("asn", "64500").containsEntry("session_id", "102Ab");

        AuditEvent grant = events.get(1);
        assertThat(grant.sensitive()).isTrue();
        assertThat(grant.target()).isEqualTo("eve@example.net");
        assertThat(grant.attributes())
                .containsEntry("targets", "eve@example.net, Admin Console")
                .containsEntry("anonymous_proxy", "true");

        AuditEvent denied = events.get(2);
        assertThat(denied.userType()).isEqualTo(UserType.SERVICE);
        assertThat(denied.failureKind()).isEqualTo(FailureKind.MFA);
    }

    @Test
    @DisplayName("read GitHub's audit log, also where an event has no id")
    void github() throws IOException {
        List<AuditEvent> events = events("github");
        AuditEvent member = events.get(0);

        assertThat(member.eventId()).isEqualTo("Doc_1");
        assertThat(member.creationTime()).isEqualTo(Instant.ofEpochMilli(1795080600123L));
        assertThat(member.userId()).isEqualTo("ada@example.com");
        assertThat(member.target()).isEqualTo("eve-elsewhere");
        assertThat(member.sensitive()).as("by the value admin").isTrue();
        assertThat(member.operationCategory()).isEqualTo(OperationCategory.SHARING);
        assertThat(member.country()).isEqualTo("AT");

        AuditEvent clone = events.get(1);
        assertThat(clone.userId()).isEqualTo("build-bot");
        assertThat(clone.userType()).isEqualTo(UserType.SERVICE);
        assertThat(clone.eventId())
                .startsWith("sha256:")
                .isEqualTo(events("github").get(1).eventId());
        assertThat(clone.sensitive()).isFalse();
    }

    @Test
    @DisplayName("are unwrapped like any native form, and dead-lettered for the same reasons")
    void wrapped() throws IOException {
        String line = Files.readAllLines(SAMPLES.resolve("okta.jsonl")).get(0);
        String wrapped = "{\"message\":\"" + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        String list = "{\"events\":[" + line + "," + line.replace("\"published\"", "\"publ\"") + "]}";
        String packed =
                "{\"data\":\"" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "\"}";
        String withoutUser = line.replace("\"alternateId\":\"Ada.Example@example.com\"", "\"alternateId\":null")
                .replace("\"id\":\"00u1abcd\"", "\"id\":\" \"");

        assertThat(decode(wrapped).events()).hasSize(1);
        assertThat(decode(packed).events()).hasSize(1);
        assertThat(decode(list).events()).hasSize(1);
        assertThat(decode(list).rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.UNKNOWN_SHAPE);
            assertThat(rejection.detail()).contains("nearest is okta (System Log), without [published]");
        });
        assertThat(decode(withoutUser).rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason()).isEqualTo(RejectionReason.MISSING_FIELD);
            assertThat(rejection.field()).isEqualTo("user_id");
        });
        assertThat(decode(line.replace("2026-11-20T09:30:00.123Z", "yesterday")).rejections())
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.value()).isEqualTo("yesterday"));
    }

    /** Each of some forty fields of a sample is hit about ten times. */
    @ParameterizedTest
    @ValueSource(strings = {"okta", "github"})
    @DisplayName("never throw on records of which parts are missing or of another kind")
    void mutants(String provider) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        EventDecoder decoder = decoder();
        for (String line : Files.readAllLines(SAMPLES.resolve(provider + ".jsonl"))) {
            for (int i = 0; i < 400; i++) {
                ObjectNode mutant = (ObjectNode) JsonText.MAPPER.readTree(line);
                mutate(mutant, random);
                DecodedRecord record =
                        decoder.decode(JsonText.MAPPER.writeValueAsBytes(mutant), ARRIVAL.toEpochMilli());
                assertThat(record.events().size() + record.rejections().size())
                        .as(mutant.toString())
                        .isPositive();
            }
        }
    }

    private static void mutate(ObjectNode object, SplittableRandom random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        if (value.isObject() && !value.isEmpty() && random.nextBoolean()) {
            mutate((ObjectNode) value, random);
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.putArray(name).add(value);
            case 3 -> object.putObject(name).set("x", value);
            case 4 -> object.put(name, value.toString());
            default -> object.put(name, random.nextLong());
        }
    }

    private static DecodedRecord decode(String json) throws IOException {
        return decoder().decode(json.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
    }
}
