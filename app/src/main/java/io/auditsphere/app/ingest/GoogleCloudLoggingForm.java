package io.auditsphere.app.ingest;

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
    public boolean recognises(JsonValue object) {
        return object.path("protoPayload").has("methodName")
                || object.path("protoPayload").has("authenticationInfo");
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue events = object.path("protoPayload").path("metadata").path("event");
        if (!events.isArray() || events.isEmpty()) {
            drafts.add(methodDraft(object));
            return;
        }
        int index = 0;
        for (JsonValue event : events) {
            EventDraft draft = entryDraft(object, index++);
            String application = application(object);
            draft.userType = GoogleIdentity.userType(object.path("actor"), application, draft.userId);
            GoogleForm.fill(
                    draft, application, event.text("eventName"), GoogleParameters.ofList(event.path("parameter")));
            draft.attribute(
                    EventAttributes.CORRELATION_ID,
                    Fields.textAt(object, "protoPayload", "metadata", "activityId", "uniqQualifier"));
            draft.attribute("event_type", event.text("eventType"));
            drafts.add(draft);
        }
    }

    private static EventDraft methodDraft(JsonValue object) {
        JsonValue payload = object.path("protoPayload");
        EventDraft draft = entryDraft(object, 0);
        draft.operation = payload.text("methodName");
        draft.resourcePath = payload.text("serviceName");
        draft.resourceName = payload.text("resourceName");
        String code = Fields.textAt(payload, "status", "code");
        draft.outcome = code == null || code.equals("0") ? Outcome.SUCCESS : Outcome.FAILURE;
        draft.userType = GoogleIdentity.userType(object.path("actor"), null, draft.userId);
        return draft;
    }

    private static EventDraft entryDraft(JsonValue object, int index) {
        JsonValue payload = object.path("protoPayload");
        EventDraft draft = new EventDraft();
        draft.provider = "google";
        String insertId = object.text("insertId");
        // The time of receipt lags by an hour and more; the entry's own time is the event's.
        draft.creationTime = object.text("timestamp");
        draft.eventId = insertId == null ? null : draft.creationTime + '/' + insertId + '/' + index;
        draft.userId = Fields.textAt(payload, "authenticationInfo", "principalEmail");
        draft.clientIp = Fields.textAt(payload, "requestMetadata", "callerIp");
        draft.userAgent = Fields.textAt(payload, "requestMetadata", "callerSuppliedUserAgent");
        return draft;
    }

    /** {@code login.googleapis.com} and {@code google.login.LoginService.loginSuccess} both say {@code login}. */
    private static String application(JsonValue object) {
        String service = Fields.textAt(object, "protoPayload", "serviceName");
        int dot = service == null ? -1 : service.indexOf('.');
        return dot < 0 ? null : service.substring(0, dot);
    }
}
