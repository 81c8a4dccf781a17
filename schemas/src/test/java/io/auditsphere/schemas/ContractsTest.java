package io.auditsphere.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The contracts")
class ContractsTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

    /** Enough for every constant of every enumeration and every combination of absent parts to occur. */
    private static final int RANDOM_VALUES = 300;

    static Stream<Arguments> goldenFiles() {
        return Stream.of(
                Arguments.of("audit-event", "audit-event", AuditEventJson.toBytes(Samples.event())),
                Arguments.of("anomaly", "anomaly", AnomalyJson.toBytes(Samples.anomaly())),
                Arguments.of("anomaly-without-model", "anomaly", AnomalyJson.toBytes(Samples.unjudged())),
                Arguments.of("finding", "finding", FindingJson.toBytes(Samples.finding())),
                Arguments.of("finding-muted", "finding", FindingJson.toBytes(Samples.mutedFinding())),
                Arguments.of(
                        "suppression-rule", "suppression-rule", SuppressionRuleJson.toBytes(Samples.suppressionRule())),
                Arguments.of(
                        "detector-settings",
                        "detector-settings",
                        DetectorSettingsJson.toBytes(Samples.detectorSettings())),
                Arguments.of(
                        "response-action", "response-action", ResponseActionJson.toBytes(Samples.responseAction())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFiles")
    @DisplayName("are written as their golden files have them, since every field name is API")
    void golden(String file, String schema, byte[] written) throws IOException {
        String json = new String(written, StandardCharsets.UTF_8);
        assertThat(json)
                .as("golden/%s.json", file)
                .isEqualTo(resource("/golden/" + file + ".json").strip());
        assertValid(schema, json);
    }

    @Test
    @DisplayName("are read back as they were written")
    void roundTrip() throws IOException {
        assertThat(AuditEventJson.read(AuditEventJson.toBytes(Samples.event()))).isEqualTo(Samples.event());
        assertThat(AnomalyJson.read(AnomalyJson.toBytes(Samples.anomaly()))).isEqualTo(Samples.anomaly());
        assertThat(AnomalyJson.read(AnomalyJson.toBytes(Samples.unjudged()))).isEqualTo(Samples.unjudged());
        assertThat(FindingJson.read(FindingJson.toBytes(Samples.finding()))).isEqualTo(Samples.finding());
        assertThat(FindingJson.read(FindingJson.toBytes(Samples.mutedFinding())))
                .isEqualTo(Samples.mutedFinding());
        assertThat(SuppressionRuleJson.read(SuppressionRuleJson.toBytes(Samples.suppressionRule())))
                .isEqualTo(Samples.suppressionRule());
        assertThat(DetectorSettingsJson.read(DetectorSettingsJson.toBytes(Samples.detectorSettings())))
                .isEqualTo(Samples.detectorSettings());
        assertThat(ResponseActionJson.read(ResponseActionJson.toBytes(Samples.responseAction())))
                .isEqualTo(Samples.responseAction());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @DisplayName("hold for random values, which stay equal over a round trip")
    void randomValues(long seed) throws IOException {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            AuditEvent event = Samples.randomEvent(random);
            byte[] eventJson = AuditEventJson.toBytes(event);
            assertValid("audit-event", new String(eventJson, StandardCharsets.UTF_8));
            assertThat(AuditEventJson.read(eventJson))
                    .as("event %d of seed %d", i, seed)
                    .isEqualTo(event);

            Anomaly anomaly = Samples.randomAnomaly(random);
            byte[] anomalyJson = AnomalyJson.toBytes(anomaly);
            assertValid("anomaly", new String(anomalyJson, StandardCharsets.UTF_8));
            assertThat(AnomalyJson.read(anomalyJson))
                    .as("anomaly %d of seed %d", i, seed)
                    .isEqualTo(anomaly);
        }
    }

    @Test
    @DisplayName("never hold what JSON cannot: a score that is no number is null")
    void notANumber() {
        Anomaly sample = Samples.unjudged();
        Anomaly broken = new Anomaly(
                sample.kind(),
                sample.subject(),
                sample.event(),
                false,
                false,
                Double.NaN,
                0,
                Double.POSITIVE_INFINITY,
                null,
                null,
                List.of(),
                null,
                Map.of(),
                List.of(),
                null,
                Map.of("hour_of_day", Double.NaN),
                null,
                Baseline.LEARNING,
                List.of(),
                false,
                Samples.NOON);
        String json = new String(AnomalyJson.toBytes(broken), StandardCharsets.UTF_8);
        assertThat(json).contains("\"anomaly_score\":null", "\"confidence\":null", "\"hour_of_day\":null");
        assertValid("anomaly", json);
    }

    @Test
    @DisplayName("write whole feature values as whole numbers, as large as a float holds them")
    void wholeNumbers() {
        String json = new String(AnomalyJson.toBytes(Samples.anomaly()), StandardCharsets.UTF_8);
        assertThat(json).contains("\"features\":{\"hour_of_day\":3,\"event_count_1h\":412,\"unique_sites\":1.5}");
    }

    @Test
    @DisplayName("say which field of a foreign object is wrong")
    void wrongField() {
        String finding = new String(FindingJson.toBytes(Samples.finding()), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FindingJson.read(
                        finding.replace("\"critical\"", "\"dreadful\"").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessage("finding: severity: expected one of the names of Severity, found \"dreadful\"");
        assertThatThrownBy(() -> FindingJson.read("[]".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("expected a JSON object, found ARRAY");
        assertThatThrownBy(() -> AuditEventJson.read("{\"event_id\":\"1\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("required field is missing: provider");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"__streams.errors.exception\":\"a.B\",\"__streams.errors.message\":\"m\",\"__streams.errors.topic\":\"audit-events\",\"__streams.errors.partition\":\"3\",\"__streams.errors.offset\":\"7\",\"reason\":\"missing_field\",\"field\":\"user_id\",\"indexes\":\"0,4\"}",
                "{\"__streams.errors.exception\":\"a.B\",\"__streams.errors.message\":\"m\",\"__streams.errors.stacktrace\":\"at\",\"__streams.errors.topic\":\"audit-events\",\"__streams.errors.partition\":\"3\",\"__streams.errors.offset\":\"7\"}"
            })
    @DisplayName("know the headers of our dead letters and of Kafka's own")
    void deadLetterHeaders(String headers) {
        assertValid("dead-letter-headers", headers);
    }

    @Test
    @DisplayName("refuse what is not theirs")
    void schemasRefuse() throws IOException {
        String anomaly = resource("/golden/anomaly.json");
        assertThat(errors("anomaly", anomaly.replace("\"late\":false", "\"late\":\"no\"")))
                .isNotEmpty();
        assertThat(errors("anomaly", anomaly.replace("\"late\":false", "\"late\":false,\"surplus\":1")))
                .isNotEmpty();
        assertThat(errors("anomaly", anomaly.replace("\"baseline\":\"established\",", "")))
                .isNotEmpty();
        assertThat(errors("anomaly", anomaly.replace("bulk_operation", "burglary")))
                .isNotEmpty();
        assertThat(errors("audit-event", "{\"event_id\":\"1\"}")).isNotEmpty();
        assertThat(errors("dead-letter-headers", "{\"reason\":\"because\"}")).isNotEmpty();
    }

    @Test
    @DisplayName("list every name of every enumeration")
    void enumerationsAreListed() throws IOException {
        String anomaly = resource("/io/auditsphere/schemas/anomaly.schema.json");
        for (WireName[] names : List.<WireName[]>of(
                OperationCategory.values(),
                UserType.values(),
                Outcome.values(),
                FailureKind.values(),
                AnomalyType.values(),
                Severity.values(),
                ExplanationMethod.values(),
                Baseline.values(),
                SubjectType.values())) {
            for (WireName name : names) {
                assertThat(anomaly).contains("\"" + name.wireName() + "\"");
            }
        }
        String event = resource("/io/auditsphere/schemas/audit-event.schema.json");
        for (NetworkKind kind : NetworkKind.values()) {
            assertThat(event).contains(kind.wireName());
        }
    }

    private static void assertValid(String schema, String json) {
        assertThat(errors(schema, json))
                .as("%s against its schema: %s", schema, json)
                .isEmpty();
    }

    private static List<Error> errors(String schema, String json) {
        return SCHEMAS.computeIfAbsent(schema, ContractsTest::load)
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Schema load(String schema) {
        try {
            return REGISTRY.getSchema(resource("/io/auditsphere/schemas/" + schema + ".schema.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = ContractsTest.class.getResourceAsStream(path)) {
            assertThat(in).as("resource %s", path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
