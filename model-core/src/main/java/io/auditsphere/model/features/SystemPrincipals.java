package io.auditsphere.model.features;

import io.auditsphere.schemas.AuditEvent;
import java.util.Map;
import java.util.Set;

/**
 * The provider's own system principals, whose sensitive acts are the service at work. Nobody can register an account of
 * these names; a service principal or an application of the customer is not among them, because a rogue OAuth
 * application is a service account too.
 */
final class SystemPrincipals {

    /** Folded ids; a trailing backslash stands for everything that begins so. */
    private static final Map<String, Set<String>> IDS = Map.of(
            "microsoft",
                    Set.of(
                            "nt authority\\",
                            "nt service\\",
                            "sharepoint\\system",
                            "app@sharepoint",
                            "s-1-5-18",
                            "microsoft substrate management",
                            "microsoft azure ad internal - jit provisioning",
                            "office 365 exchange online"),
            "google", Set.of("google", "system"),
            "box", Set.of("box", "system"),
            "dropbox", Set.of("dropbox"));

    private SystemPrincipals() {}

    /** Whether the act is the provider's own. */
    static boolean acts(AuditEvent event) {
        if (!event.userType().isService()) {
            return false;
        }
        Set<String> ids = IDS.get(event.provider());
        if (ids == null) {
            return false;
        }
        String id = event.userId();
        int backslash = id.indexOf('\\');
        return ids.contains(id) || (backslash > 0 && ids.contains(id.substring(0, backslash + 1)));
    }
}
