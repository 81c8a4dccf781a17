package io.auditsphere.app.ingest;

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

    static void read(EventDraft draft, JsonValue object, JsonValue inner) {
        JsonValue identity = Fields.structured(object, "identity");
        JsonValue claims =
                identity.path("claims").isObject() ? identity.path("claims") : Fields.structured(object, "claims");
        JsonValue initiator = Fields.structured(inner, "initiatedBy");
        JsonValue user = initiator.path("user");
        String address = address(inner, user, claims, identity);
        // A display name is the last resort: two people may bear it.
        String person = address == null
                ? Fields.first(claims.text("name"), anyCase(user, "id"), inner.text("userId"))
                : address;
        String service = service(inner, initiator.path("app"), claims);
        draft.userId = Fields.first(address, object.text("caller"), person, service);
        boolean byApplication = person == null && (service != null || "app".equals(claims.text("idtyp")));
        boolean guest = "guest".equalsIgnoreCase(inner.text("userType"));
        draft.userType = byApplication ? UserType.SERVICE : guest ? UserType.GUEST : null;
        if (draft.userId == null) {
            readKey(draft, identity);
        }
        draft.clientIp = object.text("callerIpAddress");
        if (draft.clientIp == null) {
            draft.clientIp = Fields.first(
                    inner.text("ipAddress"),
                    claims.text("ipaddr"),
                    anyCase(user, "ipAddress"),
                    Fields.structured(object, "httpRequest").text("clientIpAddress"),
                    Fields.structured(object, "http_request").text("client_ip_address"));
        }
    }

    private static String address(JsonValue inner, JsonValue user, JsonValue claims, JsonValue identity) {
        String address = inner.text("userPrincipalName");
        if (address == null) {
            address = anyCase(user, "userPrincipalName");
        }
        if (address == null) {
            address = Fields.firstText(claims, UPN, NAME, ADDRESS);
        }
        return address == null ? identity.path("requester").text("upn") : address;
    }

    private static String service(JsonValue inner, JsonValue app, JsonValue claims) {
        return Fields.first(
                Fields.firstText(inner, "servicePrincipalName", "servicePrincipalId"),
                anyCase(app, "displayName"),
                anyCase(app, "servicePrincipalId"),
                claims.text("appid"));
    }

    /** Nobody's name: the principal that a role was found for, or the key that a storage request was signed with. */
    private static void readKey(EventDraft draft, JsonValue identity) {
        JsonValue evidence = identity.path("authorization").path("evidence");
        String principal =
                Fields.first(evidence.text("principalId"), Fields.text(identity.path("requester"), "objectId"));
        if (principal != null) {
            draft.userId = principal;
            draft.userType = "User".equalsIgnoreCase(evidence.text("principalType")) ? null : UserType.SERVICE;
        } else if ("Anonymous".equalsIgnoreCase(identity.text("type"))) {
            draft.userId = "anonymous";
            draft.userType = UserType.GUEST;
        } else {
            draft.userId = identity.text("tokenHash");
            draft.userType = draft.userId == null ? null : UserType.SERVICE;
        }
    }

    private static String anyCase(JsonValue object, String name) {
        return object.isObject() ? Fields.anyCase(object, name).scalar() : null;
    }
}
