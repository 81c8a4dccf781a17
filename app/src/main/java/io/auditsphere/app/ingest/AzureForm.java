package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
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

    /** Every name that is read of a record or of its properties, and those that are usual beside them. */
    private static final CanonicalNames NAMES = new CanonicalNames(
            ("time activityDateTime createdDateTime eventTimestamp event_timestamp TimeGenerated operationName "
                            + "operation_name activityDisplayName id eventDataId event_data_id correlationId correlation_id "
                            + "callerIpAddress ipAddress identity claims initiatedBy httpRequest http_request properties "
                            + "userAgent userAgentHeader additionalDetails targetResources resourceId resource_id objectKey "
                            + "resourceDisplayName appDisplayName status resultType result statusCode category location "
                            + "deviceDetail autonomousSystemNumber tenantId caller userPrincipalName userId userType "
                            + "servicePrincipalName servicePrincipalId requestbody log operationVersion resultSignature "
                            + "resultDescription durationMs Level level authorization appId userDisplayName riskState "
                            + "conditionalAccessStatus isInteractive resultReason loggedByService operationType subscriptionId")
                    .split(" "));

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonValue object) {
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

    private static boolean isGraphAudit(JsonValue object) {
        return object.has("activityDisplayName") && object.has("initiatedBy");
    }

    private static boolean isGraphSignIn(JsonValue object) {
        return object.has("createdDateTime") && object.has("userPrincipalName") && object.has("appDisplayName");
    }

    @Override
    public void normalise(JsonValue record, DraftSink drafts) {
        boolean asWritten = hasItsOwnNames(record);
        JsonValue object = asWritten ? record : NAMES.of(record);
        JsonValue properties = Fields.structured(object, "properties");
        // Graph's records and Sentinel's rows are flat: their fields stand where others have properties.
        JsonValue inner = properties.isObject() ? (asWritten ? properties : NAMES.of(properties)) : object;
        EventDraft draft = new EventDraft();
        draft.provider = "azure";
        draft.resourcePath = Fields.firstText(object, "resourceId", "resource_id");
        JsonValue kubernetes = Fields.structured(inner, "log");
        if (KubernetesAudit.recognises(kubernetes)) {
            KubernetesAudit.read(draft, kubernetes);
            draft.creationTime = Fields.first(draft.creationTime, object.text("time"));
        } else {
            read(draft, object, inner);
        }
        draft.attribute("category", valueOf(object.path("category")));
        draft.attribute("tenant_id", object.text("tenantId"));
        drafts.add(draft);
    }

    /** Whether the names that every record of a shape bears are all in the provider's own case. */
    private static boolean hasItsOwnNames(JsonValue object) {
        boolean streamed = object.has("time")
                && object.has("operationName")
                && object.has("category")
                && object.has("resourceId")
                && object.has("correlationId")
                && object.has("callerIpAddress");
        return streamed || isGraphSignIn(object) || isGraphAudit(object);
    }

    private static void read(EventDraft draft, JsonValue object, JsonValue inner) {
        // A record's own time is when it was written, minutes after a sign-in that its properties know the time of.
        draft.creationTime = Fields.firstText(inner, "activityDateTime", "createdDateTime");
        if (draft.creationTime == null) {
            draft.creationTime = Fields.firstText(object, "time", "eventTimestamp", "event_timestamp", "TimeGenerated");
        }
        draft.operation = operation(object, inner);
        draft.eventId = Fields.firstText(object, "eventDataId", "event_data_id");
        if (draft.eventId == null) {
            draft.eventId = inner.text("id");
        }
        if (draft.eventId == null) {
            draft.eventId = activityId(object, draft);
        }
        AzureIdentity.read(draft, object, inner);
        readResource(draft, inner);
        readOutcome(draft, object, inner);
        readPlace(draft, inner);
        draft.userAgent = userAgent(inner);
        draft.sensitive = AzureSensitivity.decide(draft, inner);
        draft.attribute(EventAttributes.CORRELATION_ID, Fields.firstText(object, "correlationId", "correlation_id"));
        draft.attribute(EventAttributes.APPLICATION_NAME, application(draft, inner));
        draft.attribute(EventAttributes.ROLE, AzureRoles.grantedOrNull(draft, inner));
        draft.attribute(EventAttributes.DEVICE_ID, Fields.text(Fields.structured(inner, "deviceDetail"), "deviceId"));
        draft.attribute(EventAttributes.ASN, inner.text("autonomousSystemNumber"));
        boolean byItself =
                inner.has("isInteractive") && !inner.path("isInteractive").asBoolean();
        draft.attribute(EventAttributes.INTERACTIVE, byItself ? "false" : null);
    }

    /** The id of an activity's parts: several records share a correlation id, not operation, time and resource too. */
    private static String activityId(JsonValue object, EventDraft draft) {
        String correlation = object.text("correlationId");
        if (correlation == null || draft.operation == null) {
            return null;
        }
        String id = correlation + '/' + draft.operation + '/' + draft.creationTime + '/';
        return id + Fields.first(object.text("resultType"), "") + Fields.first(draft.resourcePath, "");
    }

    private static String operation(JsonValue object, JsonValue inner) {
        String name = valueOf(object.path("operationName"));
        if (name == null) {
            name = valueOf(object.path("operation_name"));
        }
        if (name == null) {
            name = inner.text("activityDisplayName");
        }
        return name == null && isGraphSignIn(object) ? "Sign-in activity" : name;
    }

    private static String userAgent(JsonValue inner) {
        String agent = Fields.firstText(inner, "userAgent", "userAgentHeader");
        return agent == null
                ? Fields.named(Fields.structured(inner, "additionalDetails"), "key", "User-Agent", "value")
                : agent;
    }

    /** The application that a sign-in was to, or that somebody consented to. */
    private static String application(EventDraft draft, JsonValue inner) {
        boolean consent = draft.operation != null && draft.operation.startsWith("Consent to application");
        return consent ? draft.target : inner.text("appDisplayName");
    }

    private static void readResource(EventDraft draft, JsonValue inner) {
        JsonValue target = Fields.structured(inner, "targetResources").path(0);
        draft.target = Fields.firstText(target, "userPrincipalName", "displayName", "id");
        String resourceId = draft.resourcePath;
        String key = inner.text("objectKey");
        draft.resourcePath =
                Fields.first(key == null ? resourceId : Fields.parent(key), inner.text("resourceDisplayName"));
        draft.resourceName = Fields.first(
                Fields.lastSegment(key), draft.target, inner.text("appDisplayName"), Fields.lastSegment(resourceId));
    }

    private static void readOutcome(EventDraft draft, JsonValue object, JsonValue inner) {
        JsonValue status = Fields.structured(inner, "status");
        String code = Fields.first(status.text("errorCode"), object.text("resultType"));
        String result = code == null
                ? Fields.first(inner.text("result"), object.text("result"), valueOf(object.path("status")))
                : code;
        if (result == null) {
            String http = object.text("statusCode");
            boolean refused = http != null && (http.startsWith("4") || http.startsWith("5"));
            draft.outcome = http == null ? null : refused ? Outcome.FAILURE : Outcome.SUCCESS;
            draft.failureKind = "401".equals(http) || "403".equals(http) ? FailureKind.POLICY : FailureKind.OTHER;
            return;
        }
        draft.outcome = outcomeOrNull(result.toLowerCase(Locale.ROOT));
        if (draft.outcome == Outcome.FAILURE) {
            draft.failureKind = isSignIn(object) ? EntraErrors.kindOf(code) : FailureKind.OTHER;
            draft.attribute("error", Fields.first(status.text("failureReason"), code));
        }
    }

    private static Outcome outcomeOrNull(String result) {
        boolean success = result.equals("0")
                || result.startsWith("succe")
                || result.equals("start")
                || result.equals("started")
                || result.equals("accept")
                || result.equals("accepted");
        if (success) {
            return Outcome.SUCCESS;
        }
        boolean failure = result.startsWith("fail") || result.equals("clienterror") || isNumber(result);
        return failure ? Outcome.FAILURE : null;
    }

    private static boolean isSignIn(JsonValue object) {
        String category = valueOf(object.path("category"));
        return (category != null && category.toLowerCase(Locale.ROOT).contains("signin")) || isGraphSignIn(object);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static void readPlace(EventDraft draft, JsonValue inner) {
        JsonValue location = Fields.structured(inner, "location");
        if (location.isObject()) {
            draft.country = Fields.firstText(location, "countryOrRegion", "country");
            draft.city = location.text("city");
            JsonValue coordinates = location.path("geoCoordinates");
            draft.latitude = Fields.number(coordinates.path("latitude"));
            draft.longitude = Fields.number(coordinates.path("longitude"));
        }
    }

    /** A name that is text or {@code {value, localizedValue}}. */
    private static String valueOf(JsonValue name) {
        return name.isObject() ? Fields.firstText(name, "value", "localizedValue") : name.keyword();
    }
}
