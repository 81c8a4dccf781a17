package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Which of Azure's and Entra's acts are sensitive by what they carry and not by their name. Each rule answers true or
 * false, or null where the record does not hold the value that decides: then the catalogue does.
 */
final class AzureSensitivity {

    private AzureSensitivity() {}

    /** What the record's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonNode inner) {
        if (draft.operation == null) {
            return null;
        }
        String operation = draft.operation.strip().toLowerCase(Locale.ROOT);
        if (operation.startsWith("add member to role") || operation.startsWith("add eligible member to role")) {
            return roleIsPrivileged(inner);
        }
        return operation.equals("consent to application") ? consentIsForAll(inner) : null;
    }

    /** Every administrator's role is privileged; reading roles are not. */
    static Boolean roleIsPrivileged(JsonNode inner) {
        String role = modifiedOrNull(inner, "Role.DisplayName");
        return role == null ? null : role.toLowerCase(Locale.ROOT).contains("admin");
    }

    /** An administrator consented, or for everybody. */
    static Boolean consentIsForAll(JsonNode inner) {
        String admin = modifiedOrNull(inner, "ConsentContext.IsAdminConsent");
        String everybody = modifiedOrNull(inner, "ConsentContext.OnBehalfOfAll");
        if (admin == null && everybody == null) {
            return null;
        }
        return saysTrue(admin) || saysTrue(everybody);
    }

    private static String modifiedOrNull(JsonNode inner, String property) {
        for (JsonNode target : AzureForm.container(inner, "targetResources")) {
            String value = Fields.named(target.path("modifiedProperties"), "displayName", property, "newValue");
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static boolean saysTrue(String value) {
        return value != null && value.toLowerCase(Locale.ROOT).contains("true");
    }
}
