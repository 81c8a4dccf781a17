package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/**
 * The JSON of an {@link AuditEvent} as {@code audit-event.schema.json} has it: what the program writes and reads back
 * between its own parts. What strangers send is read by the ingest package, which rejects with reasons. Thread-safe.
 */
public final class AuditEventJson {

    private static final byte[] EVENT_COUNT_1H = JsonOutput.name("event_count_1h");
    private static final byte[] EVENT_COUNT_24H = JsonOutput.name("event_count_24h");

    private AuditEventJson() {}

    /** The event as UTF-8 JSON; optional fields that are null are left out. */
    public static byte[] toBytes(AuditEvent event) {
        JsonOutput json = JsonOutput.forThread();
        json.beginObject();
        EventFields.write(event, json);
        json.optional(EVENT_COUNT_1H, event.eventCount1h());
        json.optional(EVENT_COUNT_24H, event.eventCount24h());
        json.endObject();
        return json.toByteArray();
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IOException if the bytes are no such object; the message names the field
     */
    public static AuditEvent read(byte[] bytes) throws IOException {
        return read(bytes, 0, bytes.length);
    }

    /** Reads a slice of an array, like {@link #read(byte[])}. */
    public static AuditEvent read(byte[] bytes, int offset, int length) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(bytes, offset, length)) {
            json.nextToken();
            AuditEvent event = read(json);
            if (json.nextToken() != null) {
                throw new IOException("audit event: expected one object, found more after it");
            }
            return event;
        }
    }

    /** Reads the object at whose start the parser stands and leaves it at its end. */
    public static AuditEvent read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("audit event: expected an object, found " + json.currentToken());
        }
        AuditEventBuilder event = AuditEvent.builder();
        String field;
        while ((field = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (token.isScalarValue()) {
                readScalar(event, field, json, token);
            } else if (field.equals("attributes") && token == JsonToken.START_OBJECT) {
                readAttributes(event, json);
            } else {
                json.skipChildren();
            }
        }
        try {
            return event.build();
        } catch (NullPointerException missing) {
            throw new IOException("audit event: required field is missing: " + missing.getMessage(), missing);
        }
    }

    private static void readScalar(AuditEventBuilder event, String field, JsonParser json, JsonToken token)
            throws IOException {
        switch (field) {
            case "event_id" -> event.eventId(json.getText());
            case "provider" -> event.provider(json.getText());
            case "creation_time" -> event.creationTime(time(field, json));
            case "operation" -> event.operation(json.getText());
            case "operation_category" -> event.operationCategory(constant(field, json, OperationCategory.class));
            case "user_id" -> event.userId(json.getText());
            case "user_type" -> event.userType(constant(field, json, UserType.class));
            case "client_ip" -> event.clientIp(json.getText());
            case "user_agent" -> event.userAgent(json.getText());
            case "resource_path" -> event.resourcePath(json.getText());
            case "resource_name" -> event.resourceName(json.getText());
            case "outcome" -> event.outcome(constant(field, json, Outcome.class));
            case "failure_kind" -> event.failureKind(constant(field, json, FailureKind.class));
            case "target" -> event.target(json.getText());
            case "country" -> event.country(json.getText());
            case "city" -> event.city(json.getText());
            case "latitude" -> event.latitude(json.getDoubleValue());
            case "longitude" -> event.longitude(json.getDoubleValue());
            case "sensitive" -> event.sensitive(token == JsonToken.VALUE_TRUE);
            case "event_count_1h" -> event.eventCount1h(json.getIntValue());
            case "event_count_24h" -> event.eventCount24h(json.getIntValue());
            default -> {
                // Unknown fields are ignored: a newer writer may know more.
            }
        }
    }

    private static void readAttributes(AuditEventBuilder event, JsonParser json) throws IOException {
        String name;
        while ((name = json.nextFieldName()) != null) {
            if (json.nextToken().isScalarValue()) {
                event.attribute(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private static Instant time(String field, JsonParser json) throws IOException {
        Instant time = Rfc3339.parseOrNull(json.getText());
        if (time == null) {
            throw new IOException("audit event: " + field + ": expected an RFC 3339 time");
        }
        return time;
    }

    private static <E extends Enum<E> & WireName> E constant(String field, JsonParser json, Class<E> type)
            throws IOException {
        E constant = WireName.find(type, json.getText()).orElse(null);
        if (constant == null) {
            throw new IOException("audit event: " + field + ": expected one of the names of " + type.getSimpleName());
        }
        return constant;
    }
}
