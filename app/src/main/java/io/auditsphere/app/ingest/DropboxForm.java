package io.auditsphere.app.ingest;

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
    public boolean recognises(JsonValue object) {
        return tag(object.path("event_type")) != null
                && (object.has("event_category") || object.has("actor") || object.has("origin"));
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue origin = object.path("origin");
        JsonValue place = origin.path("geo_location");
        JsonValue details = object.path("details");
        JsonValue actor = object.path("actor");
        String actorKind = tag(actor);
        String newValue = DropboxSensitivity.newValueOrNull(details);
        EventDraft draft = new EventDraft();
        draft.provider = "dropbox";
        draft.creationTime = object.text("timestamp");
        draft.operation = tag(object.path("event_type"));
        draft.eventId = CanonicalJson.hashOf(object);
        readActor(draft, object, actor, actorKind);
        draft.clientIp = place.text("ip_address");
        draft.country = place.text("country");
        draft.city = place.text("city");
        readResource(draft, object.path("assets"));
        draft.target = target(draft, object);
        readOutcome(draft);
        boolean outside = object.path("involve_non_team_member").asBoolean();
        draft.attribute("involve_non_team_member", outside ? "true" : null);
        draft.attribute("event_category", tag(object.path("event_category")));
        draft.attribute("new_value", newValue);
        readClient(draft, origin.path("access_method"), details.path("device_session_info"));
        draft.attribute(
                EventAttributes.APPLICATION_NAME, details.path("app_info").text("display_name"));
        draft.sensitive = DropboxSensitivity.decide(draft, object, actorKind, newValue);
        if (Boolean.TRUE.equals(draft.sensitive) && DropboxSensitivity.isPublicLink(draft.operation, newValue)) {
            draft.target = EventDraft.ANYBODY;
        }
        drafts.add(draft);
    }

    /** The tag of a union; null if the node is none. */
    static String tag(JsonValue union) {
        String tag = union.keyword(".tag");
        return tag == null ? union.keyword("_tag") : tag;
    }

    private static void readActor(EventDraft draft, JsonValue object, JsonValue actor, String kind) {
        JsonValue person = kind == null ? untagged(actor) : actor.path(kind);
        draft.userId = Fields.firstText(person, "email", "reseller_email");
        if (draft.userId == null) {
            draft.userId = Fields.first(
                    object.path("context").text("email"),
                    object.path("details").text("email"),
                    Fields.firstText(person, "display_name", "app_id", "account_id", "reseller_name"),
                    "dropbox".equals(kind) || "anonymous".equals(kind) ? kind : null);
        }
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
    private static JsonValue untagged(JsonValue actor) {
        for (JsonValue inner : actor) {
            if (inner.isObject()) {
                return inner;
            }
        }
        return actor;
    }

    /**
     * The client and its session. The session of a desktop or mobile client lasts as long as its device is linked; a
     * browser's is a visit.
     */
    private static void readClient(EventDraft draft, JsonValue method, JsonValue device) {
        String kind = tag(method);
        JsonValue session = kind == null ? JsonValue.MISSING : method.path(kind);
        String client = tag(session);
        draft.userAgent = Fields.firstText(device, "user_agent", "browser", "client_type", "host_name");
        if (kind == null) {
            return;
        }
        if (draft.userAgent == null) {
            draft.userAgent = client == null ? kind : kind + '/' + client;
        }
        String id = session.text("session_id");
        draft.attribute("session_id", id == null ? Fields.firstText(method, "session_id", "request_id") : id);
        if ("desktop".equals(client) || "mobile".equals(client)) {
            draft.attribute(EventAttributes.DEVICE_ID, id);
        }
    }

    private static void readResource(EventDraft draft, JsonValue assets) {
        JsonValue asset = assets.path(0);
        String path = Fields.first(
                Fields.textAt(asset, "path", "contextual"),
                Fields.textAt(asset, "path", "namespace_relative", "relative_path"));
        String name = Fields.first(asset.text("display_name"), Fields.lastSegment(path));
        boolean file = "file".equals(tag(asset));
        draft.resourcePath = file && Fields.parent(path) != null ? Fields.parent(path) : path;
        draft.resourceName = name;
        if (assets.size() > 1) {
            draft.attribute("assets", Integer.toString(assets.size()));
        }
    }

    /** The participant, else the member whom an administrator's act was about. */
    private static String target(EventDraft draft, JsonValue object) {
        for (JsonValue participant : object.path("participants")) {
            String kind = tag(participant);
            JsonValue who = kind == null ? participant : participant.path(kind);
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
