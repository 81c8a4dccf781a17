package io.auditsphere.app.ingest;

import io.auditsphere.schemas.UserType;

/**
 * Which of Dropbox's acts are sensitive by what they carry and not by their name: the event of a changed setting is the
 * same for the better and for the worse, and {@code new_value} says which. Each rule answers true or false, or null where
 * the event does not hold the value that decides: then the catalogue does.
 */
final class DropboxSensitivity {

    private DropboxSensitivity() {}

    /**
     * What the event's values say of it; null where they say nothing.
     *
     * @param actorKind the tag of its actor, or null
     * @param value what a setting was changed to, or null
     */
    static Boolean decide(EventDraft draft, JsonValue event, String actorKind, String value) {
        if (draft.userType == UserType.SERVICE && "dropbox".equals(actorKind)) {
            // Dropbox itself, which also writes what its own jobs do.
            return false;
        }
        String operation = draft.operation;
        if (operation.startsWith("tfa_change_")) {
            return secondFactorWeakened(value);
        }
        if (isLink(operation)) {
            return linkIsPublic(value);
        }
        if (operation.equals("member_change_admin_role")) {
            return roleIsAdministrative(value);
        }
        return invitedOutside(operation, event);
    }

    /** The tag, or the text, of what a setting was changed to. */
    static String newValueOrNull(JsonValue details) {
        JsonValue value = details.path("new_value");
        return value.isObject() ? DropboxForm.tag(value) : value.scalar();
    }

    /** The second factor is optional or off from now on. */
    static Boolean secondFactorWeakened(String value) {
        return value == null ? null : value.equals("disabled") || value.equals("optional");
    }

    private static boolean isLink(String operation) {
        return operation.startsWith("shared_link_") || operation.startsWith("shared_content_change_link_");
    }

    /** The act made a link that anybody may open. */
    static boolean isPublicLink(String operation, String value) {
        return isLink(operation) && Boolean.TRUE.equals(linkIsPublic(value));
    }

    /** Anybody who has the link may open it. */
    static Boolean linkIsPublic(String value) {
        return value == null ? null : value.equals("public");
    }

    /** The new role administers. */
    static Boolean roleIsAdministrative(String value) {
        return value == null ? null : value.endsWith("_admin");
    }

    /** Somebody who is not of the team was let in. */
    static Boolean invitedOutside(String operation, JsonValue event) {
        boolean lets = operation.endsWith("_add_member")
                || operation.endsWith("_add_invitees")
                || operation.endsWith("_invite")
                || operation.endsWith("_add_user");
        JsonValue outside = event.path("involve_non_team_member");
        return (lets && outside.isBoolean()) ? (Boolean) outside.booleanValue() : null;
    }
}
