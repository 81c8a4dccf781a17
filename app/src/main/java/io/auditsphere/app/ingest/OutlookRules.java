package io.auditsphere.app.ingest;

import java.util.Locale;

/**
 * What a mail rule does that somebody set in Outlook. Outlook tells the server no cmdlet's parameters; the record has the
 * rule itself in {@code OperationProperties}, a list of {@code {Name, Value}} of which {@code Actions} names what the rule
 * does, {@code Name} the rule, {@code RuleOperation} whether it was added, modified or removed, and {@code ServerRule} is
 * JSON text with all of it and the recipients; some records have {@code RuleActions} and {@code RuleName} in their place.
 *
 * <p>Sources: the properties are those that the "Microsoft-Analyzer-Suite" (LETHAL FORENSICS) and Splunk's detection "O365
 * New Email Forwarding Rule Enabled" read; the actions' names are those of Exchange's own enumeration
 * {@code Microsoft.Exchange.Data.Storage.ActionType}, which has no others that forward, delete or move.
 */
final class OutlookRules {

    private static final String[] DIVERTING = {
        "forwardtorecipientsaction",
        "forwardasattachmenttorecipientsaction",
        "redirecttorecipientsaction",
        "deleteaction", // also PermanentDeleteAction
        "\"actiontype\":\"forward",
        "\"actiontype\":\"redirect",
        "\"actiontype\":\"delete",
        "\"actiontype\":\"permanentdelete"
    };
    private static final String[] MOVING = {"movetofolderaction", "\"actiontype\":\"move"};
    private static final String[] HIDDEN_FOLDERS = {"rss", "archive"};

    private OutlookRules() {}

    /** Whether the rule forwards, deletes or hides mail; null where the record does not have the rule. */
    static Boolean hides(JsonValue audit) {
        JsonValue properties = Fields.structured(audit, "OperationProperties");
        if (properties.isMissing()) {
            return MicrosoftSensitivity.inboxRuleHides(audit);
        }
        String operation = Fields.named(properties, "Name", "RuleOperation", "Value");
        if (operation != null && operation.toLowerCase(Locale.ROOT).startsWith("remove")) {
            return false;
        }
        String name = Fields.first(
                Fields.named(properties, "Name", "RuleName", "Value"),
                Fields.named(properties, "Name", "Name", "Value"));
        if (name != null && name.strip().length() == 1) {
            return true;
        }
        for (JsonValue property : properties) {
            String value = property.text("Value");
            String lower = value == null ? "" : value.toLowerCase(Locale.ROOT).replace(" ", "");
            if (holdsAny(lower, DIVERTING) || (holdsAny(lower, MOVING) && holdsAny(lower, HIDDEN_FOLDERS))) {
                return true;
            }
        }
        return false;
    }

    /** The first address in the rule's list of recipients; null if it names none. */
    static String recipientOrNull(JsonValue audit) {
        for (JsonValue property : Fields.structured(audit, "OperationProperties")) {
            String address = addressOrNull(Fields.structured(property, "Value").findPath("Recipients"));
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private static String addressOrNull(JsonValue recipients) {
        if (recipients.isTextual()) {
            String text = recipients.scalar();
            return text != null && text.indexOf('@') > 0 ? text : null;
        }
        for (JsonValue one : recipients) {
            String address = addressOrNull(one);
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    private static boolean holdsAny(String text, String[] words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
