package io.auditsphere.app.ingest;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Ids for events whose provider has none, and for ids that are too long to keep: the first half of a SHA-256, so that
 * the same event read twice has the same id and no two events share one.
 */
final class EventIds {

    private static final int HASH_BYTES = 16;
    private static final byte[] PREFIX = "sha256:".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    /** One a thread: to find one costs as much as to hash a short record. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventIds::sha256);

    private EventIds() {}

    /** The event with its id if it has one of bearable length, else with a hash for id. */
    static AuditEvent withBoundedId(AuditEvent event) {
        String id = event.eventId();
        if (id.isEmpty()) {
            // The event's own JSON without an id: every field that was read counts, in one fixed order.
            return event.toBuilder()
                    .eventId(hashed(AuditEventJson.toBytes(event)))
                    .build();
        }
        return id.length() <= Bounds.EVENT_ID
                ? event
                : event.toBuilder()
                        .eventId(hashed(id.getBytes(StandardCharsets.UTF_8)))
                        .build();
    }

    /** The id made of these bytes. */
    static String hashed(byte[] bytes) {
        return hashed(bytes, bytes.length);
    }

    /** The id made of the first so many of these bytes. */
    static String hashed(byte[] bytes, int length) {
        MessageDigest sha256 = SHA_256.get();
        sha256.update(bytes, 0, length);
        byte[] hash = sha256.digest();
        byte[] id = Arrays.copyOf(PREFIX, PREFIX.length + 2 * HASH_BYTES);
        for (int i = 0; i < HASH_BYTES; i++) {
            id[PREFIX.length + 2 * i] = HEX[(hash[i] >> 4) & 15];
            id[PREFIX.length + 2 * i + 1] = HEX[hash[i] & 15];
        }
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
