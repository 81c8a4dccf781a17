package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.Locale;

/**
 * Azure's three shapes: the activity log and Entra's logs as diagnostic settings stream them, Entra's logs as Graph
 * returns them, and the activity log as its own API does. Names differ in case after some collectors, a name may be
 * {@code {value, localizedValue}}, and {@code properties} may be JSON text.
 */
final class AzureForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "azure (activity log, Entra)",
            List.of("operationName", "category", "time", "resourceId", "callerIpAddress"));

    private static final String NAME_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonNode object) {
        if (object.has("operationName") || object.has("OperationName") || object.has("operationname")) {
            return object.has("category")
                    || object.has("Category")
                    || object.has("resourceId")
                    || object.has("resourceid")
                    || object.has("ResourceId")
                    || object.has("caller");
        }
        return isGraphAudit(object) || isGraphSignIn(object) || object.has("event_data_id");
    }

    private static boolean isGraphAudit(JsonNode object) {
        return object.has("activityDisplayName") && object.has("initiatedBy");
    }

    private static boolean isGraphSignIn(JsonNode object) {
        return object.has("createdDateTime") && object.has("userPrincipalName") && object.has("appDisplayName");
    }

    @Override
    public void normalise(JsonNode object, DraftSink drafts) {
        JsonNode properties = container(object, "properties");
        // Graph's records and Sentinel's rows are flat: their fields stand where others have properties.
        JsonNode inner = properties.isObject() ? properties : object;
        EventDraft draft = new EventDraft();
        draft.provider = "azure";
        draft.creationTime = Fields.first(
                text(object, "time"),
                text(inner, "activityDateTime"),
                text(inner, "createdDateTime"),
                text(object, "eventTimestamp"),
                text(object, "event_timestamp"),
                text(object, "TimeGenerated"));
        draft.operation = operation(object, inner);
        draft.eventId = Fields.first(
                text(inner, "id"),
                text(object, "eventDataId"),
                text(object, "event_data_id"),
                activityId(object, draft));
        AzureIdentity.read(draft, object, inner);
        draft.clientIp = Fields.first(
                text(object, "callerIpAddress"),
                text(inner, "ipAddress"),
                text(container(object, "claims"), "ipaddr"),
                Fields.text(Fields.at(container(inner, "initiatedBy"), "user"), "ipAddress"),
                text(container(object, "httpRequest"), "clientIpAddress"),
                text(container(object, "http_request"), "client_ip_address"));
        draft.userAgent = userAgent(inner);
        readResource(draft, object, inner);
        readOutcome(draft, object, inner);
        readPlace(draft, inner);
        draft.sensitive = AzureSensitivity.decide(draft, inner);
        draft.attribute("category", valueOf(Fields.anyCase(object, "category")));
        draft.attribute("correlation_id", Fields.first(text(object, "correlationId"), text(object, "correlation_id")));
        draft.attribute("application", text(inner, "appDisplayName"));
        draft.attribute("tenant_id", text(object, "tenantId"));
        drafts.add(draft);
    }

    /** The id of an activity's parts: several records share a correlation id, not an operation and time too. */
    private static String activityId(JsonNode object, EventDraft draft) {
        String correlation = text(object, "correlationId");
        return correlation == null || draft.operation == null
                ? null
                : correlation
                        + '/'
                        + draft.operation
                        + '/'
                        + draft.creationTime
                        + '/'
                        + Fields.first(text(object, "resultType"), "");
    }

    private static String operation(JsonNode object, JsonNode inner) {
        String name = Fields.first(
                valueOf(Fields.anyCase(object, "operationName")),
                valueOf(Fields.anyCase(object, "operation_name")),
                text(inner, "activityDisplayName"));
        return name == null && isGraphSignIn(object) ? "Sign-in activity" : name;
    }

    private static String userAgent(JsonNode inner) {
        String agent = Fields.first(text(inner, "userAgent"), text(inner, "userAgentHeader"));
        return agent == null
                ? Fields.named(container(inner, "additionalDetails"), "key", "User-Agent", "value")
                : agent;
    }

    private static void readResource(EventDraft draft, JsonNode object, JsonNode inner) {
        JsonNode target = container(inner, "targetResources").path(0);
        draft.target = Fields.firstText(target, "userPrincipalName", "displayName", "id");
        String resourceId = Fields.first(text(object, "resourceId"), text(object, "resource_id"));
        String key = text(inner, "objectKey");
        draft.resourcePath =
                Fields.first(key == null ? resourceId : Fields.parent(key), text(inner, "resourceDisplayName"));
        draft.resourceName = Fields.first(
                Fields.lastSegment(key), draft.target, text(inner, "appDisplayName"), Fields.lastSegment(resourceId));
    }

    private static void readOutcome(EventDraft draft, JsonNode object, JsonNode inner) {
        JsonNode status = container(inner, "status");
        String code = Fields.first(text(status, "errorCode"), text(object, "resultType"));
        String category = Fields.first(valueOf(Fields.anyCase(object, "category")), "");
        boolean signIn = category.toLowerCase(Locale.ROOT).contains("signin") || isGraphSignIn(object);
        String result = Fields.first(
                code, text(inner, "result"), text(object, "result"), valueOf(Fields.anyCase(object, "status")));
        String http = text(object, "statusCode");
        if (result == null) {
            draft.outcome = http == null
                    ? null
                    : http.startsWith("4") || http.startsWith("5") ? Outcome.FAILURE : Outcome.SUCCESS;
            return;
        }
        String lower = result.toLowerCase(Locale.ROOT);
        boolean success = lower.equals("0")
                || lower.startsWith("succe")
                || lower.equals("start")
                || lower.equals("started")
                || lower.equals("accept")
                || lower.equals("accepted");
        boolean failure = lower.startsWith("fail") || lower.equals("clienterror") || isNumber(lower);
        draft.outcome = success ? Outcome.SUCCESS : failure ? Outcome.FAILURE : null;
        if (draft.outcome == Outcome.FAILURE) {
            draft.failureKind = signIn ? EntraErrors.kindOf(code) : FailureKind.OTHER;
            draft.attribute("error", Fields.first(text(status, "failureReason"), code));
        }
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static void readPlace(EventDraft draft, JsonNode inner) {
        JsonNode location = container(inner, "location");
        draft.country = Fields.firstText(location, "countryOrRegion", "country");
        draft.city = Fields.text(location, "city");
        draft.latitude = Fields.number(Fields.at(location, "geoCoordinates", "latitude"));
        draft.longitude = Fields.number(Fields.at(location, "geoCoordinates", "longitude"));
    }

    /** A scalar field in whatever case. */
    static String text(JsonNode object, String name) {
        return Fields.scalar(Fields.anyCase(object, name));
    }

    /** An object or array field in whatever case, also as JSON text; else the missing node. */
    static JsonNode container(JsonNode object, String name) {
        JsonNode node = Fields.anyCase(object, name);
        if (node.isTextual()) {
            JsonNode parsed = JsonText.containerOrNull(node.textValue());
            return parsed == null ? object.path("") : parsed;
        }
        return node;
    }

    /** A name that is text or {@code {value, localizedValue}}. */
    private static String valueOf(JsonNode name) {
        return name.isObject() ? Fields.firstText(name, "value", "localizedValue") : Fields.scalar(name);
    }

    /** Who acted in one of the three shapes. */
    private static final class AzureIdentity {

        static void read(EventDraft draft, JsonNode object, JsonNode inner) {
            JsonNode identity = container(object, "identity");
            JsonNode claims =
                    identity.path("claims").isObject() ? identity.path("claims") : container(object, "claims");
            JsonNode initiator = container(inner, "initiatedBy");
            JsonNode user = initiator.path("user");
            JsonNode app = initiator.path("app");
            String person = Fields.first(
                    text(inner, "userPrincipalName"),
                    text(user, "userPrincipalName"),
                    Fields.text(claims, NAME_CLAIM + "upn"),
                    Fields.text(claims, NAME_CLAIM + "name"),
                    Fields.text(claims, NAME_CLAIM + "emailaddress"),
                    Fields.text(claims, "name"),
                    text(user, "id"),
                    text(inner, "userId"));
            String caller = text(object, "caller");
            String service = Fields.first(
                    text(inner, "servicePrincipalName"),
                    text(inner, "servicePrincipalId"),
                    text(app, "displayName"),
                    text(app, "servicePrincipalId"),
                    Fields.text(claims, "appid"));
            draft.userId = Fields.first(person, caller, service);
            boolean byApplication = person == null && (service != null || "app".equals(Fields.text(claims, "idtyp")));
            boolean guest = "guest".equalsIgnoreCase(text(inner, "userType"));
            draft.userType = byApplication ? UserType.SERVICE : guest ? UserType.GUEST : null;
        }
    }
}
