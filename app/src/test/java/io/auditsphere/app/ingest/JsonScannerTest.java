package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scanner accepts, Jackson reads as the same; what it gives up, Jackson decides. */
class JsonScannerTest {

    /** Enough for every kind of change at every kind of place some hundred times over; takes a second. */
    private static final int MUTANTS = 40_000;

    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "-",
        "1e5",
        "1.50",
        "true",
        "null",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\n",
        "\\/",
        "\\q",
        "é",
        "漢",
        "😀",
        "\u0001",
        "\u007f",
        " ",
        "\n",
        "\"a\":1,\"a\":2,"
    };

    @Test
    void whatItReadsIsWhatJacksonReads() throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (String name : NativeFixtures.names()) {
            records.add(NativeFixtures.record(name).getBytes(StandardCharsets.UTF_8));
        }
        Random random = new Random(20_261_121);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] json = changed(records.get(random.nextInt(records.size())), random);
            JsonTape tape = JsonScanner.tapeOrNull(json);
            if (tape != null) {
                assertThat(tree(JsonValue.root(tape)))
                        .as(() -> new String(json, StandardCharsets.UTF_8))
                        .isEqualTo(JsonText.MAPPER.readTree(json));
                read++;
            }
        }
        assertThat(read).as("mutants that are JSON").isGreaterThan(MUTANTS / 4);
    }

    private static byte[] changed(byte[] record, Random random) {
        byte[] json = record;
        for (int changes = random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(json.length);
            byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
            int from = at + (random.nextBoolean() ? 0 : Math.min(json.length - at, random.nextInt(4)));
            byte[] longer = Arrays.copyOf(json, at + piece.length + json.length - from);
            System.arraycopy(piece, 0, longer, at, piece.length);
            System.arraycopy(json, from, longer, at + piece.length, json.length - from);
            json = longer;
        }
        return random.nextInt(20) == 0 ? Arrays.copyOf(json, random.nextInt(json.length)) : json;
    }

    private static JsonNode tree(JsonValue value) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isObject()) {
            ObjectNode object = nodes.objectNode();
            for (JsonValue field : value) {
                object.set(field.name(), tree(field));
                assertThat(value.path(field.name()).asText()).isEqualTo(field.asText());
            }
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = nodes.arrayNode();
            for (JsonValue element : value) {
                array.add(tree(element));
            }
            return array;
        }
        if (value.isNumber() && Double.isInfinite(value.doubleValue())) {
            return nodes.numberNode(value.doubleValue());
        }
        return value.isTextual() ? nodes.textNode(value.textValue()) : JsonText.MAPPER.readTree(value.asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"\\u0061\":1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":+1}",
                "{\"a\":tru}",
                "[1,]",
                "{,}",
                "{\"a\":1}}",
                "{\"a\" 1}",
                "[1 2]",
                "[1}",
                "\"\\ud8\"",
                "{\"a\":\"\t\"}",
                "",
                " ",
                "{",
                "[[",
                "nulll"
            })
    void whatIsUnusualOrWrongItGivesUp(String json) {
        assertThat(JsonScanner.tapeOrNull(json.getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @Test
    void ofANameThatOccursTwiceTheLaterValueCounts() throws IOException {
        JsonValue value = JsonText.read("{\"a\":1,\"b\":2,\"a\":3}".getBytes(StandardCharsets.UTF_8));

        assertThat(value.text("a")).isEqualTo("3");
        assertThat(value.size()).isEqualTo(2);
    }

    @Test
    void namesThatShareAHashAreFoundAllTheSame() throws IOException {
        StringBuilder json = new StringBuilder("{\"user\":\"ada\"");
        for (int i = 0; i < 512; i++) {
            // "Aa" and "BB" have one hash as strings, and so have all rows of the same number of them.
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < 9; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append(",\"").append(name).append("\":").append(i);
        }
        JsonValue value = JsonText.read(json.append('}').toString().getBytes(StandardCharsets.UTF_8));

        assertThat(value.text("user")).isEqualTo("ada");
        assertThat(value.text("AaAaAaAaAaAaAaAaAa")).isEqualTo("0");
        assertThat(value.text("BBBBBBBBBBBBBBBBBB")).isEqualTo("511");
        assertThat(value.has("none")).isFalse();
    }

    @Test
    void hundredsOfThousandsOfNamesInOneObjectAreReadInTheTimeOfTheirBytes() throws IOException {
        StringBuilder json = new StringBuilder("{\"first\":0");
        for (int i = 0; i < 300_000; i++) {
            json.append(",\"n").append(i).append("\":0");
        }
        JsonValue value = JsonText.read(json.append('}').toString().getBytes(StandardCharsets.UTF_8));

        assertThat(value.text("n299999")).isEqualTo("0");
        assertThat(value.size()).isEqualTo(300_001);
    }

    @Test
    void moreValuesThanTheParserHasTokensForAreRefused() {
        byte[] many = "[".concat("1,".repeat(1_000_000)).concat("1]").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonText.read(many)).isInstanceOf(StreamConstraintsException.class);
    }

    @Test
    void nestingBeyondTheLimitIsJacksonsToRefuse() {
        byte[] deep = "[".repeat(65).concat("]".repeat(65)).getBytes(StandardCharsets.UTF_8);
        byte[] bearable = "[".repeat(64).concat("]".repeat(64)).getBytes(StandardCharsets.UTF_8);

        assertThat(JsonScanner.tapeOrNull(deep)).isNull();
        assertThat(JsonScanner.tapeOrNull(bearable)).isNotNull();
    }
}
