package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCatalogue;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.Map;

/**
 * A source that an operator described in a mapping file, read as the built-in forms are: recognised by its fingerprint,
 * unwrapped, hashed where it has no id, rejected for the same reasons. Immutable and thread-safe.
 *
 * @param provider lower-case name of the provider
 * @param fingerprint the names by which it shows itself, for the words of a dead letter
 * @param conditions all of which a record of it meets
 * @param list where its events lie if a record holds several; null if the record is the event
 * @param fields how each normalised field is made
 * @param attributes how each attribute is made, in the file's order
 * @param operations what its operations are
 */
record MappedForm(
        String provider,
        ProviderFingerprint fingerprint,
        List<Condition> conditions,
        MappedPath list,
        Map<MappedField, MappedValue> fields,
        Map<String, MappedValue> attributes,
        Map<String, OperationCatalogue.Entry> operations)
        implements Normaliser {

    private static final WireNames<OperationCategory> CATEGORIES = new WireNames<>(OperationCategory.class);
    private static final WireNames<UserType> USER_TYPES = new WireNames<>(UserType.class);
    private static final WireNames<FailureKind> FAILURE_KINDS = new WireNames<>(FailureKind.class);
    private static final WireNames<Outcome> OUTCOMES = new WireNames<>(Outcome.class);

    /**
     * What a record must have.
     *
     * @param path where
     * @param values one of which must stand there; empty if anything may
     */
    record Condition(MappedPath path, List<String> values) {
        boolean holds(JsonValue object) {
            if (values.isEmpty()) {
                return path.isPresent(object);
            }
            String found = path.firstOrNull(object);
            return found != null && values.contains(found);
        }
    }

    @Override
    public boolean recognises(JsonValue object) {
        for (Condition condition : conditions) {
            if (!condition.holds(object)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        if (list == null) {
            drafts.add(draft(object));
            return;
        }
        JsonValue events = list.node(object);
        if (!events.isArray()) {
            drafts.add(draft(events));
            return;
        }
        for (JsonValue event : events) {
            drafts.add(draft(event));
        }
    }

    private EventDraft draft(JsonValue object) {
        EventDraft draft = new EventDraft();
        draft.provider = provider;
        for (Map.Entry<MappedField, MappedValue> field : fields.entrySet()) {
            String text = field.getValue().in(object);
            if (text != null) {
                set(draft, field.getKey(), text);
            }
        }
        if (draft.eventId == null) {
            draft.eventId = CanonicalJson.hashOf(object);
        }
        for (Map.Entry<String, MappedValue> attribute : attributes.entrySet()) {
            draft.foreignAttribute(attribute.getKey(), attribute.getValue().in(object));
        }
        return draft;
    }

    private static void set(EventDraft draft, MappedField field, String text) {
        switch (field) {
            case EVENT_ID -> draft.eventId = text;
            case CREATION_TIME -> draft.creationTime = text;
            case OPERATION -> draft.operation = text;
            case OPERATION_CATEGORY -> draft.category = CATEGORIES.find(text);
            case USER_ID -> draft.userId = text;
            case USER_TYPE -> draft.userType = USER_TYPES.find(text);
            case CLIENT_IP -> draft.clientIp = text;
            case USER_AGENT -> draft.userAgent = text;
            case RESOURCE_PATH -> draft.resourcePath = text;
            case RESOURCE_NAME -> draft.resourceName = text;
            case OUTCOME -> draft.outcome = OUTCOMES.find(text);
            case FAILURE_KIND -> draft.failureKind = FAILURE_KINDS.find(text);
            case TARGET -> draft.target = text;
            case COUNTRY -> draft.country = CountryNames.codeOrSame(text);
            case CITY -> draft.city = text;
            case LATITUDE -> draft.latitude = NumberText.doubleOrNull(text);
            case LONGITUDE -> draft.longitude = NumberText.doubleOrNull(text);
            case SENSITIVE -> draft.sensitive = sensitiveOrNull(text);
        }
    }

    private static Boolean sensitiveOrNull(String text) {
        return text.equalsIgnoreCase("true") ? Boolean.TRUE : text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }
}
