package io.auditsphere.app.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/** What a stranger, or a broken collector, might write to the input: each with what is to become of it. */
public final class PoisonCorpus {

    /** When the events of the corpus happened and arrive. */
    public static final Instant ARRIVAL = Instant.parse("2026-03-03T05:00:00Z");

    /** Reason of a record that is well-formed after all: its events are accepted and nothing is dead-lettered. */
    public static final String ACCEPTED = "accepted";

    private static final String GOOD = event("");
    private static final int RANDOM_RECORDS = 200;

    /**
     * One record.
     *
     * @param name what is wrong with it
     * @param value its bytes
     * @param reason the reason that its dead letter is to bear, or {@link #ACCEPTED}
     */
    public record Poison(String name, byte[] value, String reason) {

        @Override
        public String toString() {
            return name;
        }
    }

    private final List<Poison> all = new ArrayList<>();

    private PoisonCorpus() {}

    /** Every record, the same at each call. */
    public static List<Poison> all() {
        PoisonCorpus corpus = new PoisonCorpus();
        corpus.addBytes();
        corpus.addBroken();
        corpus.addHuge();
        corpus.addCharacters();
        corpus.addNumbers();
        corpus.addTimes();
        corpus.addPacked();
        corpus.addMany();
        return List.copyOf(corpus.all);
    }

    private void addBytes() {
        RandomGenerator random = new SplittableRandom(4);
        for (int i = 0; i < RANDOM_RECORDS; i++) {
            byte[] bytes = new byte[1 + random.nextInt(2_000)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (0x80 | bytes[0]); // no accidental single digit
            add("random bytes " + i, bytes, "not_json");
        }
        add("no bytes", new byte[0], "not_json");
        add("zeroes", new byte[1_000], "not_json");
        add("a picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13}, "not_json");
        add("Avro behind a registry's id", new byte[] {0, 0, 0, 0, 7, 12, 97, 98, 99, 100, 101, 102}, "not_json");
    }

    private void addBroken() {
        for (int length = 1; length < GOOD.length(); length += 7) {
            add("cut after " + length + " bytes", Arrays.copyOf(GOOD.getBytes(UTF_8), length), "not_json");
        }
        add("closed twice", GOOD + "}", "not_json");
        add("a comma too many", GOOD.replace("}", ",}"), "not_json");
        add("single quotes", GOOD.replace('"', '\''), "not_json");
        add("XML", "<Event><EventID>4625</EventID></Event>", "not_json");
        add("a line of syslog", "<34>1 2026-03-03T05:00:00Z host su - ID47 - 'su root' failed", "not_json");
        add("the same field twice", event(",\"user_id\":\"eve@example.com\""), "unreadable_field");
        add("a time given twice", event(",\"creation_time\":\"2026-03-03T04:00:00Z\""), "unreadable_field");
        add("JSON text that is broken inside", "{\"message\":\"{\\\"event_id\\\":\"}", "unknown_shape");
    }

    private void addHuge() {
        String large = "x".repeat(10 << 20);
        add("a string of 10 MB", "\"" + large + "\"", "too_large");
        add("a user of 10 MB", event("").replace("ann@example.com", large), "too_large");
        add("a user of 900 kB", event("").replace("ann@example.com", "u".repeat(900_000)), "unreadable_field");
        add("a file name of 900 kB", event(",\"resource_name\":\"" + "n".repeat(900_000) + "\""), ACCEPTED);
        add("a field's name of 900 kB", event(",\"" + "f".repeat(900_000) + "\":1"), "too_large");
        add("lists nested 10,000 deep", "[".repeat(10_000) + "]".repeat(10_000), "too_large");
        add("objects nested 10,000 deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "too_large");
        add("nested 10,000 deep in an attribute", event(",\"attributes\":" + "[".repeat(10_000)), "too_large");
        add("nested deep in text", "{\"message\":\"" + "[".repeat(10_000) + "\"}", "unknown_shape");
        add("wrapped ten deep", "{\"records\":[".repeat(10) + GOOD + "]}".repeat(10), "unknown_shape");
        add("text in text in text in text", wrappedText(4), "unknown_shape");
        add("text in text in text", wrappedText(3), ACCEPTED);
    }

    private void addCharacters() {
        add("NUL in a user", event("").replace("ann@", "ann\\u0000@"), "unreadable_field");
        add("NUL in a file's name", event(",\"resource_name\":\"a\\u0000b\""), ACCEPTED);
        add("half a character in a user", event("").replace("ann@", "\\ud83d@"), "unreadable_field");
        add("half a character in a file's name", event(",\"resource_name\":\"a\\udc00b\""), ACCEPTED);
        add("escape sequences in a file's name", event(",\"resource_name\":\"\\u001b[2J\\u202egpj\""), ACCEPTED);
        add("invalid UTF-8", event("").replace("ann@", "\u00e9@").getBytes(ISO_8859_1), "not_json");
        add("overlong UTF-8", "{\"a\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1), "unknown_shape");
        add("a byte order mark", "\uFEFF" + GOOD, ACCEPTED);
        add("a byte order mark alone", "\uFEFF", "not_json");
        add("a raw line break in text", GOOD.replace("ann@", "ann\n@"), "not_json");
    }

    private void addNumbers() {
        add("a place beyond double", event(",\"latitude\":1e999,\"longitude\":-1e999"), ACCEPTED);
        add("an exponent of a billion", event(",\"event_count_1h\":1e999999999"), ACCEPTED);
        add("a count below long", event(",\"event_count_24h\":-99999999999999999999999"), ACCEPTED);
        add("a number of 1,000 digits", event(",\"event_count_1h\":" + "9".repeat(1_000)), "too_large");
        add("a number as the whole", "1e999999999", "unknown_shape");
        add("Infinity", event(",\"latitude\":Infinity"), "not_json");
        add("an id that is a huge number", event("").replace("\"e-1\"", "1e999999999"), ACCEPTED);
    }

    private void addTimes() {
        add("year 9999", at("9999-12-31T23:59:59Z"), "time_in_future");
        add("year 10000", at("+10000-01-01T00:00:00Z"), "unreadable_field");
        add("year -1", at("-0001-01-01T00:00:00Z"), "unreadable_field");
        add("year 0", at("0000-01-01T00:00:00Z"), "time_too_old");
        add("the epoch", at("1970-01-01T00:00:00Z"), "time_too_old");
        add("the 31st of February", at("2026-02-31T00:00:00Z"), "unreadable_field");
        add("an offset of 99 hours", at("2026-03-03T05:00:00+99:00"), "unreadable_field");
        add("10,000 digits of a second", at("2026-03-03T05:00:00." + "1".repeat(10_000) + "Z"), "unreadable_field");
        add("a time that is an object", event("").replaceAll("\"2026[^\"]*\"", "{}"), "unreadable_field");
    }

    private void addPacked() {
        byte[] bomb = gzip(new byte[100 << 20]);
        add("100 MB of zeroes, packed", bomb, "too_large");
        add("a packed bomb within a packed record", gzip(bomb), "too_large");
        add("a small packed bomb", gzip(new byte[64 << 10]), "too_large");
        add("a bomb in text", "{\"data\":\"" + base64(bomb) + "\"}", "unknown_shape");
        add("a bomb in text, packed", gzip(("{\"data\":\"" + base64(bomb) + "\"}").getBytes(UTF_8)), "too_large");
        String small = "\"" + base64(gzip(new byte[64 << 10])) + "\"";
        add(
                "1,000 small bombs",
                "{\"records\":[" + repeated("{\"data\":" + small + "}", 1_000) + "]}",
                "unknown_shape");
        add("gzip that ends early", Arrays.copyOf(gzip(GOOD.getBytes(UTF_8)), 40), "not_json");
        add("gzip of random bytes", gzip(all.get(0).value()), "not_json");
        add("gzip and nothing else", new byte[] {0x1f, (byte) 0x8b, 8}, "not_json");
        add("an event, packed twice", gzip(gzip(GOOD.getBytes(UTF_8))), "not_json");
        add("an event, packed", gzip(GOOD.getBytes(UTF_8)), ACCEPTED);
    }

    private void addMany() {
        add("250,000 numbers", "[" + repeated("1", 250_000) + "]", "unknown_shape");
        add("250,000 empty objects", "[" + repeated("{}", 250_000) + "]", "unknown_shape");
        add("300,000 empty lists", "[" + repeated("[]", 300_000) + "]", ACCEPTED);
        add("2,000,000 tokens, packed", gzip(("[" + repeated("{}", 1_000_000) + "]").getBytes(UTF_8)), "too_large");
        add("a stranger's 10,000 fields", "{" + repeated("\"f\":1", 10_000) + "}", "unknown_shape");
        add(
                "5,000 bad events",
                "[" + repeated("{\"event_id\":\"x\",\"provider\":\"box\"}", 5_000) + "]",
                "missing_field");
        add("10,000 attributes", event(",\"attributes\":{" + attributes(10_000) + "}"), ACCEPTED);
    }

    private void add(String name, String value, String reason) {
        add(name, value.getBytes(UTF_8), reason);
    }

    private void add(String name, byte[] value, String reason) {
        all.add(new Poison(name, value, reason));
    }

    private static String event(String more) {
        return "{\"event_id\":\"e-1\",\"provider\":\"box\",\"creation_time\":\"2026-03-03T05:00:00Z\","
                + "\"operation\":\"UPLOAD\",\"user_id\":\"ann@example.com\"" + more + "}";
    }

    private static String at(String time) {
        return GOOD.replace("2026-03-03T05:00:00Z", time);
    }

    private static String wrappedText(int deep) {
        String text = GOOD;
        for (int i = 0; i < deep; i++) {
            text = "{\"message\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        }
        return text;
    }

    private static String repeated(String element, int times) {
        return (element + ",").repeat(times - 1) + element;
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder("\"a\":1");
        for (int i = 0; i < count; i++) {
            text.append(",\"a").append(i).append("\":\"v\"");
        }
        return text.toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
