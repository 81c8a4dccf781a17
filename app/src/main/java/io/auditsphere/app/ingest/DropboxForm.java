package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;

/**
 * Dropbox's team events ({@code team_log/get_events}). Kinds are unions whose tag stands under {@code .tag}, or under
 * {@code _tag} where a collector could not keep the dot; events have no id.
 */
final class DropboxForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "dropbox (team event)", List.of("timestamp", "event_type", "event_category", "actor", "origin"));

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonNode object) {
        return tag(object.path("event_type")) != null
                && (object.has("event_category") || object.has("actor") || object.has("origin"));
    }

    @Override
    public void normalise(JsonNode object, DraftSink drafts) {
        JsonNode place = object.path("origin").path("geo_location");
        JsonNode details = object.path("details");
        EventDraft draft = new EventDraft();
        draft.provider = "dropbox";
        draft.creationTime = Fields.text(object, "timestamp");
        draft.operation = tag(object.path("event_type"));
        draft.eventId = CanonicalJson.hashOf(object);
        readActor(draft, object);
        draft.clientIp = Fields.text(place, "ip_address");
        draft.country = Fields.text(place, "country");
        draft.city = Fields.text(place, "city");
        draft.userAgent = client(object);
        readResource(draft, object.path("assets"));
        draft.target = target(draft, object);
        readOutcome(draft);
        boolean outside = object.path("involve_non_team_member").asBoolean(false);
        draft.attribute("involve_non_team_member", outside ? "true" : null);
        draft.attribute("event_category", tag(object.path("event_category")));
        draft.attribute("new_value", DropboxSensitivity.newValueOrNull(details));
        readSession(draft, object);
        JsonNode application = details.path("app_info");
        draft.attribute(EventAttributes.APPLICATION_NAME, Fields.text(application, "display_name"));
        draft.sensitive = DropboxSensitivity.decide(draft, object);
        drafts.add(draft);
    }

    /** The tag of a union; null if the node is none. */
    static String tag(JsonNode union) {
        return union.isTextual() ? null : Fields.firstText(union, ".tag", "_tag");
    }

    private static void readActor(EventDraft draft, JsonNode object) {
        JsonNode actor = object.path("actor");
        String kind = tag(actor);
        JsonNode person = kind == null ? untagged(actor) : actor.path(kind);
        draft.userId = Fields.first(
                Fields.firstText(person, "email", "reseller_email"),
                Fields.textAt(object, "context", "email"),
                Fields.textAt(object, "details", "email"),
                Fields.firstText(person, "display_name", "app_id", "account_id", "reseller_name"),
                "dropbox".equals(kind) || "anonymous".equals(kind) ? kind : null);
        draft.userType = kind == null
                ? null
                : switch (kind) {
                    case "admin" -> UserType.ADMIN;
                    case "app", "dropbox" -> UserType.SERVICE;
                    case "reseller" -> UserType.EXTERNAL;
                    // A failed sign-in has no actor and is about a member all the same.
                    case "anonymous" -> "anonymous".equals(draft.userId) ? UserType.GUEST : null;
                    default -> UserType.USER;
                };
        if ("non_team_member".equals(tag(person))) {
            draft.userType = UserType.EXTERNAL;
        }
    }

    /** The actor where a collector lost the union's tag: the one object in it. */
    private static JsonNode untagged(JsonNode actor) {
        for (JsonNode inner : actor) {
            if (inner.isObject()) {
                return inner;
            }
        }
        return actor;
    }

    private static String client(JsonNode object) {
        JsonNode method = object.path("origin").path("access_method");
        String kind = tag(method);
        String session = kind == null ? null : tag(method.path(kind));
        JsonNode device = object.path("details").path("device_session_info");
        String deviceName = Fields.firstText(device, "user_agent", "browser", "client_type", "host_name");
        String access = kind == null ? null : session == null ? kind : kind + '/' + session;
        return Fields.first(deviceName, access);
    }

    /** The session of a desktop or mobile client lasts as long as its device is linked; a browser's is a visit. */
    private static void readSession(EventDraft draft, JsonNode object) {
        JsonNode method = object.path("origin").path("access_method");
        String kind = tag(method);
        if (kind == null) {
            return;
        }
        JsonNode session = method.path(kind);
        draft.attribute(
                "session_id",
                Fields.first(Fields.text(session, "session_id"), Fields.firstText(method, "session_id", "request_id")));
        String client = tag(session);
        if ("desktop".equals(client) || "mobile".equals(client)) {
            draft.attribute(EventAttributes.DEVICE_ID, Fields.text(session, "session_id"));
        }
    }

    private static void readResource(EventDraft draft, JsonNode assets) {
        JsonNode asset = assets.path(0);
        String path = Fields.first(
                Fields.textAt(asset, "path", "contextual"),
                Fields.textAt(asset, "path", "namespace_relative", "relative_path"));
        String name = Fields.first(Fields.text(asset, "display_name"), Fields.lastSegment(path));
        boolean file = "file".equals(tag(asset));
        draft.resourcePath = file && Fields.parent(path) != null ? Fields.parent(path) : path;
        draft.resourceName = name;
        if (assets.size() > 1) {
            draft.attribute("assets", Integer.toString(assets.size()));
        }
    }

    /** The participant, else the member whom an administrator's act was about. */
    private static String target(EventDraft draft, JsonNode object) {
        for (JsonNode participant : object.path("participants")) {
            String kind = tag(participant);
            JsonNode who = kind == null ? participant : participant.path(kind);
            String name = Fields.firstText(who, "email", "display_name");
            if (name != null) {
                return name;
            }
        }
        String about = Fields.textAt(object, "context", "email");
        return about == null || about.equalsIgnoreCase(draft.userId) ? null : about;
    }

    private static void readOutcome(EventDraft draft) {
        String operation = draft.operation;
        if (operation.equals("login_fail") || operation.equals("sso_error")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = operation.equals("login_fail") ? FailureKind.CREDENTIAL : FailureKind.OTHER;
        } else if (operation.equals("app_blocked_by_permissions")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.POLICY;
        } else if (operation.endsWith("_fail") || operation.endsWith("_failed")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.OTHER;
        }
    }
}
