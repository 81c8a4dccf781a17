package io.auditsphere.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the topics is, byte for byte, what Jackson's generator would have written. */
class JsonOutputTest {

    private static final byte[] NAME = JsonOutput.name("name");
    private static final ObjectMapper JACKSON = JsonMapper.builder(Json.FACTORY).build();

    /** Texts that hold every character that is escaped, some of two, three and four bytes, and plain runs between. */
    @Test
    void textsAreWrittenAsJacksonWritesThem() throws IOException {
        RandomGenerator random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(60);
            for (int c = 0; c < length; c++) {
                text.appendCodePoint(
                        switch (random.nextInt(12)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> "\"\\/?\u007f".charAt(random.nextInt(5));
                            case 2 -> 0x80 + random.nextInt(0x700);
                            case 3 -> 0x2000 + random.nextInt(0x1000);
                            case 4 -> 0x1F300 + random.nextInt(0x300);
                            default -> ' ' + random.nextInt(0x5e);
                        });
            }
            assertThat(written(text.toString())).isEqualTo(byJackson(text.toString()));
        }
    }

    @Test
    void numbersAreWrittenAsJacksonWritesThem() throws IOException {
        RandomGenerator random = new SplittableRandom(4);
        for (int i = 0; i < 20_000; i++) {
            double value = switch (i % 4) {
                case 0 -> random.nextDouble();
                case 1 -> random.nextInt();
                case 2 -> Double.longBitsToDouble(random.nextLong());
                default -> random.nextInt(200) / 20.0 - 5;
            };
            JsonOutput json = JsonOutput.forThread();
            json.beginObject();
            json.number(NAME, value);
            json.number(i % 40, "indexed", value);
            json.endObject();
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            try (JsonGenerator generator = Json.FACTORY.createGenerator(expected)) {
                generator.writeStartObject();
                generator.writeFieldName("name");
                Json.number(generator, value);
                generator.writeFieldName("indexed");
                Json.number(generator, value);
                generator.writeEndObject();
            }
            assertThat(json.toByteArray()).isEqualTo(expected.toByteArray());
        }
    }

    @Test
    void resultsAndEventsAreWrittenAsJacksonWritesWhatItReadsOfThem() throws IOException {
        RandomGenerator random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] anomaly = AnomalyJson.toBytes(Samples.randomAnomaly(random));
            assertThat(JACKSON.writeValueAsBytes(JACKSON.readTree(anomaly))).isEqualTo(anomaly);
            byte[] event = AuditEventJson.toBytes(Samples.randomEvent(random));
            assertThat(JACKSON.writeValueAsBytes(JACKSON.readTree(event))).isEqualTo(event);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void timesAreWrittenAsTheirText(String time) {
        JsonOutput json = JsonOutput.forThread();
        json.beginObject();
        json.time(NAME, Instant.parse(time));
        json.endObject();
        assertThat(text(json)).isEqualTo("{\"name\":\"" + Instant.parse(time) + "\"}");
    }

    @Test
    void halfACharacterIsWrittenAsJacksonWritesIt() throws IOException {
        for (String text : new String[] {"\ud83d", "a\ude00b", "\u00e4\ud83dx", "\ud83d\ud83d\ude00", "a?"}) {
            assertThat(written(text)).isEqualTo(byJackson(text));
        }
    }

    @Test
    void aLargeValueFitsAndTheNextOneIsUnharmed() {
        String large = "\u0001".repeat(200_000);
        assertThat(written(large)).hasSize(6 * 200_000 + "{\"name\":\"\"}".length());
        assertThat(new String(written("small"), StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"small\"}");
    }

    private static byte[] written(String value) {
        JsonOutput json = JsonOutput.forThread();
        json.beginObject();
        json.text(NAME, value);
        json.endObject();
        return json.toByteArray();
    }

    private static byte[] byJackson(String value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("name", value);
            generator.writeEndObject();
        }
        return out.toByteArray();
    }

    private static String text(JsonOutput json) {
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }
}
