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

    private static final byte[] SUBJECT_NAME = JsonOutput.name("subject");
    private static final byte[] TYPE_NAME = JsonOutput.name("type");
    private static final byte[] ID_NAME = JsonOutput.name("id");
    private static final byte[][] TYPE_NAMES = JsonOutput.constants(SubjectType.class);

    private SubjectJson() {}

    static void write(Subject subject, JsonOutput json) {
        json.beginObject(SUBJECT_NAME);
        json.constant(TYPE_NAME, subject.type(), TYPE_NAMES);
        json.text(ID_NAME, subject.id());
        json.endObject();
    }

    static void write(Subject subject, JsonGenerator json) throws IOException {
        json.writeFieldName(SUBJECT);
        json.writeStartObject();
        Json.constant(json, TYPE, subject.type(), TYPES);
        Json.string(json, ID, subject.id());
        json.writeEndObject();
    }
}
