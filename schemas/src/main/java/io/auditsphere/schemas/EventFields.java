package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Map;

/** Writes the fields of an {@link AuditEvent}, which stand in events and in results alike. Thread-safe. */
final class EventFields {

    private static final SerializedString EVENT_ID = new SerializedString("event_id");
    private static final SerializedString PROVIDER = new SerializedString("provider");
    private static final SerializedString CREATION_TIME = new SerializedString("creation_time");
    private static final SerializedString OPERATION = new SerializedString("operation");
    private static final SerializedString OPERATION_CATEGORY = new SerializedString("operation_category");
    private static final SerializedString USER_ID = new SerializedString("user_id");
    private static final SerializedString USER_TYPE = new SerializedString("user_type");
    private static final SerializedString CLIENT_IP = new SerializedString("client_ip");
    private static final SerializedString USER_AGENT = new SerializedString("user_agent");
    private static final SerializedString RESOURCE_PATH = new SerializedString("resource_path");
    private static final SerializedString RESOURCE_NAME = new SerializedString("resource_name");
    private static final SerializedString OUTCOME = new SerializedString("outcome");
    private static final SerializedString FAILURE_KIND = new SerializedString("failure_kind");
    private static final SerializedString TARGET = new SerializedString("target");
    private static final SerializedString COUNTRY = new SerializedString("country");
    private static final SerializedString CITY = new SerializedString("city");
    private static final SerializedString LATITUDE = new SerializedString("latitude");
    private static final SerializedString LONGITUDE = new SerializedString("longitude");
    private static final SerializedString SENSITIVE = new SerializedString("sensitive");
    private static final SerializedString ATTRIBUTES = new SerializedString("attributes");

    private static final Map<OperationCategory, SerializedString> CATEGORIES = Json.encoded(OperationCategory.class);
    private static final Map<UserType, SerializedString> USER_TYPES = Json.encoded(UserType.class);
    private static final Map<Outcome, SerializedString> OUTCOMES = Json.encoded(Outcome.class);
    private static final Map<FailureKind, SerializedString> FAILURE_KINDS = Json.encoded(FailureKind.class);

    private EventFields() {}

    /** All fields but the caller's own counts; absent optional ones are left out. */
    static void write(AuditEvent event, JsonGenerator json) throws IOException {
        Json.string(json, EVENT_ID, event.eventId());
        Json.string(json, PROVIDER, event.provider());
        Json.time(json, CREATION_TIME, event.creationTime());
        Json.string(json, OPERATION, event.operation());
        Json.constant(json, OPERATION_CATEGORY, event.operationCategory(), CATEGORIES);
        Json.string(json, USER_ID, event.userId());
        Json.constant(json, USER_TYPE, event.userType(), USER_TYPES);
        Json.optional(json, CLIENT_IP, event.clientIp());
        Json.optional(json, USER_AGENT, event.userAgent());
        Json.optional(json, RESOURCE_PATH, event.resourcePath());
        Json.optional(json, RESOURCE_NAME, event.resourceName());
        Json.constant(json, OUTCOME, event.outcome(), OUTCOMES);
        if (event.failureKind() != null) {
            Json.constant(json, FAILURE_KIND, event.failureKind(), FAILURE_KINDS);
        }
        Json.optional(json, TARGET, event.target());
        Json.optional(json, COUNTRY, event.country());
        Json.optional(json, CITY, event.city());
        Json.optional(json, LATITUDE, event.latitude());
        Json.optional(json, LONGITUDE, event.longitude());
        Json.bool(json, SENSITIVE, event.sensitive());
        if (!event.attributes().isEmpty()) {
            json.writeFieldName(ATTRIBUTES);
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
                json.writeStringField(attribute.getKey(), attribute.getValue());
            }
            json.writeEndObject();
        }
    }
}
