package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditsphere.schemas.UserType;

/**
 * Who acted in a record of Azure's, and from where: the claims of a token in the activity log, the initiator in Entra's
 * audit log, the properties of a sign-in, and the requester or the key in a storage account's log. A person's name comes
 * before an application's, which acts on a person's behalf where both are named.
 */
final class AzureIdentity {

    private static final String NAME_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String UPN = NAME_CLAIM + "upn";
    private static final String NAME = NAME_CLAIM + "name";
    private static final String ADDRESS = NAME_CLAIM + "emailaddress";

    private AzureIdentity() {}

    static void read(EventDraft draft, JsonNode object, JsonNode inner) {
        JsonNode identity = Fields.structured(object, "identity");
        JsonNode claims =
                identity.path("claims").isObject() ? identity.path("claims") : Fields.structured(object, "claims");
        JsonNode initiator = Fields.structured(inner, "initiatedBy");
        JsonNode user = initiator.path("user");
        String address = Fields.first(
                Fields.text(inner, "userPrincipalName"),
                anyCase(user, "userPrincipalName"),
                Fields.firstText(claims, UPN, NAME, ADDRESS),
                Fields.text(identity.path("requester"), "upn"));
        // A display name is the last resort: two people may bear it.
        String person =
                Fields.first(address, Fields.text(claims, "name"), anyCase(user, "id"), Fields.text(inner, "userId"));
        String service = service(inner, initiator.path("app"), claims);
        draft.userId = Fields.first(address, Fields.text(object, "caller"), person, service);
        boolean byApplication = person == null && (service != null || "app".equals(Fields.text(claims, "idtyp")));
        boolean guest = "guest".equalsIgnoreCase(Fields.text(inner, "userType"));
        draft.userType = byApplication ? UserType.SERVICE : guest ? UserType.GUEST : null;
        if (draft.userId == null) {
            readKey(draft, identity);
        }
        draft.clientIp = Fields.first(
                Fields.text(object, "callerIpAddress"),
                Fields.text(inner, "ipAddress"),
                Fields.text(claims, "ipaddr"),
                anyCase(user, "ipAddress"),
                Fields.text(Fields.structured(object, "httpRequest"), "clientIpAddress"),
                Fields.text(Fields.structured(object, "http_request"), "client_ip_address"));
    }

    private static String service(JsonNode inner, JsonNode app, JsonNode claims) {
        return Fields.first(
                Fields.firstText(inner, "servicePrincipalName", "servicePrincipalId"),
                anyCase(app, "displayName"),
                anyCase(app, "servicePrincipalId"),
                Fields.text(claims, "appid"));
    }

    /** Nobody's name: the principal that a role was found for, or the key that a storage request was signed with. */
    private static void readKey(EventDraft draft, JsonNode identity) {
        JsonNode evidence = identity.path("authorization").path("evidence");
        String principal =
                Fields.first(Fields.text(evidence, "principalId"), Fields.text(identity.path("requester"), "objectId"));
        if (principal != null) {
            draft.userId = principal;
            draft.userType = "User".equalsIgnoreCase(Fields.text(evidence, "principalType")) ? null : UserType.SERVICE;
        } else if ("Anonymous".equalsIgnoreCase(Fields.text(identity, "type"))) {
            draft.userId = "anonymous";
            draft.userType = UserType.GUEST;
        } else {
            draft.userId = Fields.text(identity, "tokenHash");
            draft.userType = draft.userId == null ? null : UserType.SERVICE;
        }
    }

    private static String anyCase(JsonNode object, String name) {
        return object.isObject() ? Fields.scalar(Fields.anyCase(object, name)) : null;
    }
}
