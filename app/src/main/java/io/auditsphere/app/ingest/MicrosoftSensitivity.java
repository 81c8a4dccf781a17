package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import java.util.Locale;

/**
 * Which of Microsoft's acts are sensitive by what they carry and not by their name. Each rule answers true or false, or
 * null where the record does not hold the value that decides: then the catalogue does.
 */
final class MicrosoftSensitivity {

    private MicrosoftSensitivity() {}

    /** What the record's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, JsonValue audit) {
        if (draft.operation == null) {
            return null;
        }
        return switch (draft.operation.strip()) {
            case "Set-Mailbox", "Set-CASMailbox", "Set-MailboxAutoReplyConfiguration" -> mailboxOpened(audit);
            case "New-InboxRule", "Set-InboxRule" -> inboxRuleHides(audit);
            case "UpdateInboxRules" -> OutlookRules.hides(audit);
            case "Set-AdminAuditLogConfig" -> auditLogStopped(audit);
            case "Set-MailboxAuditBypassAssociation" -> isSet(audit, "AuditBypassEnabled");
            case "New-TransportRule", "Set-TransportRule" -> transportRuleDiverts(audit);
            case "Add member to role.", "Add eligible member to role.", "Add member to role" -> roleIsPrivileged(audit);
            case "Consent to application.", "Consent to application" -> consentIsForAll(audit);
            case "Update user.", "Update user" -> secondFactorRemoved(audit) ? Boolean.TRUE : null;
            case "SharingInvitationCreated",
                    "SharedLinkCreated",
                    "SecureLinkCreated",
                    "AddedToSecureLink",
                    "AccessInvitationCreated" -> sharedOutside(draft, audit);
            default -> null;
        };
    }

    /** The act made or changed a link that opens for whoever has it; the record names nobody then. */
    static boolean isLinkForAnybody(EventDraft draft) {
        return "AnonymousLinkCreated".equals(draft.operation) || "AnonymousLinkUpdated".equals(draft.operation);
    }

    /** Mail goes elsewhere, somebody else may write in the owner's name, or the mailbox is audited no more. */
    static Boolean mailboxOpened(JsonValue audit) {
        return MicrosoftParameters.of(audit).isMissing() ? null : mailboxChangeOrNull(audit) != null;
    }

    /** Which of the three it is, by its name in {@link EventAttributes#MAILBOX_CHANGE}, the worst first; null if none. */
    static String mailboxChangeOrNull(JsonValue audit) {
        MicrosoftParameters parameters = MicrosoftParameters.of(audit);
        if (parameters.valueOrNull("ForwardingSmtpAddress") != null
                || parameters.valueOrNull("ForwardingAddress") != null) {
            return EventAttributes.MAILBOX_FORWARDS;
        }
        if (isFalse(parameters.valueOrNull("AuditEnabled"))) {
            return EventAttributes.MAILBOX_UNAUDITED;
        }
        return parameters.valueOrNull("GrantSendOnBehalfTo") == null ? null : EventAttributes.MAILBOX_DELEGATED;
    }

    /**
     * The rule forwards, deletes, or moves mail to where nobody looks; a name of one character is a habit of thieves. The
     * parameters are those of the cmdlets New-InboxRule and Set-InboxRule (Exchange PowerShell reference).
     */
    static Boolean inboxRuleHides(JsonValue audit) {
        MicrosoftParameters parameters = MicrosoftParameters.of(audit);
        if (parameters.isMissing()) {
            return null;
        }
        String folder = parameters.valueOrNull("MoveToFolder");
        String lowerFolder = folder == null ? "" : folder.toLowerCase(Locale.ROOT);
        String name = parameters.valueOrNull("Name");
        return parameters.valueOrNull("ForwardTo") != null
                || parameters.valueOrNull("RedirectTo") != null
                || parameters.valueOrNull("ForwardAsAttachmentTo") != null
                || "true".equalsIgnoreCase(parameters.valueOrNull("DeleteMessage"))
                || lowerFolder.contains("rss")
                || lowerFolder.contains("archive")
                || lowerFolder.contains("conversation history")
                || lowerFolder.contains("deleted items")
                || lowerFolder.contains("junk")
                || (name != null && name.strip().length() == 1);
    }

    /** The organisation's audit log, or that of its administrators, is switched off; switched on it is no harm. */
    static Boolean auditLogStopped(JsonValue audit) {
        MicrosoftParameters parameters = MicrosoftParameters.of(audit);
        String unified = parameters.valueOrNull("UnifiedAuditLogIngestionEnabled");
        String admins = parameters.valueOrNull("AdminAuditLogEnabled");
        if (unified == null && admins == null) {
            return null;
        }
        return isFalse(unified) || isFalse(admins);
    }

    /** Whether a switch of the cmdlet was turned on; null where the record does not have it. */
    static Boolean isSet(JsonValue audit, String parameter) {
        String value = MicrosoftParameters.of(audit).valueOrNull(parameter);
        return value == null ? null : !isFalse(value);
    }

    /** PowerShell writes {@code False}, in a command line {@code $false}. */
    private static boolean isFalse(String value) {
        return value != null && value.toLowerCase(Locale.ROOT).endsWith("false");
    }

    /** The organisation's mail is copied or redirected. */
    static Boolean transportRuleDiverts(JsonValue audit) {
        MicrosoftParameters parameters = MicrosoftParameters.of(audit);
        if (parameters.isMissing()) {
            return null;
        }
        return parameters.valueOrNull("BlindCopyTo") != null
                || parameters.valueOrNull("CopyTo") != null
                || parameters.valueOrNull("AddToRecipients") != null
                || parameters.valueOrNull("RedirectMessageTo") != null;
    }

    /** Every administrator's role is privileged; reading roles are not. */
    static Boolean roleIsPrivileged(JsonValue audit) {
        String role = MicrosoftParameters.modifiedOrNull(audit, "Role.DisplayName");
        return role == null ? null : role.toLowerCase(Locale.ROOT).contains("admin");
    }

    /** An administrator consented, or for everybody. */
    static Boolean consentIsForAll(JsonValue audit) {
        String admin = MicrosoftParameters.modifiedOrNull(audit, "ConsentContext.IsAdminConsent");
        String everybody = MicrosoftParameters.modifiedOrNull(audit, "ConsentContext.OnBehalfOfAll");
        if (admin == null && everybody == null) {
            return null;
        }
        return saysTrue(admin) || saysTrue(everybody);
    }

    /** The user had a second factor before and has none after. */
    static boolean secondFactorRemoved(JsonValue audit) {
        String before = MicrosoftParameters.originalOrNull(audit, "StrongAuthenticationMethod");
        String after = MicrosoftParameters.modifiedOrNull(audit, "StrongAuthenticationMethod");
        boolean had = before != null && !before.strip().equals("[]");
        return had && (after == null || after.strip().equals("[]"));
    }

    /** Shared with a guest; where the record does not say what the grantee is, with somebody of another mail domain. */
    static Boolean sharedOutside(EventDraft draft, JsonValue audit) {
        String type = audit.text("TargetUserOrGroupType");
        if (type == null && draft.target == null) {
            return null;
        }
        boolean guest = "Guest".equalsIgnoreCase(type) || "Partner".equalsIgnoreCase(type);
        boolean marked =
                draft.target != null && draft.target.toLowerCase(Locale.ROOT).contains("#ext#");
        boolean foreign = type == null && MailDomain.differ(draft.userId, draft.target);
        return guest || marked || foreign;
    }

    /** Values are JSON in text: {@code "True"} with its quotes. */
    private static boolean saysTrue(String value) {
        return value != null && value.toLowerCase(Locale.ROOT).contains("true");
    }
}
