package io.auditsphere.app.ingest;

import java.util.Locale;

/**
 * Which of Azure's and Entra's acts are sensitive by what they carry and not by their name. Each rule answers true or
 * false, or null where the record does not hold the value that decides: then the catalogue does.
 */
final class AzureSensitivity {

    private AzureSensitivity() {}

    /** What the record's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonValue inner) {
        if (draft.operation == null) {
            return null;
        }
        String operation = Text.stripped(draft.operation);
        if (Text.startsWith(operation, "add member to role")
                || Text.startsWith(operation, "add eligible member to role")) {
            return roleIsPrivileged(inner);
        }
        if (operation.equalsIgnoreCase("consent to application")) {
            return consentIsForAll(inner);
        }
        boolean wide = operation.equalsIgnoreCase("add delegated permission grant")
                ? grantIsForAll(inner)
                : elevatesAccess(inner);
        return wide ? Boolean.TRUE : null;
    }

    /** The application may act for every user of the organisation from now on. */
    static boolean grantIsForAll(JsonValue inner) {
        return "AllPrincipals".equals(modifiedOrNull(inner, "DelegatedPermissionGrant.ConsentType"));
    }

    /** A global administrator made himself administrator of every subscription; the record's name is a sentence. */
    static boolean elevatesAccess(JsonValue inner) {
        JsonValue details = inner.path("additionalDetails");
        return details.isArray()
                && "Microsoft.Authorization/elevateAccess/action"
                        .equalsIgnoreCase(Fields.named(details, "key", "Action", "value"));
    }

    /** Every administrator's role is privileged; reading roles are not. */
    static Boolean roleIsPrivileged(JsonValue inner) {
        String role = modifiedOrNull(inner, "Role.DisplayName");
        return role == null ? null : role.toLowerCase(Locale.ROOT).contains("admin");
    }

    /** An administrator consented, or for everybody. */
    static Boolean consentIsForAll(JsonValue inner) {
        String admin = modifiedOrNull(inner, "ConsentContext.IsAdminConsent");
        String everybody = modifiedOrNull(inner, "ConsentContext.OnBehalfOfAll");
        if (admin == null && everybody == null) {
            return null;
        }
        return saysTrue(admin) || saysTrue(everybody);
    }

    /** The new value of a modified property, without the quotes of JSON in text; null if there is none. */
    static String modifiedOrNull(JsonValue inner, String property) {
        for (JsonValue target : Fields.structured(inner, "targetResources")) {
            String value = Fields.named(target.path("modifiedProperties"), "displayName", property, "newValue");
            if (value != null) {
                return MicrosoftParameters.unquoted(value);
            }
        }
        return null;
    }

    private static boolean saysTrue(String value) {
        return value != null && value.toLowerCase(Locale.ROOT).contains("true");
    }
}
