package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;

/**
 * Microsoft 365's unified audit log: the records of the Office 365 Management Activity API, and the same records as the
 * audit search exports them ({@code AuditData}), as Graph returns them ({@code auditData}), as Defender streams them
 * ({@code RawEventData}) and as Sentinel's table {@code OfficeActivity} renames them.
 */
final class MicrosoftForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "microsoft (Office 365 audit)", List.of("Operation", "UserId", "CreationTime", "Workload", "RecordType"));

    /** The types of identities in Actor and Target that are a name and an address. */
    private static final String NAME = "1";

    private static final String UPN = "5";

    private static final String[] ADDRESSES = {"ClientIP", "ClientIPAddress", "ActorIpAddress", "Client_IPAddress"};

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonValue object) {
        if (object.path("Operation").isTextual()) {
            return object.has("UserId")
                    || object.has("CreationTime")
                    || object.has("OfficeWorkload")
                    || object.has("RecordType");
        }
        return holdsRecord(object.path("AuditData"))
                || holdsRecord(object.path("auditData"))
                || holdsRecord(defenderProperties(object).path("RawEventData"));
    }

    /** Whether a field is a record of this form, or JSON text that seems to be one. */
    private static boolean holdsRecord(JsonValue field) {
        return field.isTextual() ? field.textValue().contains("\"Operation\"") : field.has("Operation");
    }

    /** Where Defender's advanced hunting stream keeps what it knows, the record itself among it. */
    private static JsonValue defenderProperties(JsonValue object) {
        JsonValue properties = object.path("properties");
        return properties.isObject() ? properties : object;
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue properties = defenderProperties(object);
        JsonValue defender = Fields.structured(properties, "RawEventData");
        if (defender.isObject()) {
            EventDraft draft = draftOf(defender, object);
            placeFromDefender(draft, properties);
            drafts.add(draft);
            return;
        }
        JsonValue audit = Fields.structured(object, object.has("AuditData") ? "AuditData" : "auditData");
        drafts.add(draftOf(audit.isObject() ? audit : object, object));
    }

    /**
     * Reads one record.
     *
     * @param audit the record itself
     * @param row what it came in, which repeats its main fields; the record again where it came bare
     */
    private static EventDraft draftOf(JsonValue audit, JsonValue row) {
        EventDraft draft = new EventDraft();
        draft.provider = ProviderName.MICROSOFT;
        readIdentifiers(draft, audit, row);
        draft.userId = userId(audit, row);
        String userType = audit.keyword("UserType");
        if (userType == null) {
            userType = row.text("userType");
        }
        draft.userType = userType == null ? null : MicrosoftIdentity.userTypeOrNull(userType);
        readAddress(draft, audit, row);
        draft.userAgent = userAgent(audit);
        String entraTarget = entraTarget(audit);
        readResource(draft, audit, entraTarget);
        draft.target = MicrosoftSensitivity.isLinkForAnybody(draft) ? EventDraft.ANYBODY : target(audit, entraTarget);
        readOutcome(draft, audit);
        MicrosoftAttributes.read(draft, audit);
        draft.sensitive = isSystem(draft) ? Boolean.FALSE : MicrosoftSensitivity.decide(draft, audit);
        return draft;
    }

    /** The row repeats what the record says, under names of its own. */
    private static void readIdentifiers(EventDraft draft, JsonValue audit, JsonValue row) {
        draft.eventId = Fields.firstText(audit, "Id", "OfficeId");
        if (draft.eventId == null) {
            draft.eventId = Fields.firstText(row, "Identity", "RecordId", "id");
        }
        draft.creationTime = Fields.firstText(audit, "CreationTime", "OfficeObjectCreationTime", "TimeGenerated");
        if (draft.creationTime == null) {
            draft.creationTime = Fields.firstText(row, "CreationDate", "createdDateTime", "TimeGenerated");
        }
        draft.operation = audit.keyword("Operation");
        if (draft.operation == null) {
            draft.operation = Fields.firstText(row, "Operation", "Operations", "operation");
        }
    }

    private static String userId(JsonValue audit, JsonValue row) {
        String user = audit.text("UserId");
        if (user == null) {
            user = Fields.firstText(row, "UserId", "UserIds", "userPrincipalName", "userId");
        }
        if ("S-1-5-18".equals(user)) {
            String owner = audit.text("MailboxOwnerUPN");
            return owner == null ? user : owner;
        }
        boolean unknown = user == null || user.equalsIgnoreCase("Unknown") || user.equalsIgnoreCase("Not Available");
        if (!unknown) {
            return user;
        }
        String actor = ofType(Fields.structured(audit, "Actor"), UPN);
        return Fields.first(actor, audit.text("UserKey"), user);
    }

    /** The service's own accounts act all day; what they do is no person's sensitive act. */
    private static boolean isSystem(EventDraft draft) {
        if (draft.userId == null) {
            return false;
        }
        String id = draft.foldedUserId();
        return !id.startsWith("serviceprincipal_") && MicrosoftIdentity.userTypeByIdOrNull(id) == UserType.SERVICE;
    }

    /** The first of the fields that holds an address; some hold a host's name or nothing but a port. */
    private static void readAddress(EventDraft draft, JsonValue audit, JsonValue row) {
        for (String name : ADDRESSES) {
            draft.address(audit.text(name));
            if (draft.clientIp != null) {
                return;
            }
        }
        draft.address(row.text("clientIp"));
    }

    private static String userAgent(JsonValue audit) {
        String agent = audit.text("UserAgent");
        if (agent != null) {
            return agent;
        }
        JsonValue extended = Fields.structured(audit, "ExtendedProperties");
        agent = Fields.named(extended, "Name", "UserAgent", "Value");
        if (agent == null) {
            String details = Fields.named(extended, "Name", "additionalDetails", "Value");
            JsonValue parsed = details == null ? null : JsonText.containerOrNull(details);
            agent = parsed == null ? null : parsed.text("User-Agent");
        }
        if (agent == null) {
            agent = audit.text("ClientInfoString");
        }
        if (agent == null) {
            JsonValue device = Fields.structured(audit, "DeviceProperties");
            agent = Fields.named(device, "Name", "BrowserType", "Value");
            return agent == null ? Fields.named(device, "Name", "OS", "Value") : agent;
        }
        return agent;
    }

    private static void readResource(EventDraft draft, JsonValue audit, String entraTarget) {
        String objectId = Fields.firstText(audit, "ObjectId", "OfficeObjectId");
        String fileName = audit.text("SourceFileName");
        String site = Fields.firstText(audit, "SiteUrl", "Site_Url");
        JsonValue item = Fields.structured(audit, "Item");
        JsonValue affected = Fields.structured(audit, "AffectedItems").path(0);
        if (site == null) {
            site = containerOrNull(audit, item, affected);
        }
        if (site == null) {
            boolean url = objectId != null && objectId.contains("://");
            site = url && fileName == null ? Fields.parent(objectId) : objectId;
        }
        draft.resourcePath = site;
        String name = fileName == null ? item.text("Subject") : fileName;
        if (name == null) {
            name = affected.text("Subject");
        }
        if (name == null) {
            name = entraTarget;
        }
        draft.resourceName = name == null ? Fields.lastSegment(objectId) : name;
    }

    /** The folder of a mailbox, or the channel of a team. */
    private static String containerOrNull(JsonValue audit, JsonValue item, JsonValue affected) {
        String folder = Fields.structured(audit, "Folder").text("Path");
        if (folder == null) {
            folder = Fields.structured(audit, "Folders").path(0).text("Path");
        }
        if (folder == null) {
            folder = item.path("ParentFolder").text("Path");
        }
        if (folder == null) {
            folder = affected.path("ParentFolder").text("Path");
        }
        if (folder != null) {
            return folder;
        }
        String team = audit.text("TeamName");
        String channel = team == null ? null : audit.text("ChannelName");
        return channel == null ? team : team + '/' + channel;
    }

    private static String target(JsonValue audit, String entraTarget) {
        String target = audit.text("TargetUserOrGroupName");
        if (target == null) {
            target = Fields.structured(audit, "Members").path(0).text("UPN");
        }
        if (target == null) {
            target = entraTarget;
        }
        if (target == null && audit.has("OperationProperties")) {
            target = OutlookRules.recipientOrNull(audit);
        }
        if (target != null) {
            return target;
        }
        MicrosoftParameters parameters = MicrosoftParameters.of(audit);
        String forwarding = parameters.forwardingAddress();
        return forwarding == null ? parameters.granteeOrNull() : forwarding;
    }

    /** The address of what an Entra record was done to, else its name. */
    private static String entraTarget(JsonValue audit) {
        JsonValue targets = Fields.structured(audit, "Target");
        String address = ofType(targets, UPN);
        return address == null ? ofType(targets, NAME) : address;
    }

    private static String ofType(JsonValue identities, String type) {
        for (JsonValue identity : identities) {
            if (type.equals(identity.text("Type"))) {
                return identity.text("ID");
            }
        }
        return null;
    }

    /** For sign-ins the operation decides: ResultStatus only says that the call for it was answered. */
    private static void readOutcome(EventDraft draft, JsonValue audit) {
        if ("UserLoggedIn".equals(draft.operation)) {
            draft.outcome = Outcome.SUCCESS;
            return;
        }
        if ("UserLoginFailed".equals(draft.operation)) {
            draft.outcome = Outcome.FAILURE;
            String code = Fields.first(audit.text("ErrorNumber"), audit.text("LogonError"));
            draft.failureKind = EntraErrors.kindOf(code);
            if (draft.failureKind == FailureKind.OTHER) {
                draft.failureKind = EntraErrors.kindOf(audit.text("LogonError"));
            }
            draft.attribute("error", code);
            return;
        }
        String status = audit.text("ResultStatus");
        draft.outcome = status == null ? null : NormalisedForm.outcomeOrNull(status);
    }

    private static void placeFromDefender(EventDraft draft, JsonValue properties) {
        draft.country = properties.text("CountryCode");
        draft.city = properties.text("City");
        draft.attribute("isp", properties.text("ISP"));
        draft.attribute(EventAttributes.ANONYMOUS_PROXY, properties.text("IsAnonymousProxy"));
    }
}
