package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the normalised form, and the legacy Microsoft form, which has other names for a few fields, in one pass over
 * the parser's tokens: this is the form of most records and no tree is built for it. Stateless and thread-safe.
 *
 * <p>An object is of this form if it bears two of {@code event_id}, {@code provider}, {@code creation_time},
 * {@code operation} and {@code user_id}: one alone occurs in foreign forms, and with two of them a record that lacks a
 * third is an event with a missing field, not a stranger.
 */
final class NormalisedForm {

    private static final int EVENT_ID = 1;
    private static final int PROVIDER = 1 << 1;
    private static final int CREATION_TIME = 1 << 2;
    private static final int OPERATION = 1 << 3;
    private static final int USER_ID = 1 << 4;

    private static final WireNames<OperationCategory> CATEGORIES = new WireNames<>(OperationCategory.class);
    private static final WireNames<UserType> USER_TYPES = new WireNames<>(UserType.class);
    private static final WireNames<FailureKind> FAILURE_KINDS = new WireNames<>(FailureKind.class);

    private static final Set<String> NAMES = Set.of(
            "event_id",
            "provider",
            "creation_time",
            "operation",
            "operation_category",
            "user_id",
            "user_type",
            "client_ip",
            "user_agent",
            "resource_path",
            "resource_name",
            "site_url",
            "source_file_name",
            "outcome",
            "failure_kind",
            "target",
            "country",
            "city",
            "latitude",
            "longitude",
            "sensitive",
            "event_count_1h",
            "event_count_24h",
            "attributes");

    /** Foreign fields after which an object that showed at most one of the five is left to the tree. */
    private static final int FOREIGN_FIELDS = 3;

    static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "normalised", List.of("event_id", "provider", "creation_time", "operation", "user_id"));

    private NormalisedForm() {}

    /** Whether the object is of this form. */
    static boolean recognises(JsonValue object) {
        return FINGERPRINT.present(object) >= 2;
    }

    /**
     * Reads the object at whose first name the parser stands and leaves the parser at its end.
     *
     * @param firstName that name; null if the object is empty
     * @return what was read, or null if the object seems to be of another form; the parser then stands anywhere in it
     */
    static EventDraft readOrNull(JsonParser json, String firstName) throws IOException {
        return read(json, firstName, true);
    }

    /** Whether the form has a field of this name. */
    static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** Reads an object that {@link #recognises} said is of this form, however its fields are ordered. */
    static EventDraft read(JsonValue object) throws IOException {
        try (JsonParser json = object.parser()) {
            json.nextToken();
            return read(json, json.nextFieldName(), false);
        }
    }

    private static EventDraft read(JsonParser json, String firstName, boolean givesUpEarly) throws IOException {
        EventDraft draft = new EventDraft();
        int seen = 0;
        int foreign = 0;
        for (String field = firstName; field != null; field = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            int required = readIfRequired(draft, field, json, token, seen);
            seen |= required;
            boolean ours = required != 0 || readOptional(draft, field, json, token);
            if (!ours) {
                foreign++;
                boolean container = token.isStructStart();
                // Most native forms show themselves here, before their larger part was read for nothing.
                if (givesUpEarly && (container || foreign >= FOREIGN_FIELDS) && Integer.bitCount(seen) < 2) {
                    return null;
                }
                if (container) {
                    json.skipChildren();
                }
            }
        }
        if (Integer.bitCount(seen) < 2) {
            return null;
        }
        if (draft.provider == null) {
            draft.provider = ProviderName.MICROSOFT;
        }
        return draft;
    }

    /** Reads one of the five fields and gives its bit; 0 if the field is none of them. */
    private static int readIfRequired(EventDraft draft, String field, JsonParser json, JsonToken token, int seen)
            throws IOException {
        switch (field) {
            case "event_id" -> {
                draft.eventId = identifierOrNull(draft, EVENT_ID, seen, field, json, token);
                return EVENT_ID;
            }
            case "provider" -> {
                String provider = identifierOrNull(draft, PROVIDER, seen, field, json, token);
                draft.provider = provider == null || provider.isBlank() ? null : lowerCase(provider.strip());
                return PROVIDER;
            }
            case "creation_time" -> {
                draft.creationTime = identifierOrNull(draft, CREATION_TIME, seen, field, json, token);
                return CREATION_TIME;
            }
            case "operation" -> {
                draft.operation = identifierOrNull(draft, OPERATION, seen, field, json, token);
                return OPERATION;
            }
            case "user_id" -> {
                draft.userId = identifierOrNull(draft, USER_ID, seen, field, json, token);
                return USER_ID;
            }
            default -> {
                return 0;
            }
        }
    }

    /** The text of a string, or of a number where ids may be numbers; null is null, and anything else is noted. */
    private static String identifierOrNull(
            EventDraft draft, int bit, int seen, String field, JsonParser json, JsonToken token) throws IOException {
        if ((seen & bit) != 0) {
            draft.unreadable(field, textOrNull(json, token), "is given twice; which one is meant is not known");
        }
        boolean numericId = token.isNumeric() && (bit == EVENT_ID || bit == USER_ID);
        if (token == JsonToken.VALUE_STRING || numericId) {
            return json.getText();
        }
        if (token != JsonToken.VALUE_NULL) {
            draft.unreadable(field, textOrNull(json, token), "expected a string, found " + kindOf(token));
            json.skipChildren();
        }
        return null;
    }

    /** Reads one of the other fields; false, with nothing read, if the form has none of that name and kind. */
    private static boolean readOptional(EventDraft draft, String field, JsonParser json, JsonToken token)
            throws IOException {
        if (token.isScalarValue()) {
            return token == JsonToken.VALUE_NULL || readScalar(draft, field, json, token);
        }
        if (token == JsonToken.START_OBJECT && field.equals("attributes")) {
            readAttributes(draft, json);
            return true;
        }
        return false;
    }

    private static boolean readScalar(EventDraft draft, String field, JsonParser json, JsonToken token)
            throws IOException {
        switch (field) {
            case "operation_category" -> draft.category = CATEGORIES.find(json.getText());
            case "user_type" -> draft.userType = userTypeOrNull(json.getText());
            case "client_ip" -> draft.clientIp = json.getText();
            case "user_agent" -> draft.userAgent = json.getText();
            case "resource_path" -> draft.resourcePath = json.getText();
            case "resource_name" -> draft.resourceName = json.getText();
            case "site_url" -> draft.resourcePath = firstOf(draft.resourcePath, json.getText());
            case "source_file_name" -> draft.resourceName = firstOf(draft.resourceName, json.getText());
            case "outcome" -> draft.outcome = outcomeOrNull(json.getText());
            case "failure_kind" -> draft.failureKind = FAILURE_KINDS.find(json.getText());
            case "target" -> draft.target = json.getText();
            case "country" -> draft.country = json.getText();
            case "city" -> draft.city = json.getText();
            case "latitude" -> draft.latitude = degreesOrNull(json, token);
            case "longitude" -> draft.longitude = degreesOrNull(json, token);
            case "sensitive" -> draft.sensitive = boolOrNull(json.getText());
            case "event_count_1h" -> draft.eventCount1h = countOrNull(json, token);
            case "event_count_24h" -> draft.eventCount24h = countOrNull(json, token);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void readAttributes(EventDraft draft, JsonParser json) throws IOException {
        String name;
        while ((name = json.nextFieldName()) != null) {
            JsonToken token = json.nextToken();
            if (token.isScalarValue()) {
                draft.foreignAttribute(name, token == JsonToken.VALUE_NULL ? null : json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private static String firstOf(String first, String other) {
        return first == null ? other : first;
    }

    private static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 'a' || c > 'z') {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    private static UserType userTypeOrNull(String text) {
        UserType normalised = USER_TYPES.find(text);
        return normalised == null ? MicrosoftIdentity.userTypeOrNull(text) : normalised;
    }

    /** Success and failure under the names that exports use; null where the text says neither. */
    static Outcome outcomeOrNull(String text) {
        return switch (lowerCase(text.strip())) {
            case "success", "succeeded", "successful", "true", "partiallysucceeded" -> Outcome.SUCCESS;
            case "failure", "failed", "fail", "false", "denied" -> Outcome.FAILURE;
            default -> null;
        };
    }

    private static Double degreesOrNull(JsonParser json, JsonToken token) throws IOException {
        if (token.isNumeric()) {
            return json.getDoubleValue();
        }
        return NumberText.doubleOrNull(json.getText());
    }

    private static Boolean boolOrNull(String text) {
        return switch (lowerCase(text.strip())) {
            case "true", "1", "yes" -> Boolean.TRUE;
            case "false", "0", "no" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Integer countOrNull(JsonParser json, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() != JsonParser.NumberType.INT) {
            return null;
        }
        int count = json.getIntValue();
        return count < 0 ? null : count;
    }

    private static String textOrNull(JsonParser json, JsonToken token) throws IOException {
        return token.isScalarValue() ? json.getText() : null;
    }

    private static String kindOf(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "a number";
        };
    }
}
