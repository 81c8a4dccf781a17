package io.auditsphere.app.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.auditsphere.schemas.AnomalyType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The truth file: one JSON object a line, for an attack
 * {@code {"kind":"attack","id":…,"category":"bulk_operation","variant":…,"stealth":…,"provider":…,"user_id":…,
 * "start":…,"end":…,"event_ids":[…]}}, and the same without category and stealth for {@code "odd_but_normal"}. Thread-safe.
 */
public final class TruthJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private TruthJson() {}

    /** The record as one line, without its end. */
    public static String toLine(TruthRecord truth) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("kind", truth.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("id", truth.id());
            if (truth.category() != null) {
                json.writeStringField("category", truth.category().wireName());
            }
            json.writeStringField("variant", truth.variant());
            if (truth.stealth() != null) {
                json.writeStringField("stealth", truth.stealth());
            }
            json.writeStringField("provider", truth.provider());
            json.writeStringField("user_id", truth.userId());
            json.writeStringField("start", truth.start().toString());
            json.writeStringField("end", truth.end().toString());
            json.writeArrayFieldStart("event_ids");
            for (String id : truth.eventIds()) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    /**
     * Reads a truth file.
     *
     * @throws IOException if it cannot be read, or a line is no truth record; the message has file, line and field
     */
    public static List<TruthRecord> read(Path file) throws IOException {
        List<TruthRecord> truths = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    truths.add(parse(line, file + ", line " + number));
                }
            }
        }
        return truths;
    }

    /** Reads one line; {@code where} names it in messages. */
    static TruthRecord parse(String line, String where) throws IOException {
        Map<String, String> fields = new HashMap<>();
        List<String> eventIds = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException(where + ": expected a JSON object of a truth file");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        eventIds.add(json.getText());
                    }
                } else {
                    fields.put(name, json.getText());
                }
            }
        }
        try {
            String category = fields.get("category");
            return new TruthRecord(
                    TruthRecord.Kind.valueOf(required(fields, "kind", where).toUpperCase(Locale.ROOT)),
                    required(fields, "id", where),
                    category == null ? null : AnomalyType.ofWireName(category).orElseThrow(),
                    required(fields, "variant", where),
                    fields.get("stealth"),
                    required(fields, "provider", where),
                    required(fields, "user_id", where),
                    eventIds,
                    Instant.parse(required(fields, "start", where)),
                    Instant.parse(required(fields, "end", where)));
        } catch (IllegalArgumentException | DateTimeParseException | java.util.NoSuchElementException e) {
            throw new IOException(where + ": kind, category or a time cannot be read: " + fields, e);
        }
    }

    private static String required(Map<String, String> fields, String name, String where) throws IOException {
        String value = fields.get(name);
        if (value == null) {
            throw new IOException(where + ": " + name + " is missing; is this a truth file of `auditsphere generate`?");
        }
        return value;
    }
}
