package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import java.util.List;

/** AWS CloudTrail's records. */
final class AwsForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "aws (CloudTrail)", List.of("eventName", "eventSource", "eventTime", "userIdentity", "eventID"));

    private static final String[] NAMES_OF_RESOURCES = {
        "key",
        "roleName",
        "userName",
        "groupName",
        "policyArn",
        "secretId",
        "functionName",
        "instanceId",
        "keyId",
        "trailName",
        "name",
        "dBInstanceIdentifier",
        "imageId",
        "snapshotId",
        "groupId"
    };

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    /** Names as CloudTrail writes them; some tables hold them in lower case. */
    private static final CanonicalNames NAMES = new CanonicalNames(
            "eventName",
            "eventSource",
            "eventTime",
            "eventID",
            "userIdentity",
            "sourceIPAddress",
            "userAgent",
            "requestParameters",
            "responseElements",
            "additionalEventData",
            "errorCode",
            "readOnly",
            "awsRegion",
            "recipientAccountId",
            "requestID",
            "sharedEventID",
            "resources",
            "eventVersion",
            "eventType",
            "errorMessage",
            "apiVersion",
            "managementEvent",
            "eventCategory",
            "tlsDetails",
            "vpcEndpointId",
            "serviceEventDetails",
            "sessionCredentialFromConsole");

    @Override
    public boolean recognises(JsonValue object) {
        if (object.path("eventname").isTextual()) {
            return object.has("eventsource");
        }
        if (object.path("CloudTrailEvent").isTextual()) {
            return true;
        }
        return object.path("eventName").isTextual()
                && (object.has("userIdentity")
                        || object.has("eventSource")
                        || object.has("awsRegion")
                        || object.has("responseElements")
                        || object.has("requestParameters"));
    }

    @Override
    public void normalise(JsonValue record, DraftSink drafts) {
        JsonValue found = lookedUp(record);
        JsonValue object = found.has("eventName") ? found : NAMES.of(found);
        EventDraft draft = new EventDraft();
        draft.provider = "aws";
        draft.eventId = object.text("eventID");
        draft.creationTime = object.text("eventTime");
        draft.operation = object.keyword("eventName");
        AwsIdentity.read(draft, object);
        draft.clientIp = object.text("sourceIPAddress");
        draft.userAgent = unbracketed(object.text("userAgent"));
        JsonValue parameters = Fields.structured(object, "requestParameters");
        readResource(draft, object, parameters);
        draft.target = Fields.firstText(parameters, "userName", "roleArn", "granteePrincipal", "targetAccountId");
        readOutcome(draft, object);
        boolean reads = Fields.isTrue(object.path("readOnly"));
        if (reads && !"ConsoleLogin".equals(draft.operation)) {
            draft.category = OperationCategory.ACCESS;
        }
        draft.attribute("event_source", object.text("eventSource"));
        draft.attribute("region", object.text("awsRegion"));
        draft.attribute("account", object.text("recipientAccountId"));
        draft.attribute(EventAttributes.CORRELATION_ID, Fields.firstText(object, "sharedEventID", "requestID"));
        draft.attribute(
                EventAttributes.ROLE,
                Fields.first(Fields.lastSegment(parameters.text("policyArn")), parameters.text("policyName")));
        draft.attribute("mfa", Fields.textAt(object, "additionalEventData", "MFAUsed"));
        draft.sensitive = AwsSensitivity.decide(draft, object, parameters);
        drafts.add(draft);
    }

    /** What {@code LookupEvents} answers holds the record itself as text. */
    private static JsonValue lookedUp(JsonValue record) {
        JsonValue inner = Fields.structured(record, "CloudTrailEvent");
        return inner.isObject() ? inner : record;
    }

    private static void readResource(EventDraft draft, JsonValue object, JsonValue parameters) {
        String arn = Fields.firstText(object.path("resources").path(0), "ARN", "arn");
        draft.resourcePath = Fields.firstText(parameters, "bucketName", "clusterName", "tableName");
        if (draft.resourcePath == null) {
            draft.resourcePath = arn == null ? object.text("eventSource") : arn;
        }
        draft.resourceName = Fields.firstText(parameters, NAMES_OF_RESOURCES);
        if (draft.resourceName == null) {
            String instance =
                    parameters.path("instancesSet").path("items").path(0).text("instanceId");
            draft.resourceName = instance == null ? arn : instance;
        }
    }

    private static void readOutcome(EventDraft draft, JsonValue object) {
        String code = object.text("errorCode");
        String login = Fields.textAt(object, "responseElements", "ConsoleLogin");
        if ("Failure".equals(login)) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.CREDENTIAL;
        } else if (code != null) {
            draft.outcome = Outcome.FAILURE;
            boolean refused = code.contains("AccessDenied") || code.contains("Unauthorized");
            draft.failureKind = refused ? FailureKind.POLICY : FailureKind.OTHER;
            draft.attribute("error", code);
        } else {
            draft.outcome = Outcome.SUCCESS;
        }
    }

    /** Agents that AWS itself calls with stand in brackets. */
    private static String unbracketed(String agent) {
        boolean bracketed = agent != null && agent.length() > 2 && agent.startsWith("[") && agent.endsWith("]");
        return bracketed ? agent.substring(1, agent.length() - 1) : agent;
    }
}
