package io.auditsphere.app.ingest;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCatalogue;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Rfc3339;
import io.auditsphere.schemas.UserType;
import java.time.Instant;
import java.util.Locale;

/**
 * Turns what a form says of an event into an {@link AuditEvent} or the reason why it is none: the rules that hold for
 * every form stand here and nowhere else. Immutable and thread-safe.
 */
final class DraftCompletion {

    private final IngestSettings settings;
    private final OperationCatalogue catalogue;
    private final long maxAheadMs;
    private final long maxAgeMs;

    DraftCompletion(IngestSettings settings, OperationCatalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.maxAheadMs = settings.maxAhead().toMillis();
        this.maxAgeMs =
                settings.maxAge() == null ? Long.MAX_VALUE : settings.maxAge().toMillis();
    }

    /** Hands the event, or its rejection, to the collector under this index. */
    void complete(EventDraft draft, int index, long arrivalMs, RecordCollector into) {
        Rejection rejection = rejectionOf(draft, index);
        if (rejection != null) {
            into.reject(rejection);
            return;
        }
        Instant time = Rfc3339.parseOrNull(Text.stripped(draft.creationTime));
        rejection = rejectionOfTime(time, draft.creationTime, index, arrivalMs);
        if (rejection != null) {
            into.reject(rejection);
            return;
        }
        OperationCatalogue.Entry entry = entryOrNull(draft);
        into.accept(index, build(draft, time, entry), draft.category != null || entry.known());
    }

    private Rejection rejectionOf(EventDraft draft, int index) {
        if (draft.unreadableField != null) {
            return new Rejection(
                    index,
                    RejectionReason.UNREADABLE_FIELD,
                    draft.unreadableField,
                    draft.unreadableValue,
                    draft.unreadableDetail);
        }
        if (!settings.providers().contains(draft.provider)) {
            return new Rejection(
                    index,
                    RejectionReason.UNKNOWN_PROVIDER,
                    "provider",
                    draft.provider,
                    "provider is not configured; add it to the key providers if its events are wanted");
        }
        Rejection rejection = rejectionOfId("operation", draft.operation, Bounds.OPERATION, index);
        if (rejection == null) {
            rejection = rejectionOfId("user_id", draft.userId, Bounds.USER_ID, index);
        }
        if (rejection == null && (draft.creationTime == null || draft.creationTime.isBlank())) {
            rejection = missing("creation_time", index);
        }
        if (rejection == null && draft.eventId != null && !Text.isClean(Text.stripped(draft.eventId))) {
            rejection = unreadable("event_id", draft.eventId, "holds control characters or half a character", index);
        }
        return rejection;
    }

    /** What identifies must be there, of bearable length, and of characters that every store keeps. */
    private static Rejection rejectionOfId(String field, String value, int max, int index) {
        String id = value == null ? "" : Text.stripped(value);
        if (id.isEmpty()) {
            return missing(field, index);
        }
        if (id.length() > max) {
            return unreadable(field, id, "expected at most " + max + " characters, found " + id.length(), index);
        }
        if (!Text.isClean(id)) {
            return unreadable(field, id, "holds control characters or half a character", index);
        }
        return null;
    }

    private Rejection rejectionOfTime(Instant time, String text, int index, long arrivalMs) {
        if (time == null) {
            return unreadable("creation_time", text, "expected an RFC 3339 time such as 2026-11-20T09:30:00Z", index);
        }
        long aheadMs = time.toEpochMilli() - arrivalMs;
        if (aheadMs > maxAheadMs) {
            return new Rejection(
                    index,
                    RejectionReason.TIME_IN_FUTURE,
                    "creation_time",
                    text,
                    "lies more than " + settings.maxAhead() + " after the record's arrival");
        }
        // Nothing was audited before 1970, and no counter of time here reaches behind it.
        if (-aheadMs > maxAgeMs || time.getEpochSecond() < 0) {
            return new Rejection(
                    index,
                    RejectionReason.TIME_TOO_OLD,
                    "creation_time",
                    text,
                    settings.maxAge() == null
                            ? "lies before 1970"
                            : "lies more than " + settings.maxAge() + " before the record's arrival");
        }
        return null;
    }

    /** What the catalogue says, where the draft leaves anything to say. */
    private OperationCatalogue.Entry entryOrNull(EventDraft draft) {
        if (draft.category != null && draft.sensitive != null) {
            return null;
        }
        String name = draft.catalogueName == null ? Text.stripped(draft.operation) : draft.catalogueName;
        return catalogue.find(draft.provider, name);
    }

    private AuditEvent build(EventDraft draft, Instant time, OperationCatalogue.Entry entry) {
        clean(draft);
        if (draft.eventId.isEmpty()) {
            // Before the place is found: the same record under a newer database is still the same event.
            draft.eventId = EventIds.withBoundedId(event(draft, time, entry)).eventId();
        }
        DraftPlace.fill(draft, settings.files().places().find(draft.clientIp));
        return EventIds.withBoundedId(event(draft, time, entry));
    }

    private static void clean(EventDraft draft) {
        draft.eventId = draft.eventId == null ? "" : Text.stripped(draft.eventId);
        draft.operation = Text.stripped(draft.operation);
        draft.cleanAddress();
        draft.country = countryOrNull(draft.country);
        draft.city = Text.cleanOrNull(draft.city, Bounds.CITY);
        if (!isDegrees(draft.latitude, 90) || !isDegrees(draft.longitude, 180)) {
            draft.latitude = null;
            draft.longitude = null;
        }
    }

    private static AuditEvent event(EventDraft draft, Instant time, OperationCatalogue.Entry entry) {
        String foldedId = draft.foldedUserId();
        UserType byId = MicrosoftIdentity.userTypeByIdOrNull(foldedId);
        return new AuditEvent(
                draft.eventId,
                draft.provider,
                time,
                draft.operation,
                draft.category == null ? entry.category() : draft.category,
                MicrosoftIdentity.unmangled(foldedId),
                userType(draft.userType, byId),
                draft.clientIp,
                Text.cleanOrNull(draft.userAgent, Bounds.USER_AGENT),
                Text.cleanOrNull(draft.resourcePath, Bounds.RESOURCE_PATH),
                Text.cleanOrNull(draft.resourceName, Bounds.RESOURCE_NAME),
                draft.outcome,
                draft.outcome == Outcome.FAILURE ? draft.failureKind : null,
                Text.cleanOrNull(draft.target, Bounds.TARGET),
                draft.country,
                draft.city,
                draft.latitude,
                draft.longitude,
                draft.sensitive == null ? entry.sensitive() : draft.sensitive,
                draft.eventCount1h,
                draft.eventCount24h,
                draft.attributes());
    }

    /** The id gives guests away whatever the form says; that it is a service is taken from it only where it is silent. */
    private static UserType userType(UserType said, UserType byId) {
        if (byId == UserType.GUEST) {
            return UserType.GUEST;
        }
        return said == null || said == UserType.USER ? (byId == null ? said : byId) : said;
    }

    private static boolean isDegrees(Double value, int max) {
        return value != null && value >= -max && value <= max;
    }

    /** Two letters in upper case, or null. */
    private static String countryOrNull(String text) {
        String code = text == null ? "" : Text.stripped(text);
        if (code.length() != 2 || !isLetter(code.charAt(0)) || !isLetter(code.charAt(1))) {
            return null;
        }
        boolean upper = code.charAt(0) <= 'Z' && code.charAt(1) <= 'Z';
        return upper ? code : code.toUpperCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Rejection missing(String field, int index) {
        return new Rejection(index, RejectionReason.MISSING_FIELD, field, null, "required and absent, null or blank");
    }

    private static Rejection unreadable(String field, String value, String detail, int index) {
        return new Rejection(index, RejectionReason.UNREADABLE_FIELD, field, value, detail);
    }
}
