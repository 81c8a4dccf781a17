package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.Outcome;
import java.util.List;

/**
 * Google Workspace's audit logs as Cloud Logging carries them when they are shared with Google Cloud: an audit log entry
 * whose {@code protoPayload.metadata.event} lists the events, with parameters under names of their own. An entry without
 * such a list is an audit log of Google Cloud itself and is read by its method.
 */
final class GoogleCloudLoggingForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT = new ProviderFingerprint(
            "google (Cloud Logging)", List.of("protoPayload", "insertId", "timestamp", "logName"));

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonNode object) {
        return object.path("protoPayload").has("methodName")
                || object.path("protoPayload").has("authenticationInfo");
    }

    @Override
    public void normalise(JsonNode object, DraftSink drafts) {
        JsonNode events = object.path("protoPayload").path("metadata").path("event");
        if (!events.isArray() || events.isEmpty()) {
            drafts.add(methodDraft(object));
            return;
        }
        int index = 0;
        for (JsonNode event : events) {
            EventDraft draft = entryDraft(object, index++);
            String application = application(object);
            draft.userType = GoogleIdentity.userType(object.path("actor"), application, draft.userId);
            GoogleForm.fill(
                    draft,
                    application,
                    Fields.text(event, "eventName"),
                    GoogleParameters.ofList(event.path("parameter")));
            draft.attribute(
                    EventAttributes.CORRELATION_ID,
                    Fields.textAt(object, "protoPayload", "metadata", "activityId", "uniqQualifier"));
            draft.attribute("event_type", Fields.text(event, "eventType"));
            drafts.add(draft);
        }
    }

    private static EventDraft methodDraft(JsonNode object) {
        JsonNode payload = object.path("protoPayload");
        EventDraft draft = entryDraft(object, 0);
        draft.operation = Fields.text(payload, "methodName");
        draft.resourcePath = Fields.text(payload, "serviceName");
        draft.resourceName = Fields.text(payload, "resourceName");
        String code = Fields.textAt(payload, "status", "code");
        draft.outcome = code == null || code.equals("0") ? Outcome.SUCCESS : Outcome.FAILURE;
        draft.userType = GoogleIdentity.userType(object.path("actor"), null, draft.userId);
        return draft;
    }

    private static EventDraft entryDraft(JsonNode object, int index) {
        JsonNode payload = object.path("protoPayload");
        EventDraft draft = new EventDraft();
        draft.provider = "google";
        String insertId = Fields.text(object, "insertId");
        // The time of receipt lags by an hour and more; the entry's own time is the event's.
        draft.creationTime = Fields.text(object, "timestamp");
        draft.eventId = insertId == null ? null : draft.creationTime + '/' + insertId + '/' + index;
        draft.userId = Fields.textAt(payload, "authenticationInfo", "principalEmail");
        draft.clientIp = Fields.textAt(payload, "requestMetadata", "callerIp");
        draft.userAgent = Fields.textAt(payload, "requestMetadata", "callerSuppliedUserAgent");
        return draft;
    }

    /** {@code login.googleapis.com} and {@code google.login.LoginService.loginSuccess} both say {@code login}. */
    private static String application(JsonNode object) {
        String service = Fields.textAt(object, "protoPayload", "serviceName");
        int dot = service == null ? -1 : service.indexOf('.');
        return dot < 0 ? null : service.substring(0, dot);
    }
}
