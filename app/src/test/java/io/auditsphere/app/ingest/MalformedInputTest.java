package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Malformed input is data: it")
class MalformedInputTest {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");
    private static final String GOOD =
            "{\"event_id\":\"e-1\",\"provider\":\"box\",\"creation_time\":\"2026-11-20T09:30:00Z\","
                    + "\"operation\":\"UPLOAD\",\"user_id\":\"ada@example.com\"}";

    /** Mutants for each seed: most of one's time is the parser's exception, all seeds together take two seconds. */
    private static final int MUTANTS = 3_000;

    private final EventDecoder decoder = new EventDecoder(IngestSettings.defaults());

    private DecodedRecord decode(byte[] value) {
        return decoder.decode(value, ARRIVAL.toEpochMilli());
    }

    private DecodedRecord decode(String json) {
        return decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String field, String json) {
        String without = GOOD.replaceAll("\"" + field + "\":\"[^\"]*\",?", "").replace(",}", "}");
        return json == null ? without : without.replace("{", "{\"" + field + "\":" + json + ",");
    }

    static Stream<Arguments> rejected() {
        return Stream.of(
                bad("plain text", "user ada did UPLOAD", "not_json", null),
                bad("a broken object", GOOD.substring(0, 60), "not_json", null),
                bad("two values in one record", GOOD + GOOD, "not_json", null),
                bad("a good event before broken ones", "[" + GOOD + ",{\"event_id\":", "not_json", null),
                bad("nothing but blanks", "  \n ", "not_json", null),
                bad("NaN, which is no JSON", with("event_count_1h", "NaN"), "not_json", null),
                bad("a raw control character", with("user_id", "\"a\u0001b\""), "not_json", null),
                bad("a single string", "\"UPLOAD\"", "unknown_shape", null),
                bad("a number", "42", "unknown_shape", null),
                bad("null", "null", "unknown_shape", null),
                bad("a stranger's object", "{\"level\":\"INFO\",\"msg\":\"started\"}", "unknown_shape", null),
                bad("an empty object", "{}", "unknown_shape", null),
                bad("a lone field of ours", "{\"operation\":\"UPLOAD\"}", "unknown_shape", null),
                bad(
                        "wrappers deeper than three",
                        "{\"a\":1,\"records\":{\"value\":{\"payload\":{\"detail\":" + GOOD + "}}}}",
                        "unknown_shape",
                        null),
                bad("a provider nobody configured", with("provider", "\"okta\""), "unknown_provider", "provider"),
                bad("a provider that is a number", with("provider", "7"), "unreadable_field", "provider"),
                bad("no user", with("user_id", null), "missing_field", "user_id"),
                bad("a null user", with("user_id", "null"), "missing_field", "user_id"),
                bad("a blank user", with("user_id", "\" \\t\""), "missing_field", "user_id"),
                bad("a user that is an object", with("user_id", "{\"id\":1}"), "unreadable_field", "user_id"),
                bad("a user that is an array", with("user_id", "[\"a\"]"), "unreadable_field", "user_id"),
                bad("a user that is true", with("user_id", "true"), "unreadable_field", "user_id"),
                bad(
                        "a user given twice",
                        GOOD.replace("}", ",\"user_id\":\"eve@example.com\"}"),
                        "unreadable_field",
                        "user_id"),
                bad("a user with NUL", with("user_id", "\"a\\u0000b\""), "unreadable_field", "user_id"),
                bad("a user with half a character", with("user_id", "\"a\\ud83d\""), "unreadable_field", "user_id"),
                bad(
                        "a user of 513 characters",
                        with("user_id", "\"" + "u".repeat(513) + "\""),
                        "unreadable_field",
                        "user_id"),
                bad("no operation", with("operation", null), "missing_field", "operation"),
                bad("an operation that is a number", with("operation", "12"), "unreadable_field", "operation"),
                bad("an id with NUL", with("event_id", "\"\\u0000\\u0000x\""), "unreadable_field", "event_id"),
                bad("no time", with("creation_time", null), "missing_field", "creation_time"),
                bad("a time in words", with("creation_time", "\"yesterday\""), "unreadable_field", "creation_time"),
                bad("a time as a number", with("creation_time", "1763631000"), "unreadable_field", "creation_time"),
                bad("a date alone", with("creation_time", "\"2026-11-20\""), "unreadable_field", "creation_time"),
                bad(
                        "the 30th of February",
                        with("creation_time", "\"2026-02-30T00:00:00Z\""),
                        "unreadable_field",
                        "creation_time"),
                bad("year -1", with("creation_time", "\"-0001-01-01T00:00:00Z\""), "unreadable_field", "creation_time"),
                bad("year 9999", with("creation_time", "\"9999-12-31T23:59:59Z\""), "time_in_future", "creation_time"),
                bad(
                        "a second over a day ahead",
                        with("creation_time", "\"2026-11-21T10:00:01Z\""),
                        "time_in_future",
                        "creation_time"),
                bad(
                        "over 400 days behind",
                        with("creation_time", "\"2025-10-16T09:59:59Z\""),
                        "time_too_old",
                        "creation_time"),
                bad("year 0", with("creation_time", "\"0000-01-01T00:00:00Z\""), "time_too_old", "creation_time"),
                bad("objects nested 65 deep", "{\"x\":" + "[".repeat(65) + "]".repeat(65) + "}", "too_large", null),
                bad("100,000 open brackets", "[".repeat(100_000), "too_large", null),
                bad("a number of 500 digits", with("event_id", "9".repeat(500)), "too_large", null));
    }

    private static Arguments bad(String what, String record, String reason, String field) {
        return Arguments.of(what, record, reason, field);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejected")
    @DisplayName("is rejected with the right reason:")
    void rejected(String what, String record, String reason, String field) {
        DecodedRecord decoded = decode(record);
        assertThat(decoded.events()).as("events accepted of %s", what).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.reason().wireName()).as(rejection.toString()).isEqualTo(reason);
            assertThat(rejection.field()).isEqualTo(field);
            assertThat(rejection.detail()).as("says what was expected").isNotBlank();
        });
    }

    @Test
    @DisplayName("is rejected when there is no value or too much of it")
    void noValueOrTooMuch() {
        assertThat(decode((byte[]) null).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.NOT_JSON);
        assertThat(decode(new byte[0]).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.NOT_JSON);
        int limit = IngestSettings.defaults().maxBytes();
        String filler = " ".repeat(limit - GOOD.length());
        assertThat(decode(GOOD + filler).events())
                .as("a record of exactly the limit")
                .hasSize(1);
        assertThat(decode(GOOD + filler + " ").rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.TOO_LARGE);
    }

    @Test
    @DisplayName("is accepted up to the bounds of time, and files of the past have no lower one but 1970")
    void boundsOfTime() {
        assertThat(decode(with("creation_time", "\"2026-11-21T10:00:00Z\"")).events())
                .hasSize(1);
        assertThat(decode(with("creation_time", "\"2025-10-16T10:00:00Z\"")).events())
                .hasSize(1);
        EventDecoder files = new EventDecoder(IngestSettings.defaults().withoutMaxAge());
        byte[] old = with("creation_time", "\"1999-12-31T23:59:59Z\"").getBytes(StandardCharsets.UTF_8);
        assertThat(files.decode(old, ARRIVAL.toEpochMilli()).events()).hasSize(1);
        byte[] older = with("creation_time", "\"1969-12-31T23:59:59Z\"").getBytes(StandardCharsets.UTF_8);
        assertThat(files.decode(older, ARRIVAL.toEpochMilli()).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.TIME_TOO_OLD);
    }

    @Test
    @DisplayName("holds no event in an empty array, which is no error")
    void emptyArray() {
        DecodedRecord decoded = decode("{\"records\":[]}");
        assertThat(decoded.events()).isEmpty();
        assertThat(decoded.hasRejections()).isFalse();
        assertThat(decode("[]").hasRejections()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
    @DisplayName("is read in the other encodings that JSON once had, and behind a byte order mark")
    void encodings(String charset) {
        assertThat(decode(("[" + GOOD + "]").getBytes(Charset.forName(charset))).events())
                .hasSize(1);
        String array = "\uFEFF[" + GOOD + ",{\"records\":[" + GOOD + "]}]";
        assertThat(decode(array).eventIndexes())
                .as("the slice of the wrapper behind the mark")
                .containsExactly(0, 1);
    }

    @Test
    @DisplayName("is kept within bounds and cleaned where it only describes")
    void boundedText() {
        AuditEvent event = decode("{\"event_id\":\"" + "i".repeat(600) + "\",\"provider\":\"box\","
                        + "\"creation_time\":\"2026-11-20T09:30:00Z\",\"operation\":\"UPLOAD\",\"user_id\":\"a\","
                        + "\"user_agent\":\"\\u001b[31mred\\u0000\\ud83d\",\"resource_path\":\""
                        + "\uD83D\uDD12".repeat(1500)
                        + "x\",\"client_ip\":\"NOTANIPV4 (10.9000.0.1)\",\"country\":\"Germany\",\"latitude\":91,\"longitude\":0,"
                        + "\"user_type\":[1],\"outcome\":\"maybe\",\"event_count_1h\":-4,\"event_count_24h\":99999999999,"
                        + "\"attributes\":{\"a\":\"" + "v".repeat(600) + "\",\"b\":{\"c\":1}}}")
                .events()
                .get(0);
        assertThat(event.eventId()).as("an id is hashed, never cut").matches("sha256:[0-9a-f]{32}");
        assertThat(event.userAgent()).isEqualTo(" [31mred \uFFFD");
        assertThat(event.resourcePath()).as("no pair is cut in two").isEqualTo("\uD83D\uDD12".repeat(1024));
        assertThat(event.clientIp()).isNull();
        assertThat(event.country()).isNull();
        assertThat(event.latitude()).isNull();
        assertThat(event.eventCount1h()).isNull();
        assertThat(event.eventCount24h()).isNull();
        assertThat(event.attributes()).hasSize(1).containsEntry("a", "v".repeat(512));
    }

    @Test
    @DisplayName("keeps at most 16 attributes")
    void attributesAreFew() {
        StringBuilder attributes = new StringBuilder("{\"n0\":1");
        for (int i = 1; i < 100; i++) {
            attributes.append(",\"n").append(i).append("\":").append(i);
        }
        assertThat(decode(with("attributes", attributes + "}")).events().get(0).attributes())
                .hasSize(16);
    }

    @Test
    @DisplayName("has an id of its own where it brought none: the same for the same event, another for another")
    void hashedIds() {
        String first = idOf(with("event_id", null));
        assertThat(idOf(with("event_id", null))).isEqualTo(first);
        assertThat(idOf(with("event_id", null).replace("UPLOAD", "DELETE"))).isNotEqualTo(first);
        assertThat(idOf(with("event_id", null).replace("{", "{\"resource_name\":\"a.txt\",")))
                .as("another file in the same second")
                .isNotEqualTo(first);
    }

    private String idOf(String json) {
        return decode(json).events().get(0).eventId();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("never throws, whatever bytes of it are changed, and what is accepted can be written and read again")
    void mutants(long seed) throws IOException {
        RandomGenerator random = new SplittableRandom(seed);
        byte[] original = ("[" + GOOD + ",{\"value\":[" + GOOD + "]}," + GOOD.replace("e-1", "e\\u00e9") + "]")
                .getBytes(StandardCharsets.UTF_8);
        byte[] telling = "\"{}[]:,\\u0000nt1e-+. \u00e9".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = original.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                boolean any = random.nextInt(4) == 0;
                mutant[random.nextInt(mutant.length)] =
                        any ? (byte) random.nextInt(256) : telling[random.nextInt(telling.length)];
            }
            DecodedRecord decoded = decode(mutant);
            assertThat(decoded.eventIndexes()).hasSameSizeAs(decoded.events());
            for (AuditEvent event : decoded.events()) {
                assertThat(AuditEventJson.read(AuditEventJson.toBytes(event))).isEqualTo(event);
            }
        }
    }
}
