package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.Locale;

/** Box's enterprise events, in the vocabulary of the admin logs and in that of the user stream. */
final class BoxForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "box (enterprise event)", List.of("type", "event_type", "created_by", "created_at", "event_id"));

    /** The id of whoever is not signed in. */
    private static final String UNKNOWN_USER = "2";

    private static final String AUTOMATION = "automationuser_";

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonValue object) {
        return object.path("event_type").isTextual()
                && ("event".equals(object.path("type").asText()) || object.has("created_by"));
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue details = Fields.structured(object, "additional_details");
        JsonValue shield = details.path("shield_alert");
        JsonValue source = object.path("source");
        EventDraft draft = new EventDraft();
        draft.provider = "box";
        draft.eventId = object.text("event_id");
        draft.creationTime = Fields.firstText(object, "created_at", "recorded_at");
        draft.operation = object.keyword("event_type");
        readActor(draft, object, shield);
        draft.clientIp = object.text("ip_address");
        draft.userAgent = Fields.firstText(details, "service_name", "user_agent");
        readResource(draft, source);
        draft.target = Fields.first(
                Fields.textAt(object, "accessible_by", "login"), Fields.textAt(object, "accessible_by", "name"));
        if (draft.target == null && "user".equals(source.text("type"))) {
            String about = Fields.firstText(source, "login", "name");
            draft.target = about == null || about.equalsIgnoreCase(draft.userId) ? null : about;
        }
        readOutcome(draft);
        readPlace(draft, shield);
        draft.sensitive = BoxSensitivity.decide(draft, object, details);
        if (BoxSensitivity.isOpenLink(draft, object)) {
            draft.target = EventDraft.ANYBODY;
        }
        draft.attribute("action_by", Fields.textAt(object, "action_by", "login"));
        draft.attribute("source_id", Fields.firstText(source, "item_id", "id", "file_id", "folder_id"));
        draft.attribute("source_type", Fields.firstText(source, "item_type", "type"));
        draft.attribute(EventAttributes.ROLE, Fields.firstText(details, "new_role", "role"));
        draft.attribute(EventAttributes.APPLICATION_NAME, applicationOrNull(draft, details));
        draft.attribute("session_id", object.text("session_id"));
        draft.attribute("shared_link_access", Fields.textAt(source, "shared_link", "access"));
        drafts.add(draft);
    }

    private static void readActor(EventDraft draft, JsonValue object, JsonValue shield) {
        if ("SHIELD_ALERT".equals(draft.operation)) {
            // A bot writes the alert; it is about the user named in it, never about the bot.
            JsonValue source = object.path("source");
            boolean user = "user".equals(source.text("type"));
            draft.userId = Fields.first(Fields.textAt(shield, "user", "email"), user ? source.text("login") : null);
            return;
        }
        JsonValue creator = object.path("created_by");
        String login = creator.text("login");
        String id = creator.text("id");
        if (login == null && UNKNOWN_USER.equals(id)) {
            draft.userId = "anonymous";
            draft.userType = UserType.GUEST;
            return;
        }
        draft.userId = Fields.first(login, id);
        if (login != null && isAutomation(login)) {
            draft.userType = UserType.SERVICE;
        } else if ("ADMIN_LOGIN".equals(draft.operation)
                || object.path("action_by").isObject()) {
            draft.userType = UserType.ADMIN;
        }
    }

    private static boolean isAutomation(String login) {
        return login.regionMatches(true, 0, AUTOMATION, 0, AUTOMATION.length())
                && login.toLowerCase(Locale.ROOT).endsWith("@boxdevedition.com");
    }

    private static void readResource(EventDraft draft, JsonValue source) {
        JsonValue entries = source.path("path_collection").path("entries");
        StringBuilder path = new StringBuilder();
        for (JsonValue entry : entries) {
            String name = entry.text("name");
            if (name != null && path.length() < Bounds.RESOURCE_PATH) {
                path.append('/').append(name);
            }
        }
        draft.resourcePath = path.isEmpty()
                ? Fields.first(Fields.textAt(source, "parent", "name"), source.text("parent_name"))
                : path.toString();
        draft.resourceName = Fields.firstText(source, "item_name", "file_name", "folder_name", "name");
    }

    /** The application that was let in, where the act is that. */
    private static String applicationOrNull(EventDraft draft, JsonValue details) {
        boolean application = draft.operation != null && draft.operation.contains("APP");
        return application ? Fields.firstText(details, "app_name", "service_name") : null;
    }

    private static void readOutcome(EventDraft draft) {
        String operation = draft.operation;
        if ("FAILED_LOGIN".equals(operation)) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.CREDENTIAL;
        } else if (operation != null
                && (operation.equals("DEVICE_TRUST_CHECK_FAILED")
                        || (operation.startsWith("SHIELD_") && operation.endsWith("_BLOCKED")))) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.POLICY;
        }
    }

    /** Only Shield's alerts know a place, as text. */
    private static void readPlace(EventDraft draft, JsonValue shield) {
        JsonValue place = shield.findPath("ip_info");
        if (place.isObject()) {
            draft.clientIp = Fields.first(draft.clientIp, place.text("ip"));
            draft.country = place.text("country_code");
            draft.city = place.text("city_name");
            draft.latitude = Fields.number(place.path("latitude"));
            draft.longitude = Fields.number(place.path("longitude"));
        }
    }
}
