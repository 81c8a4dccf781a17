package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.util.List;

/** Oracle Cloud's audit events, in their CloudEvents envelope, as its SDKs describe them. */
final class OciForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT =
            new ProviderFingerprint("oci (audit)", List.of("eventType", "eventTime", "source", "data"));

    private static final String PREFIX = "com.oraclecloud.";

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonValue object) {
        return typeOf(object).startsWith(PREFIX);
    }

    /** CloudEvents 0.1 calls it eventType, 1.0 and the logging service type. */
    private static String typeOf(JsonValue object) {
        String type = object.keyword("eventType");
        type = type == null ? object.keyword("type") : type;
        return type == null ? "" : type;
    }

    /** Long operations are audited when they begin and when they end. */
    private static String operation(String type) {
        String name = type;
        for (String stage : new String[] {".begin", ".end"}) {
            name = name.endsWith(stage) ? name.substring(0, name.length() - stage.length()) : name;
        }
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue data = Fields.structured(object, "data");
        JsonValue identity = data.path("identity");
        String type = typeOf(object);
        EventDraft draft = new EventDraft();
        draft.provider = "oci";
        draft.eventId = Fields.firstText(object, "eventID", "eventId", "id");
        draft.creationTime = Fields.firstText(object, "eventTime", "time");
        draft.operation = Fields.first(data.text("eventName"), operation(type));
        draft.userId = Fields.firstText(identity, "principalName", "principalId");
        String principal = identity.text("principalId");
        boolean person = principal == null || principal.startsWith("ocid1.user.") || principal.contains("saml2idp");
        draft.userType = person ? null : UserType.SERVICE;
        draft.clientIp = identity.text("ipAddress");
        draft.userAgent = identity.text("userAgent");
        draft.resourcePath = Fields.firstText(data, "compartmentName", "compartmentId");
        draft.resourceName = Fields.firstText(data, "resourceName", "resourceId");
        String status = Fields.textAt(data, "response", "status");
        if (status != null) {
            boolean refused = status.equals("401") || status.equals("403");
            draft.outcome = status.startsWith("4") || status.startsWith("5") ? Outcome.FAILURE : Outcome.SUCCESS;
            draft.failureKind = refused ? FailureKind.POLICY : FailureKind.OTHER;
        }
        draft.attribute("event_source", object.text("source"));
        draft.attribute("tenant_id", identity.text("tenantId"));
        drafts.add(draft);
    }
}
