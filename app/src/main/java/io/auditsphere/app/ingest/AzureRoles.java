package io.auditsphere.app.ingest;

import java.util.Locale;

/**
 * The role that an act of Azure's or Entra's gave. Entra names it; the activity log gives the id of a role definition,
 * and of those only the three that every other can be had from have names here. Source: Microsoft's list "Azure built-in
 * roles".
 */
final class AzureRoles {

    private static final String ASSIGNMENT = "microsoft.authorization/roleassignments/write";
    private static final String ELEVATION = "microsoft.authorization/elevateaccess/action";

    private AzureRoles() {}

    /** The role's name, or its id where the name is not known; null if the act gave none. */
    static String grantedOrNull(EventDraft draft, JsonValue inner) {
        if (draft.operation == null) {
            return null;
        }
        String operation = Text.stripped(draft.operation);
        if (operation.equalsIgnoreCase(ASSIGNMENT)) {
            JsonValue body = Fields.structured(inner, "requestbody");
            JsonValue properties = Fields.anyCase(body, "properties");
            draft.target = Fields.first(
                    draft.target, Fields.anyCase(properties, "principalId").scalar());
            return nameOf(Fields.lastSegment(
                    Fields.anyCase(properties, "roleDefinitionId").scalar()));
        }
        if (operation.equalsIgnoreCase(ELEVATION) || Text.startsWith(operation, "user has elevated their access")) {
            return "User Access Administrator";
        }
        return inner.has("targetResources")
                        && operation.toLowerCase(Locale.ROOT).contains("role")
                ? AzureSensitivity.modifiedOrNull(inner, "Role.DisplayName")
                : null;
    }

    private static String nameOf(String definition) {
        return definition == null
                ? null
                : switch (definition.toLowerCase(Locale.ROOT)) {
                    case "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" -> "Owner";
                    case "b24988ac-6180-42a0-ab88-20f7382dd24c" -> "Contributor";
                    case "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9" -> "User Access Administrator";
                    default -> definition;
                };
    }
}
