package io.auditsphere.app.scoring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.schemas.DeadLetterHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A record that could not be read, as a line of JSON: where it stood, why, by the names of the dead letters' headers,
 * and its text.
 */
final class DeadLetterLine {

    private static final JsonFactory JSON = new JsonFactory();

    private DeadLetterLine() {}

    /**
     * The line.
     *
     * @param rejections at least one; the first gives reason, field and value, all give the indexes
     */
    static byte[] of(InputRecord record, List<Rejection> rejections) {
        Rejection first = rejections.get(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(record.value().length + 256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("file", record.file());
            json.writeNumberField("line", record.line());
            if (record.number() > 0) {
                json.writeNumberField("number", record.number());
            }
            json.writeStringField(DeadLetterHeaders.REASON, first.reason().wireName());
            writeUnlessNull(json, "detail", first.detail());
            writeUnlessNull(json, DeadLetterHeaders.FIELD, first.field());
            writeUnlessNull(json, DeadLetterHeaders.VALUE, first.value());
            String indexes = rejections.stream()
                    .filter(one -> one.index() != Rejection.WHOLE_RECORD)
                    .map(one -> String.valueOf(one.index()))
                    .collect(Collectors.joining(","));
            writeUnlessNull(json, DeadLetterHeaders.INDEXES, indexes.isEmpty() ? null : indexes);
            if (record.cut()) {
                json.writeBooleanField(DeadLetterHeaders.TRUNCATED, true);
            }
            json.writeStringField("record", new String(record.value(), StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeUnlessNull(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
