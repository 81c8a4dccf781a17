package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;

/** The JSON of a {@link Finding} as {@code finding.schema.json} has it. Thread-safe. */
public final class FindingJson {

    private static final SerializedString FINDING_ID = new SerializedString("finding_id");
    private static final SerializedString DETECTOR = new SerializedString("detector");
    private static final SerializedString ANOMALY_TYPE = new SerializedString("anomaly_type");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString SEVERITY = new SerializedString("severity");
    private static final SerializedString COUNT = new SerializedString("count");
    private static final SerializedString FIRST_SEEN = new SerializedString("first_seen");
    private static final SerializedString LAST_SEEN = new SerializedString("last_seen");
    private static final SerializedString TEXT = new SerializedString("text");
    private static final SerializedString EVENT_IDS = new SerializedString("event_ids");
    private static final SerializedString SETTINGS_VERSION = new SerializedString("settings_version");

    private static final Map<AnomalyType, SerializedString> TYPES = Json.encoded(AnomalyType.class);
    private static final Map<FindingState, SerializedString> STATES = Json.encoded(FindingState.class);
    private static final Map<Severity, SerializedString> SEVERITIES = Json.encoded(Severity.class);

    private FindingJson() {}

    /** The finding as UTF-8 JSON. */
    public static byte[] toBytes(Finding finding) {
        return Json.toBytes(finding, FindingJson::write);
    }

    /** Writes the finding as one object. */
    public static void write(Finding finding, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.string(json, FINDING_ID, finding.findingId());
        SubjectJson.write(finding.subject(), json);
        Json.string(json, DETECTOR, finding.detector());
        Json.constant(json, ANOMALY_TYPE, finding.anomalyType(), TYPES);
        Json.constant(json, STATE, finding.state(), STATES);
        Json.constant(json, SEVERITY, finding.severity(), SEVERITIES);
        json.writeFieldName(COUNT);
        json.writeNumber(finding.count());
        Json.time(json, FIRST_SEEN, finding.firstSeen());
        Json.time(json, LAST_SEEN, finding.lastSeen());
        Json.string(json, TEXT, finding.text());
        Json.strings(json, EVENT_IDS, finding.eventIds());
        Json.string(json, SETTINGS_VERSION, finding.settingsVersion());
        MutedJson.optional(finding.muted(), json);
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes are no such object; the message names the field
     */
    public static Finding read(byte[] bytes) throws IOException {
        ObjectReader json = ObjectReader.of("finding", bytes);
        return new Finding(
                json.string("finding_id"),
                json.subject(),
                json.string("detector"),
                json.constant("anomaly_type", AnomalyType.class),
                json.constant("state", FindingState.class),
                json.constant("severity", Severity.class),
                json.whole("count"),
                json.time("first_seen"),
                json.time("last_seen"),
                json.string("text"),
                json.strings("event_ids"),
                json.nullableString("settings_version"),
                MutedJson.readOrNull(json));
    }
}
