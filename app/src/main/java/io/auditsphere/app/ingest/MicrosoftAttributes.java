package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;

/** The native values of a Microsoft record that detectors and readers need beside the normalised fields. */
final class MicrosoftAttributes {

    private MicrosoftAttributes() {}

    static void read(EventDraft draft, JsonValue audit) {
        draft.attribute("workload", Fields.firstText(audit, "Workload", "OfficeWorkload"));
        draft.attribute("record_type", audit.text("RecordType"));
        draft.attribute(EventAttributes.CORRELATION_ID, correlationId(audit));
        draft.attribute("application_id", Fields.firstText(audit, "ApplicationId", "AppId", "ClientAppId"));
        draft.attribute("relative_url", audit.text("SourceRelativeUrl"));
        draft.attribute("target_type", audit.text("TargetUserOrGroupType"));
        draft.attribute("permission", permissionOrNull(audit.text("EventData")));
        draft.attribute(EventAttributes.ROLE, roleOrNull(audit));
        draft.attribute(EventAttributes.APPLICATION_NAME, applicationOrNull(draft));
        if ("Set-Mailbox".equals(draft.operation)) {
            draft.attribute(EventAttributes.MAILBOX_CHANGE, MicrosoftSensitivity.mailboxChangeOrNull(audit));
        }
        String device = deviceOrNull(audit, "Id");
        draft.attribute(EventAttributes.DEVICE_ID, device == null ? audit.text("DeviceId") : device);
    }

    /** What the device of a sign-in is or runs; the list says so by name. */
    static String deviceOrNull(JsonValue audit, String property) {
        return Fields.named(Fields.structured(audit, "DeviceProperties"), "Name", property, "Value");
    }

    private static String correlationId(JsonValue audit) {
        String id = audit.text("CorrelationId");
        if (id == null) {
            id = audit.path("AppAccessContext").text("CorrelationId");
        }
        return id == null ? audit.text("InterSystemsId") : id;
    }

    /** The role that was given: Entra's by its name, an application's by its value, Exchange's from the cmdlet. */
    private static String roleOrNull(JsonValue audit) {
        if (audit.has("ModifiedProperties")) {
            String role = Fields.first(
                    MicrosoftParameters.modifiedOrNull(audit, "Role.DisplayName"),
                    MicrosoftParameters.modifiedOrNull(audit, "AppRole.Value"));
            return MicrosoftParameters.unquoted(role);
        }
        return audit.has("Parameters") ? MicrosoftParameters.of(audit).valueOrNull("Role") : null;
    }

    /** The application that somebody consented to. */
    private static String applicationOrNull(EventDraft draft) {
        boolean consent = draft.operation != null
                && draft.operation.strip().regionMatches(true, 0, "Consent to application", 0, 22);
        return consent ? draft.target : null;
    }

    /** SharePoint tells the permission of a share in XML: {@code <Type>Edit</Type>}. */
    private static String permissionOrNull(String eventData) {
        int start = eventData == null ? -1 : eventData.indexOf("<Type>");
        int end = start < 0 ? -1 : eventData.indexOf("</Type>", start);
        return end < 0 ? null : eventData.substring(start + "<Type>".length(), end);
    }
}
