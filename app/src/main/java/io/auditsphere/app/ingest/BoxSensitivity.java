package io.auditsphere.app.ingest;

import java.util.Locale;
import java.util.Set;

/**
 * Which of Box's acts are sensitive by what they carry and not by their name. Each rule answers true or false, or null
 * where the event does not hold the value that decides: then the catalogue does.
 */
final class BoxSensitivity {

    /** Acts that make or change a link. */
    private static final Set<String> LINKS = Set.of(
            "SHARE",
            "ITEM_SHARED",
            "ITEM_SHARED_CREATE",
            "ITEM_SHARED_UPDATE",
            "CHANGE_SHARED_LINK",
            "UPDATE_SHARE_EXPIRATION");

    private BoxSensitivity() {}

    /** What the event's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonValue event, JsonValue details) {
        if (draft.operation == null) {
            return null;
        }
        if (LINKS.contains(draft.operation)) {
            return linkIsOpen(event);
        }
        return switch (draft.operation) {
            case "COLLABORATION_INVITE",
                    "COLLABORATION_ACCEPT",
                    "COLLAB_INVITE_COLLABORATOR",
                    "COLLAB_ADD_COLLABORATOR",
                    "COLLABORATION_ROLE_CHANGE",
                    "COLLAB_ROLE_CHANGE" -> collaboratorIsForeign(draft, event);
            case "CHANGE_ADMIN_ROLE" -> roleIsAdministrative(details);
            default -> null;
        };
    }

    /** The act made or changed a link that anybody may open. */
    static boolean isOpenLink(EventDraft draft, JsonValue event) {
        return draft.operation != null && LINKS.contains(draft.operation) && Boolean.TRUE.equals(linkIsOpen(event));
    }

    /** Anybody who has the link may open it. */
    static Boolean linkIsOpen(JsonValue event) {
        String access = Fields.textAt(event, "source", "shared_link", "access");
        return access == null ? null : access.equals("open");
    }

    /** The collaborator's mail domain is another one. */
    static Boolean collaboratorIsForeign(EventDraft draft, JsonValue event) {
        String login = Fields.textAt(event, "accessible_by", "login");
        if (login == null || MailDomain.ofOrNull(draft.userId) == null) {
            return null;
        }
        return MailDomain.differ(draft.userId, login);
    }

    /** The new role administers. */
    static Boolean roleIsAdministrative(JsonValue details) {
        String role = Fields.firstText(details, "new_role", "role");
        return role == null ? null : role.toLowerCase(Locale.ROOT).contains("admin");
    }
}
