package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;

/** The field {@code subject} of results, findings and response actions. Thread-safe. */
final class SubjectJson {

    private static final SerializedString SUBJECT = new SerializedString("subject");
    private static final SerializedString TYPE = new SerializedString("type");
    private static final SerializedString ID = new SerializedString("id");
    private static final Map<SubjectType, SerializedString> TYPES = Json.encoded(SubjectType.class);

    private SubjectJson() {}

    static void write(Subject subject, JsonGenerator json) throws IOException {
        json.writeFieldName(SUBJECT);
        json.writeStartObject();
        Json.constant(json, TYPE, subject.type(), TYPES);
        Json.string(json, ID, subject.id());
        json.writeEndObject();
    }
}
