package io.auditsphere.model.detect.builtin;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.util.Locale;
import java.util.Set;

/** Links that open for whoever has them, at every provider: an act of sharing whose target is nobody in particular. */
final class PublicLinks {

    private static final int MAX_OPERATION = 128;
    private static final int MAX_EXTENSION = 12;

    /** Files that are nothing but keys, passwords or a vault of them: a .env or .json mostly holds other things. */
    private static final Set<String> SECRETS = Set.of(
            "pem",
            "p12",
            "pfx",
            "ppk",
            "jks",
            "keystore",
            "kdb",
            "kdbx",
            "1pux",
            "opvault",
            "wallet",
            "ovpn",
            "npmrc",
            "netrc",
            "pgpass",
            "htpasswd",
            "kubeconfig",
            "ntds");

    private PublicLinks() {}

    /** Whether the event makes such a link, or opens one that was made for fewer. */
    static boolean isOne(AuditEvent event) {
        return event.operationCategory() == OperationCategory.SHARING
                && event.target() != null
                && isForAnybody(event)
                && !takesAway(event.operation());
    }

    /** Whether a sensitive act's target is nobody in particular. */
    static boolean isForAnybody(AuditEvent event) {
        String target = event.target();
        return event.sensitive()
                && (target.regionMatches(true, 0, "anyone", 0, 6)
                        || target.regionMatches(true, 0, "anonymous", 0, 9)
                        || target.regionMatches(true, 0, "public", 0, 6));
    }

    /** Whether the thing is a store of keys or passwords by its name. */
    static boolean opensSecret(AuditEvent event) {
        String name = event.resourceName();
        if (name == null) {
            return false;
        }
        int dot = name.lastIndexOf('.');
        return dot >= 0
                && name.length() - dot <= MAX_EXTENSION
                && SECRETS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** Whether an act of sharing ends one. */
    static boolean takesAway(String operation) {
        String lower = operation
                .substring(0, Math.min(MAX_OPERATION, operation.length()))
                .toLowerCase(Locale.ROOT);
        return lower.contains("revoke") || lower.contains("remove") || lower.contains("unshare");
    }
}
