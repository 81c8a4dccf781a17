package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every native shape and what it becomes, field by field. Whoever means a change deletes the expected file and runs the
 * test twice: the first run writes it, to be read against the provider's own documentation.
 */
@DisplayName("A native record")
class NativeFixturesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> names() {
        return NativeFixtures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("becomes the events beside it")
    void becomes(String name) throws IOException {
        List<AuditEvent> events = Decoding.events(NativeFixtures.record(name));
        ArrayNode found = JSON.createArrayNode();
        for (AuditEvent event : events) {
            found.add(JSON.readTree(AuditEventJson.toBytes(event)));
        }
        Path file = NativeFixtures.expected(name);
        if (!Files.exists(file)) {
            Files.writeString(file, found.toPrettyString() + "\n");
        }
        JsonNode expected = JSON.readTree(NativeFixtures.read(file));
        assertThat(differences(expected, found))
                .as("fields of %s that differ, as expected -> found", name)
                .isEmpty();
        String provider = name.substring(0, name.indexOf('/'));
        assertThat(events).extracting(AuditEvent::provider).containsOnly(provider);
        assertThat(events).extracting(AuditEvent::eventId).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("of the same act is the same event whichever way it came")
    void sameEvent() {
        AuditEvent bare = Decoding.event(NativeFixtures.record("microsoft/sharepoint-file"));
        for (String name : List.of(
                "purview-csv-row",
                "search-unified-audit-log",
                "graph-audit-log-record",
                "beats-o365audit",
                "beats-message")) {
            assertThat(Decoding.event(NativeFixtures.record("microsoft/" + name)))
                    .as(name)
                    .isEqualTo(bare);
        }
        AuditEvent streamed = Decoding.event(NativeFixtures.record("microsoft/defender-cloud-app-event"));
        assertThat(streamed.eventId()).as("Defender's stream adds a place").isEqualTo(bare.eventId());
        AuditEvent activity = Decoding.event(NativeFixtures.record("azure/activity"));
        assertThat(Decoding.event(NativeFixtures.record("azure/activity-lower-case")))
                .as("names in lower case")
                .isEqualTo(activity);
    }

    private static Map<String, String> differences(JsonNode expected, JsonNode found) {
        Map<String, String> differences = new TreeMap<>();
        if (expected.size() != found.size()) {
            differences.put("number of events", expected.size() + " -> " + found.size());
        }
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            collect("[" + i + "]", expected.get(i), found.get(i), differences);
        }
        return differences;
    }

    private static void collect(String path, JsonNode expected, JsonNode found, Map<String, String> into) {
        if (expected instanceof ObjectNode before && found instanceof ObjectNode after) {
            ObjectNode all = before.deepCopy();
            all.setAll(after);
            all.fieldNames()
                    .forEachRemaining(
                            field -> collect(path + '.' + field, expected.path(field), found.path(field), into));
        } else if (!expected.equals(found)) {
            into.put(path, expected + " -> " + found);
        }
    }
}
