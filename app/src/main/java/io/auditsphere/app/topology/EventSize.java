package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.util.Map;

/** Whether an event's JSON fits where it is to be written, without writing the JSON of every event to find out. */
final class EventSize {

    /** A character is at most six bytes of JSON: an escape with four hexadecimal digits. */
    private static final int BYTES_A_CHARACTER = 6;
    /** Field names, punctuation, numbers, times and enumerations; the real figure is near 600. */
    private static final int FRAME_BYTES = 2_000;
    /** Quotes, colon and comma of an attribute. */
    private static final int FRAME_OF_ATTRIBUTE = 8;

    private EventSize() {}

    /** Whether the event is at most so many bytes of JSON. */
    static boolean fits(AuditEvent event, int maxBytes) {
        return upperBound(event) <= maxBytes || AuditEventJson.toBytes(event).length <= maxBytes;
    }

    private static long upperBound(AuditEvent event) {
        long characters = length(event.eventId())
                + length(event.provider())
                + length(event.operation())
                + length(event.userId())
                + length(event.clientIp())
                + length(event.userAgent())
                + length(event.resourcePath())
                + length(event.resourceName())
                + length(event.target())
                + length(event.country())
                + length(event.city());
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
            characters += FRAME_OF_ATTRIBUTE + length(attribute.getKey()) + length(attribute.getValue());
        }
        return FRAME_BYTES + BYTES_A_CHARACTER * characters;
    }

    private static long length(String text) {
        return text == null ? 0 : text.length();
    }
}
