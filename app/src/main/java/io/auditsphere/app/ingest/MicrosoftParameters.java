package io.auditsphere.app.ingest;

/**
 * The parameters of a cmdlet as the audit log keeps them: usually a list of {@code {Name, Value}}, in some workloads one
 * string {@code -Name "value" -Other "value"}, in Sentinel the list as JSON text. Read once a record. Immutable.
 */
final class MicrosoftParameters {

    private static final MicrosoftParameters NONE = new MicrosoftParameters(JsonValue.MISSING, null);

    private static final String[] FORWARDING = {
        "ForwardingSmtpAddress",
        "ForwardingAddress",
        "ForwardTo",
        "RedirectTo",
        "ForwardAsAttachmentTo",
        "BlindCopyTo",
        "CopyTo",
        "AddToRecipients",
        "RedirectMessageTo"
    };

    private final JsonValue parameters;
    private final String text;

    private MicrosoftParameters(JsonValue parameters, String text) {
        this.parameters = parameters;
        this.text = text;
    }

    /** The parameters of a record; none where it has none. */
    static MicrosoftParameters of(JsonValue audit) {
        JsonValue parameters = audit.path("Parameters");
        if (!parameters.isTextual()) {
            return parameters.isMissing() ? NONE : new MicrosoftParameters(parameters, null);
        }
        String text = parameters.textValue();
        JsonValue list = JsonText.containerOrNull(text);
        return list != null && list.isArray()
                ? new MicrosoftParameters(list, null)
                : new MicrosoftParameters(parameters, text);
    }

    /** Whether the record has no parameters, not even an empty list of them. */
    boolean isMissing() {
        return parameters.isMissing();
    }

    /** The parameter's value; null if it is absent or empty, which is how a setting is taken back. */
    String valueOrNull(String name) {
        if (parameters.isMissing()) {
            return null;
        }
        return text == null ? Fields.named(parameters, "Name", name, "Value") : valueInText(name);
    }

    /** The first address that mail is forwarded to, or null. */
    String forwardingAddress() {
        for (String name : FORWARDING) {
            String address = valueOrNull(name);
            if (address != null) {
                return address.regionMatches(true, 0, "smtp:", 0, 5) ? address.substring(5) : address;
            }
        }
        return null;
    }

    /** Whom a cmdlet gave a role or a mailbox to, or null. */
    String granteeOrNull() {
        return Fields.first(
                valueOrNull("User"),
                valueOrNull("Trustee"),
                valueOrNull("SecurityGroup"),
                valueOrNull("GrantSendOnBehalfTo"));
    }

    private String valueInText(String name) {
        int at = text.indexOf("-" + name + " ");
        if (at < 0) {
            return null;
        }
        int start = at + name.length() + 2;
        boolean quoted = start < text.length() && text.charAt(start) == '"';
        int from = quoted ? start + 1 : start;
        int end = text.indexOf(quoted ? '"' : ' ', from);
        String value = text.substring(Math.min(from, text.length()), end < 0 ? text.length() : end);
        return value.isBlank() ? null : value;
    }

    /** The new value of a modified property; null where the record has none of that name. */
    static String modifiedOrNull(JsonValue audit, String property) {
        return modified(audit, property, "NewValue");
    }

    /** The old value of a modified property; null where the record has none of that name. */
    static String originalOrNull(JsonValue audit, String property) {
        return modified(audit, property, "OldValue");
    }

    /** Values are JSON in text, {@code "Global Administrator"} with its quotes; this is what stands between them. */
    static String unquoted(String value) {
        boolean quoted = value != null && value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String modified(JsonValue audit, String property, String side) {
        return Fields.named(Fields.structured(audit, "ModifiedProperties"), "Name", property, side);
    }
}
