package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The JSON of {@link DetectorSettings} as {@code detector-settings.schema.json} has it. Thread-safe. */
public final class DetectorSettingsJson {

    private static final SerializedString DETECTOR = new SerializedString("detector");
    private static final SerializedString ENABLED = new SerializedString("enabled");
    private static final SerializedString MINIMUM_SEVERITY = new SerializedString("minimum_severity");
    private static final SerializedString SETTINGS = new SerializedString("settings");
    private static final SerializedString VERSION = new SerializedString("version");
    private static final SerializedString SET_AT = new SerializedString("set_at");
    private static final SerializedString SET_BY = new SerializedString("set_by");

    private static final Map<Severity, SerializedString> SEVERITIES = Json.encoded(Severity.class);

    private DetectorSettingsJson() {}

    /** The settings as UTF-8 JSON. */
    public static byte[] toBytes(DetectorSettings settings) {
        return Json.toBytes(settings, DetectorSettingsJson::write);
    }

    /** Writes the settings as one object. */
    public static void write(DetectorSettings settings, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.string(json, DETECTOR, settings.detector());
        Json.bool(json, ENABLED, settings.enabled());
        Json.constant(json, MINIMUM_SEVERITY, settings.minimumSeverity(), SEVERITIES);
        json.writeFieldName(SETTINGS);
        json.writeStartObject();
        for (Map.Entry<String, Object> setting : settings.settings().entrySet()) {
            json.writeFieldName(setting.getKey());
            writeValue(setting.getValue(), json);
        }
        json.writeEndObject();
        Json.string(json, VERSION, settings.version());
        Json.nullableTime(json, SET_AT, settings.setAt());
        Json.string(json, SET_BY, settings.setBy());
        json.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            Json.number(json, number.doubleValue());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                json.writeString(String.valueOf(element));
            }
            json.writeEndArray();
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the bytes are no such object; the message names the field
     */
    public static DetectorSettings read(byte[] bytes) throws IOException {
        ObjectReader json = ObjectReader.of("detector settings", bytes);
        return new DetectorSettings(
                json.string("detector"),
                json.bool("enabled"),
                json.constant("minimum_severity", Severity.class),
                json.settingsByName("settings"),
                json.string("version"),
                json.nullableTime("set_at"),
                json.nullableString("set_by"));
    }
}
