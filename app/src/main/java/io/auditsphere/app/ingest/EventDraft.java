package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserKey;
import io.auditsphere.schemas.UserType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reader of some input form found of one event, as text and unjudged: {@link DraftCompletion} bounds, folds and
 * checks it in one place for all forms. Null means that the form does not say. For one thread, one event.
 */
final class EventDraft {

    /** The {@link #target} of what is open to whoever has its link: no log names anybody there. */
    static final String ANYBODY = "anyone";

    String provider;
    String eventId;
    String creationTime;
    String operation;
    /** The name under which the catalogue lists the operation, where that is not {@link #operation}. */
    String catalogueName;

    OperationCategory category;
    String userId;
    UserType userType;
    String clientIp;
    String userAgent;
    String resourcePath;
    String resourceName;
    Outcome outcome;
    FailureKind failureKind;
    String target;
    String country;
    String city;
    Double latitude;
    Double longitude;
    Boolean sensitive;
    Integer eventCount1h;
    Integer eventCount24h;

    /** The first required field that holds what cannot be read, with what it holds. */
    String unreadableField;

    String unreadableValue;
    String unreadableDetail;

    private Map<String, String> attributes;

    private boolean addressRead;
    private String foldedUserId;

    /** Sets {@link #clientIp} to the address that the text holds, or to null. */
    void address(String text) {
        clientIp = ClientAddress.parseOrNull(text);
        addressRead = true;
    }

    /** Makes {@link #clientIp} an address or null, unless it is known to be one. */
    void cleanAddress() {
        if (!addressRead) {
            address(clientIp);
        }
    }

    /** The user id as it is compared, folded once; only when {@link #userId} changes no more, and is not null. */
    String foldedUserId() {
        if (foldedUserId == null) {
            foldedUserId = UserKey.fold(userId);
        }
        return foldedUserId;
    }

    /** Adds one native value that a reader needs; one that is null, or over the number allowed, is left out. */
    void attribute(String name, String value) {
        String cleanValue = value == null ? null : Text.cleanOrNull(value, Bounds.ATTRIBUTE_VALUE);
        if (cleanValue == null) {
            return;
        }
        if (attributes == null) {
            attributes = new LinkedHashMap<>();
        }
        if (attributes.size() < Bounds.ATTRIBUTES) {
            attributes.put(name, cleanValue);
        }
    }

    /** The same for a name that a stranger chose. */
    void foreignAttribute(String name, String value) {
        String cleanName = Text.cleanOrNull(name, Bounds.ATTRIBUTE_NAME);
        if (cleanName != null) {
            attribute(cleanName, value);
        }
    }

    /**
     * Adds an attribute of the program's own beyond the number allowed, unless the event brought one of that name.
     *
     * @return whether it was added
     */
    boolean attributeIfAbsent(String name, String value) {
        String cleanValue = Text.cleanOrNull(value, Bounds.ATTRIBUTE_VALUE);
        if (cleanValue == null) {
            return false;
        }
        if (attributes == null) {
            attributes = new LinkedHashMap<>();
        }
        return attributes.putIfAbsent(name, cleanValue) == null;
    }

    /** Takes an attribute away. */
    void removeAttribute(String name) {
        if (attributes != null) {
            attributes.remove(name);
        }
    }

    /** The attributes that were added; never null. */
    Map<String, String> attributes() {
        return attributes == null ? Map.of() : attributes;
    }

    /** Notes that a required field cannot be read; the first such note stays. */
    void unreadable(String field, String value, String detail) {
        if (unreadableField == null) {
            unreadableField = field;
            unreadableValue = value;
            unreadableDetail = detail;
        }
    }
}
