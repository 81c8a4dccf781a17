package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;

/**
 * One spelling for a record: names sorted, no blanks. The same event has the same id whichever collector wrote it, for
 * providers that give events no id.
 */
final class CanonicalJson {

    private static final int USUAL_BYTES = 2048;

    private CanonicalJson() {}

    /** An id made of the record's content. */
    static String hashOf(JsonNode record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
            write(record, json);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree that was read can be written", e);
        }
        return EventIds.hashed(bytes.toByteArray());
    }

    private static void write(JsonNode node, JsonGenerator json) throws IOException {
        if (node.isObject()) {
            String[] names = new String[node.size()];
            Iterator<String> all = node.fieldNames();
            for (int i = 0; i < names.length; i++) {
                names[i] = all.next();
            }
            Arrays.sort(names);
            json.writeStartObject();
            for (String name : names) {
                json.writeFieldName(Text.encodable(name));
                write(node.get(name), json);
            }
            json.writeEndObject();
        } else if (node.isArray()) {
            json.writeStartArray();
            for (int i = 0; i < node.size(); i++) {
                write(node.get(i), json);
            }
            json.writeEndArray();
        } else if (node.isTextual()) {
            json.writeString(Text.encodable(node.textValue()));
        } else {
            json.writeRawValue(node.asText());
        }
    }
}
