package io.auditsphere.schemas;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One audited act, normalised: the input of everything behind {@code ingest}. Optional fields that a provider did not
 * send are null, never guessed. Immutable.
 *
 * @param eventId the provider's id of the event, or a stable hash where it has none
 * @param provider lower-case name of the provider: {@code microsoft}, {@code google}, {@code box}, {@code dropbox}, …
 * @param creationTime event time, UTC
 * @param operation the provider's own name of the operation, trimmed
 * @param operationCategory what kind of act it is; never null ({@code OTHER} where unknown)
 * @param userId who acted, folded ({@link UserKey#fold})
 * @param userType what kind of account acted; never null ({@code USER} where the provider says nothing)
 * @param clientIp source address in text form without port, or null
 * @param userAgent the client program, or null
 * @param resourcePath the site or container of what was acted on, or null
 * @param resourceName the file or object, or null
 * @param outcome success or failure; never null ({@code SUCCESS} where the provider says nothing)
 * @param failureKind why it failed; null on success or where unknown
 * @param target who or what it was done to (a grantee's address, a role), or null
 * @param country ISO 3166-1 alpha-2 code of the source address, or null
 * @param city city of the source address, or null
 * @param latitude degrees north, or null
 * @param longitude degrees east, or null
 * @param sensitive whether catalogue and values call the act sensitive
 * @param eventCount1h a caller's own count of the last hour; honoured by stateless API calls alone, or null
 * @param eventCount24h a caller's own count of the last 24 hours; likewise, or null
 * @param attributes the few native values that a reader needs; never null
 */
public record AuditEvent(
        String eventId,
        String provider,
        Instant creationTime,
        String operation,
        OperationCategory operationCategory,
        String userId,
        UserType userType,
        String clientIp,
        String userAgent,
        String resourcePath,
        String resourceName,
        Outcome outcome,
        FailureKind failureKind,
        String target,
        String country,
        String city,
        Double latitude,
        Double longitude,
        boolean sensitive,
        Integer eventCount1h,
        Integer eventCount24h,
        Map<String, String> attributes) {

    public AuditEvent {
        Objects.requireNonNull(eventId, "event_id");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(creationTime, "creation_time");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(userId, "user_id");
        operationCategory = operationCategory == null ? OperationCategory.OTHER : operationCategory;
        userType = userType == null ? UserType.USER : userType;
        outcome = outcome == null ? Outcome.SUCCESS : outcome;
        attributes = attributes == null ? Map.of() : attributes;
    }

    /** The key of the acting user: {@code provider|user_id}. */
    public String userKey() {
        return UserKey.of(provider, userId);
    }

    /** Event time in milliseconds since the epoch. */
    public long creationTimeMs() {
        return creationTime.toEpochMilli();
    }

    /** A builder with everything set as here, to make an event that differs in a field or two. */
    public AuditEventBuilder toBuilder() {
        return new AuditEventBuilder(this);
    }

    /** A builder with nothing set. */
    public static AuditEventBuilder builder() {
        return new AuditEventBuilder();
    }
}
