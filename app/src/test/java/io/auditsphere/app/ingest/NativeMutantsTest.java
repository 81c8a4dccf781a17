package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Native events with fields dropped, types swapped, lists for scalars and strings for objects")
class NativeMutantsTest {

    /** Mutants of each event: with a hundred fixtures, every field of every form is hit many times. */
    private static final int MUTANTS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> names() {
        return NativeFixtures.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("never throw, and what is accepted of them can be written and read again")
    void mutants(String name) throws IOException {
        String json = NativeFixtures.record(name);
        RandomGenerator random = new SplittableRandom(json.hashCode());
        assertThat(Decoding.events(json)).as("the event before it is changed").isNotEmpty();
        for (int i = 0; i < MUTANTS; i++) {
            JsonNode mutant = JSON.readTree(json);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(mutant, random);
            }
            DecodedRecord record = Decoding.record(mutant.toString());
            for (AuditEvent event : record.events()) {
                assertThat(AuditEventJson.read(AuditEventJson.toBytes(event))).isEqualTo(event);
            }
        }
    }

    private static void change(JsonNode node, RandomGenerator random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode value = object.get(name);
            if (isJsonText(value) && random.nextInt(3) > 0) {
                object.put(name, changedText(value.textValue(), random));
            } else if (value.isContainerNode() && random.nextInt(3) > 0) {
                change(value, random);
            } else if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, another(value, random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextBoolean()) {
                change(array.get(index), random);
            } else {
                array.set(index, another(array.get(index), random));
            }
        }
    }

    private static boolean isJsonText(JsonNode value) {
        return value.isTextual()
                && (value.textValue().startsWith("{") || value.textValue().startsWith("["));
    }

    private static String changedText(String text, RandomGenerator random) {
        try {
            JsonNode within = JSON.readTree(text);
            change(within, random);
            return within.toString();
        } catch (IOException brokenByAnEarlierChange) {
            return text;
        }
    }

    private static JsonNode another(JsonNode value, RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.getNodeFactory().textNode("NUL \u0000 and half \ud83d");
            case 3 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> JSON.createArrayNode().add(value);
            case 5 -> JSON.createObjectNode().set("x", value);
            case 6 -> JSON.getNodeFactory().textNode("x".repeat(5000));
            default -> JSON.getNodeFactory().textNode(value.toString());
        };
    }
}
