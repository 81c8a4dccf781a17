package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;
import java.util.Locale;

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

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonNode object) {
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
    private static boolean holdsRecord(JsonNode field) {
        return field.isTextual() ? field.textValue().contains("\"Operation\"") : field.has("Operation");
    }

    /** Where Defender's advanced hunting stream keeps what it knows, the record itself among it. */
    private static JsonNode defenderProperties(JsonNode object) {
        JsonNode properties = object.path("properties");
        return properties.isObject() ? properties : object;
    }

    @Override
    public void normalise(JsonNode object, DraftSink drafts) {
        JsonNode properties = defenderProperties(object);
        JsonNode defender = Fields.structured(properties, "RawEventData");
        if (defender.isObject()) {
            EventDraft draft = draftOf(defender, object);
            placeFromDefender(draft, properties);
            drafts.add(draft);
            return;
        }
        JsonNode audit = Fields.structured(object, object.has("AuditData") ? "AuditData" : "auditData");
        drafts.add(draftOf(audit.isObject() ? audit : object, object));
    }

    /**
     * Reads one record.
     *
     * @param audit the record itself
     * @param row what it came in, which repeats its main fields; the record again where it came bare
     */
    private static EventDraft draftOf(JsonNode audit, JsonNode row) {
        EventDraft draft = new EventDraft();
        draft.provider = ProviderName.MICROSOFT;
        draft.eventId = Fields.first(
                Fields.firstText(audit, "Id", "OfficeId"), Fields.firstText(row, "Identity", "RecordId", "id"));
        draft.creationTime = Fields.first(
                Fields.firstText(audit, "CreationTime", "OfficeObjectCreationTime", "TimeGenerated"),
                Fields.firstText(row, "CreationDate", "createdDateTime", "TimeGenerated"));
        draft.operation = Fields.first(
                Fields.text(audit, "Operation"), Fields.firstText(row, "Operation", "Operations", "operation"));
        draft.userId = userId(audit, row);
        String userType = Fields.first(Fields.text(audit, "UserType"), Fields.text(row, "userType"));
        draft.userType = userType == null ? null : MicrosoftIdentity.userTypeOrNull(userType);
        draft.clientIp = firstAddress(audit, row);
        draft.userAgent = userAgent(audit);
        readResource(draft, audit);
        draft.target = target(audit);
        readOutcome(draft, audit);
        MicrosoftAttributes.read(draft, audit);
        draft.sensitive = isSystem(draft) ? Boolean.FALSE : MicrosoftSensitivity.decide(draft, audit);
        return draft;
    }

    private static String userId(JsonNode audit, JsonNode row) {
        String user = Fields.first(
                Fields.text(audit, "UserId"),
                Fields.firstText(row, "UserId", "UserIds", "userPrincipalName", "userId"));
        String owner = Fields.text(audit, "MailboxOwnerUPN");
        if ("S-1-5-18".equals(user) && owner != null) {
            return owner;
        }
        boolean unknown = user == null || user.equalsIgnoreCase("Unknown") || user.equalsIgnoreCase("Not Available");
        if (!unknown) {
            return user;
        }
        String actor = ofType(Fields.structured(audit, "Actor"), UPN);
        return Fields.first(actor, Fields.text(audit, "UserKey"), user);
    }

    /** The service's own accounts act all day; what they do is no person's sensitive act. */
    private static boolean isSystem(EventDraft draft) {
        if (draft.userId == null) {
            return false;
        }
        String id = draft.userId.strip().toLowerCase(Locale.ROOT);
        return !id.startsWith("serviceprincipal_") && MicrosoftIdentity.userTypeByIdOrNull(id) == UserType.SERVICE;
    }

    private static String firstAddress(JsonNode audit, JsonNode row) {
        String[] candidates = {
            Fields.text(audit, "ClientIP"),
            Fields.text(audit, "ClientIPAddress"),
            Fields.text(audit, "ActorIpAddress"),
            Fields.text(audit, "Client_IPAddress"),
            Fields.text(row, "clientIp")
        };
        for (String candidate : candidates) {
            String address = ClientAddress.parseOrNull(candidate);
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private static String userAgent(JsonNode audit) {
        String agent = Fields.text(audit, "UserAgent");
        if (agent != null) {
            return agent;
        }
        JsonNode extended = Fields.structured(audit, "ExtendedProperties");
        agent = Fields.named(extended, "Name", "UserAgent", "Value");
        if (agent == null) {
            String details = Fields.named(extended, "Name", "additionalDetails", "Value");
            JsonNode parsed = details == null ? null : JsonText.containerOrNull(details);
            agent = parsed == null ? null : Fields.text(parsed, "User-Agent");
        }
        return Fields.first(
                agent,
                Fields.text(audit, "ClientInfoString"),
                MicrosoftAttributes.deviceOrNull(audit, "BrowserType"),
                MicrosoftAttributes.deviceOrNull(audit, "OS"));
    }

    private static void readResource(EventDraft draft, JsonNode audit) {
        String objectId = Fields.firstText(audit, "ObjectId", "OfficeObjectId");
        String fileName = Fields.text(audit, "SourceFileName");
        String site = Fields.firstText(audit, "SiteUrl", "Site_Url");
        JsonNode item = Fields.structured(audit, "Item");
        JsonNode affected = Fields.structured(audit, "AffectedItems").path(0);
        String folder = Fields.first(
                Fields.text(Fields.structured(audit, "Folder"), "Path"),
                Fields.text(Fields.structured(audit, "Folders").path(0), "Path"),
                Fields.textAt(item, "ParentFolder", "Path"),
                Fields.textAt(affected, "ParentFolder", "Path"));
        String team = Fields.text(audit, "TeamName");
        String channel = Fields.text(audit, "ChannelName");
        boolean url = objectId != null && objectId.contains("://");

        draft.resourcePath = Fields.first(
                site,
                folder,
                team == null || channel == null ? team : team + '/' + channel,
                url && fileName == null ? Fields.parent(objectId) : objectId);
        draft.resourceName = Fields.first(
                fileName,
                Fields.text(item, "Subject"),
                Fields.text(affected, "Subject"),
                entraTarget(audit),
                Fields.lastSegment(objectId));
    }

    private static String target(JsonNode audit) {
        return Fields.first(
                Fields.text(audit, "TargetUserOrGroupName"),
                Fields.text(Fields.structured(audit, "Members").path(0), "UPN"),
                entraTarget(audit),
                MicrosoftParameters.forwardingAddress(audit),
                MicrosoftParameters.granteeOrNull(audit));
    }

    /** The address of what an Entra record was done to, else its name. */
    private static String entraTarget(JsonNode audit) {
        JsonNode targets = Fields.structured(audit, "Target");
        return Fields.first(ofType(targets, UPN), ofType(targets, NAME));
    }

    private static String ofType(JsonNode identities, String type) {
        for (JsonNode identity : identities) {
            if (type.equals(Fields.text(identity, "Type"))) {
                return Fields.text(identity, "ID");
            }
        }
        return null;
    }

    /** For sign-ins the operation decides: ResultStatus only says that the call for it was answered. */
    private static void readOutcome(EventDraft draft, JsonNode audit) {
        if ("UserLoggedIn".equals(draft.operation)) {
            draft.outcome = Outcome.SUCCESS;
            return;
        }
        if ("UserLoginFailed".equals(draft.operation)) {
            draft.outcome = Outcome.FAILURE;
            String code = Fields.first(Fields.text(audit, "ErrorNumber"), Fields.text(audit, "LogonError"));
            draft.failureKind = EntraErrors.kindOf(code);
            if (draft.failureKind == FailureKind.OTHER) {
                draft.failureKind = EntraErrors.kindOf(Fields.text(audit, "LogonError"));
            }
            draft.attribute("error", code);
            return;
        }
        String status = Fields.text(audit, "ResultStatus");
        draft.outcome = status == null ? null : NormalisedForm.outcomeOrNull(status);
    }

    private static void placeFromDefender(EventDraft draft, JsonNode properties) {
        draft.country = Fields.text(properties, "CountryCode");
        draft.city = Fields.text(properties, "City");
        draft.attribute("isp", Fields.text(properties, "ISP"));
        draft.attribute(EventAttributes.ANONYMOUS_PROXY, Fields.text(properties, "IsAnonymousProxy"));
    }
}
