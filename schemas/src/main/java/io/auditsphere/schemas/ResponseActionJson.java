package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;

/** The JSON of a {@link ResponseAction} as {@code response-action.schema.json} has it. Thread-safe. */
public final class ResponseActionJson {

    private static final SerializedString ACTION_ID = new SerializedString("action_id");
    private static final SerializedString FINDING_ID = new SerializedString("finding_id");
    private static final SerializedString ACTION = new SerializedString("action");
    private static final SerializedString TARGET = new SerializedString("target");
    private static final SerializedString REASON = new SerializedString("reason");
    private static final SerializedString EVENT_IDS = new SerializedString("event_ids");
    private static final SerializedString SEVERITY = new SerializedString("severity");
    private static final SerializedString DRY_RUN = new SerializedString("dry_run");
    private static final SerializedString REQUESTED_AT = new SerializedString("requested_at");
    private static final SerializedString EXPIRES_AT = new SerializedString("expires_at");
    private static final SerializedString UNDO_ACTION = new SerializedString("undo_action");

    private static final Map<Severity, SerializedString> SEVERITIES = Json.encoded(Severity.class);

    private ResponseActionJson() {}

    /** The action as UTF-8 JSON. */
    public static byte[] toBytes(ResponseAction action) {
        return Json.toBytes(action, ResponseActionJson::write);
    }

    /** Writes the action as one object. */
    public static void write(ResponseAction action, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.string(json, ACTION_ID, action.actionId());
        Json.string(json, FINDING_ID, action.findingId());
        SubjectJson.write(action.subject(), json);
        Json.string(json, ACTION, action.action());
        Json.string(json, TARGET, action.target());
        Json.string(json, REASON, action.reason());
        Json.strings(json, EVENT_IDS, action.eventIds());
        Json.constant(json, SEVERITY, action.severity(), SEVERITIES);
        Json.bool(json, DRY_RUN, action.dryRun());
        Json.time(json, REQUESTED_AT, action.requestedAt());
        Json.nullableTime(json, EXPIRES_AT, action.expiresAt());
        Json.string(json, UNDO_ACTION, action.undoAction());
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote; an earlier release wrote no evidence.
     *
     * @throws IOException if the bytes are no such object; the message names the field
     */
    public static ResponseAction read(byte[] bytes) throws IOException {
        ObjectReader json = ObjectReader.of("response action", bytes);
        return new ResponseAction(
                json.string("action_id"),
                json.string("finding_id"),
                json.subject(),
                json.string("action"),
                json.string("target"),
                json.string("reason"),
                json.strings("event_ids"),
                json.constant("severity", Severity.class),
                json.bool("dry_run"),
                json.time("requested_at"),
                json.nullableTime("expires_at"),
                json.nullableString("undo_action"));
    }
}
