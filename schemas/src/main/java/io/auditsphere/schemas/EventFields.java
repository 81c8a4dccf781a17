package io.auditsphere.schemas;

import java.util.Map;

/** Writes the fields of an {@link AuditEvent}, which stand in events and in results alike. Thread-safe. */
final class EventFields {

    private static final byte[] EVENT_ID = JsonOutput.name("event_id");
    private static final byte[] PROVIDER = JsonOutput.name("provider");
    private static final byte[] CREATION_TIME = JsonOutput.name("creation_time");
    private static final byte[] OPERATION = JsonOutput.name("operation");
    private static final byte[] OPERATION_CATEGORY = JsonOutput.name("operation_category");
    private static final byte[] USER_ID = JsonOutput.name("user_id");
    private static final byte[] USER_TYPE = JsonOutput.name("user_type");
    private static final byte[] CLIENT_IP = JsonOutput.name("client_ip");
    private static final byte[] USER_AGENT = JsonOutput.name("user_agent");
    private static final byte[] RESOURCE_PATH = JsonOutput.name("resource_path");
    private static final byte[] RESOURCE_NAME = JsonOutput.name("resource_name");
    private static final byte[] OUTCOME = JsonOutput.name("outcome");
    private static final byte[] FAILURE_KIND = JsonOutput.name("failure_kind");
    private static final byte[] TARGET = JsonOutput.name("target");
    private static final byte[] COUNTRY = JsonOutput.name("country");
    private static final byte[] CITY = JsonOutput.name("city");
    private static final byte[] LATITUDE = JsonOutput.name("latitude");
    private static final byte[] LONGITUDE = JsonOutput.name("longitude");
    private static final byte[] SENSITIVE = JsonOutput.name("sensitive");
    private static final byte[] ATTRIBUTES = JsonOutput.name("attributes");

    private static final byte[][] CATEGORIES = JsonOutput.constants(OperationCategory.class);
    private static final byte[][] USER_TYPES = JsonOutput.constants(UserType.class);
    private static final byte[][] OUTCOMES = JsonOutput.constants(Outcome.class);
    private static final byte[][] FAILURE_KINDS = JsonOutput.constants(FailureKind.class);

    private EventFields() {}

    /** All fields but the caller's own counts; absent optional ones are left out. */
    static void write(AuditEvent event, JsonOutput json) {
        json.text(EVENT_ID, event.eventId());
        json.text(PROVIDER, event.provider());
        json.time(CREATION_TIME, event.creationTime());
        json.text(OPERATION, event.operation());
        json.constant(OPERATION_CATEGORY, event.operationCategory(), CATEGORIES);
        json.text(USER_ID, event.userId());
        json.constant(USER_TYPE, event.userType(), USER_TYPES);
        json.optional(CLIENT_IP, event.clientIp());
        json.optional(USER_AGENT, event.userAgent());
        json.optional(RESOURCE_PATH, event.resourcePath());
        json.optional(RESOURCE_NAME, event.resourceName());
        json.constant(OUTCOME, event.outcome(), OUTCOMES);
        if (event.failureKind() != null) {
            json.constant(FAILURE_KIND, event.failureKind(), FAILURE_KINDS);
        }
        json.optional(TARGET, event.target());
        json.optional(COUNTRY, event.country());
        json.optional(CITY, event.city());
        json.optional(LATITUDE, event.latitude());
        json.optional(LONGITUDE, event.longitude());
        json.bool(SENSITIVE, event.sensitive());
        if (!event.attributes().isEmpty()) {
            json.beginObject(ATTRIBUTES);
            for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
                json.text(attribute.getKey(), attribute.getValue());
            }
            json.endObject();
        }
    }
}
