package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
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
    public boolean recognises(JsonNode object) {
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
    public void normalise(JsonNode record, DraftSink drafts) {
        JsonNode found = lookedUp(record);
        JsonNode object = found.has("eventName") ? found : NAMES.of(found);
        EventDraft draft = new EventDraft();
        draft.provider = "aws";
        draft.eventId = Fields.text(object, "eventID");
        draft.creationTime = Fields.text(object, "eventTime");
        draft.operation = Fields.text(object, "eventName");
        AwsIdentity.read(draft, object);
        draft.clientIp = Fields.text(object, "sourceIPAddress");
        draft.userAgent = unbracketed(Fields.text(object, "userAgent"));
        JsonNode parameters = Fields.structured(object, "requestParameters");
        readResource(draft, object, parameters);
        draft.target = Fields.firstText(parameters, "userName", "roleArn", "granteePrincipal", "targetAccountId");
        readOutcome(draft, object);
        boolean reads = Fields.isTrue(object.path("readOnly"));
        if (reads && !"ConsoleLogin".equals(draft.operation)) {
            draft.category = OperationCategory.ACCESS;
        }
        draft.attribute("event_source", Fields.text(object, "eventSource"));
        draft.attribute("region", Fields.text(object, "awsRegion"));
        draft.attribute("account", Fields.text(object, "recipientAccountId"));
        draft.attribute(EventAttributes.CORRELATION_ID, Fields.firstText(object, "sharedEventID", "requestID"));
        draft.attribute(
                EventAttributes.ROLE,
                Fields.first(
                        Fields.lastSegment(Fields.text(parameters, "policyArn")),
                        Fields.text(parameters, "policyName")));
        draft.attribute("mfa", Fields.textAt(object, "additionalEventData", "MFAUsed"));
        draft.sensitive = AwsSensitivity.decide(draft, object, parameters);
        drafts.add(draft);
    }

    /** What {@code LookupEvents} answers holds the record itself as text. */
    private static JsonNode lookedUp(JsonNode record) {
        JsonNode inner = Fields.structured(record, "CloudTrailEvent");
        return inner.isObject() ? inner : record;
    }

    private static void readResource(EventDraft draft, JsonNode object, JsonNode parameters) {
        String arn = Fields.first(
                Fields.text(object.path("resources").path(0), "ARN"),
                Fields.text(object.path("resources").path(0), "arn"));
        draft.resourcePath = Fields.first(
                Fields.firstText(parameters, "bucketName", "clusterName", "tableName"),
                arn,
                Fields.text(object, "eventSource"));
        draft.resourceName = Fields.first(
                Fields.firstText(parameters, NAMES_OF_RESOURCES),
                Fields.text(parameters.path("instancesSet").path("items").path(0), "instanceId"),
                arn);
    }

    private static void readOutcome(EventDraft draft, JsonNode object) {
        String code = Fields.text(object, "errorCode");
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
