package io.auditsphere.schemas;

import io.auditsphere.schemas.OperationCatalogue.Entry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * A category for an operation that no catalogue names, from the words of its name: providers add operations faster than
 * anybody lists them. The rules stand in the order in which they are tried, the most telling word first:
 * {@code DeleteSharingLink} is a deletion of nothing and an act of sharing, {@code GetLoginProfile} an access.
 */
final class NamingRules {

    private static final Map<OperationCategory, Entry> UNKNOWN = new EnumMap<>(OperationCategory.class);

    static {
        for (OperationCategory category : OperationCategory.values()) {
            UNKNOWN.put(category, new Entry(category, false, false));
        }
    }

    private static final String[] READING = {"get", "list", "describe", "head", "view", "read", "search", "lookup"};
    private static final String[] AUTHENTICATION = {"login", "logon", "logged", "signin", "sign-in", "sso_", "logout"};
    private static final String[] SHARING = {"shar", "invit", "collab", "link", "acl", "guest"};
    private static final String[] ADMIN = {
        "role",
        "polic",
        "permission",
        "setting",
        "config",
        "consent",
        "credential",
        "admin",
        "tenant",
        "user.",
        "domain",
        "conditional access",
        "service principal",
        "group",
        "member"
    };
    private static final String[] DELETION = {"delete", "remove", "purge", "trash", "recycle", "destroy", "terminate"};
    private static final String[] MODIFICATION = {
        "create",
        "upload",
        "update",
        "modif",
        "edit",
        "rename",
        "move",
        "copy",
        "copied",
        "write",
        "put",
        "add",
        "set",
        "restore",
        "checkin",
        "checkedin",
        "checkedout",
        "sync"
    };
    private static final String[] ACCESS = {"download", "access", "preview", "open", "fetch", "export", "print"};

    private NamingRules() {}

    static Entry entryFor(String operation) {
        return UNKNOWN.get(categoryOf(operation));
    }

    private static OperationCategory categoryOf(String operation) {
        // The product's name is no act of sharing.
        String name = operation.strip().toLowerCase(Locale.ROOT).replace("sharepoint", "");
        for (String verb : READING) {
            if (name.startsWith(verb)) {
                return OperationCategory.ACCESS;
            }
        }
        if (holdsAny(name, AUTHENTICATION)) {
            return OperationCategory.AUTHENTICATION;
        }
        if (holdsAny(name, SHARING)) {
            return OperationCategory.SHARING;
        }
        if (holdsAny(name, ADMIN)) {
            return OperationCategory.ADMIN;
        }
        if (holdsAny(name, DELETION)) {
            return OperationCategory.DELETION;
        }
        if (holdsAny(name, ACCESS)) {
            return OperationCategory.ACCESS;
        }
        if (holdsAny(name, MODIFICATION)) {
            return OperationCategory.MODIFICATION;
        }
        return holdsAny(name, READING) ? OperationCategory.ACCESS : OperationCategory.OTHER;
    }

    private static boolean holdsAny(String name, String[] words) {
        for (String word : words) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
