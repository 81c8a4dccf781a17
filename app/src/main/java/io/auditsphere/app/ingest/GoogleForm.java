package io.auditsphere.app.ingest;

import io.auditsphere.schemas.EventAttributes;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.Outcome;
import java.util.List;
import java.util.Locale;

/**
 * Google Workspace's activities as the Admin SDK Reports API returns them: one activity with one or more events, also
 * where a shipper made {@code events} a single object. Every event of an activity becomes one event here.
 */
final class GoogleForm implements Normaliser {

    private static final ProviderFingerprint FINGERPRINT =
            new ProviderFingerprint("google (Reports API)", List.of("kind", "id", "actor", "events"));

    private static final String[] TARGETS = {
        "USER_EMAIL", "user_email", "email_forwarding_destination_address", "grantee_email", "calendar_target"
    };
    private static final String[] ADMIN_PATHS = {
        "GROUP_EMAIL", "ORG_UNIT_NAME", "USER_EMAIL", "DOMAIN_NAME", "SETTING_NAME"
    };
    private static final String[] ADMIN_NAMES = {"SETTING_NAME", "ROLE_NAME", "APPLICATION_NAME", "USER_EMAIL"};
    private static final String[] PATHS = {
        "shared_drive_id", "team_drive_id", "doc_id", "calendar_id", "group_email", "client_id", "meeting_code"
    };
    private static final String[] NAMES = {"doc_title", "event_title", "app_name", "DEVICE_ID"};

    @Override
    public ProviderFingerprint fingerprint() {
        return FINGERPRINT;
    }

    @Override
    public boolean recognises(JsonValue object) {
        return object.path("events").isContainer()
                && (object.path("id").has("applicationName")
                        || "admin#reports#activity".equals(object.path("kind").asText()));
    }

    @Override
    public void normalise(JsonValue object, DraftSink drafts) {
        JsonValue events = object.path("events");
        if (events.isObject()) {
            drafts.add(draftOf(object, events, 0));
            return;
        }
        int index = 0;
        for (JsonValue event : events) {
            drafts.add(draftOf(object, event, index++));
        }
    }

    private static EventDraft draftOf(JsonValue activity, JsonValue event, int index) {
        GoogleParameters parameters = GoogleParameters.ofList(event.path("parameters"));
        JsonValue actor = activity.path("actor");
        JsonValue id = activity.path("id");
        String application = id.keyword("applicationName");
        String qualifier = id.text("uniqueQualifier");
        EventDraft draft = new EventDraft();
        draft.provider = "google";
        draft.creationTime = id.text("time");
        // One activity has one id and several events, so the event's place in it belongs to its id.
        draft.eventId =
                qualifier == null ? null : draft.creationTime + '/' + qualifier + '/' + application + '/' + index;
        GoogleIdentity.read(draft, actor, application, parameters);
        draft.clientIp = activity.text("ipAddress");
        if (draft.clientIp == null) {
            draft.clientIp = parameters.text("ip_address");
        }
        JsonValue network = activity.path("networkInfo");
        draft.country = network.text("regionCode");
        draft.attribute(EventAttributes.ASN, network.path("ipAsn").path(0).scalar());
        JsonValue resource = activity.path("resourceDetails").path(0);
        draft.resourcePath = resource.text("id");
        draft.resourceName = resource.text("title");
        fill(draft, application, event.keyword("name"), parameters);
        draft.attribute("event_type", event.text("type"));
        draft.attribute("owner_domain", activity.text("ownerDomain"));
        // The companions of one act share it, so that the act counts once.
        draft.attribute(EventAttributes.CORRELATION_ID, qualifier);
        return draft;
    }

    /** What the Reports form and the Cloud Logging form have in common: the event's name and its parameters. */
    static void fill(EventDraft draft, String application, String name, GoogleParameters parameters) {
        draft.operation = name;
        draft.catalogueName = application == null || name == null ? name : application + '.' + name;
        draft.userAgent = parameters.first("user_agent", "device_type", "app_name", "client_id");
        readResource(draft, application, parameters);
        draft.target = target(parameters);
        if (draft.target == null && GoogleSensitivity.isOpenToAnybody(parameters)) {
            draft.target = EventDraft.ANYBODY;
        }
        readOutcome(draft, application, name, parameters);
        draft.attribute("application", application);
        draft.attribute("visibility_change", parameters.text("visibility_change"));
        draft.attribute("visibility", parameters.text("visibility"));
        draft.attribute("doc_type", parameters.text("doc_type"));
        draft.attribute("scope", parameters.text("scope"));
        draft.attribute("primary_event", parameters.text("primary_event"));
        draft.attribute(EventAttributes.ROLE, parameters.text("ROLE_NAME"));
        draft.attribute(EventAttributes.APPLICATION_NAME, parameters.first("app_name", "APPLICATION_NAME"));
        if (!"admin".equals(application)) {
            // An administrator's act names the device that it was done to.
            draft.attribute(EventAttributes.DEVICE_ID, parameters.first("DEVICE_ID", "device_id"));
        }
        draft.sensitive = GoogleSensitivity.decide(draft, parameters);
    }

    /** Who got access: a person, or everybody at a domain, written as the end of their addresses. */
    private static String target(GoogleParameters parameters) {
        String user = parameters.text("target_user");
        String domain = user == null ? parameters.text("target_domain") : null;
        if (domain == null) {
            return user == null ? parameters.first(TARGETS) : user;
        }
        String bare = Text.stripped(domain);
        if (bare.equalsIgnoreCase("all")) {
            return EventDraft.ANYBODY;
        }
        return bare.indexOf('.') > 0 && bare.indexOf('@') < 0 ? '@' + bare : bare;
    }

    private static void readResource(EventDraft draft, String application, GoogleParameters parameters) {
        if ("admin".equals(application)) {
            draft.resourcePath = Fields.first(parameters.first(ADMIN_PATHS), draft.resourcePath);
            draft.resourceName = Fields.first(parameters.first(ADMIN_NAMES), draft.resourceName);
            return;
        }
        draft.resourcePath = Fields.first(parameters.first(PATHS), draft.resourcePath);
        draft.resourceName = Fields.first(parameters.first(NAMES), draft.resourceName);
        draft.attribute("doc_id", parameters.text("doc_id"));
        draft.attribute("owner", parameters.text("owner"));
    }

    /** No field says how it ended: the name does, and for challenges a parameter. */
    private static void readOutcome(EventDraft draft, String application, String name, GoogleParameters parameters) {
        if (name == null) {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        boolean login = "login".equals(application) || "saml".equals(application);
        String challenge = parameters.text("login_challenge_status");
        boolean challengeFailed =
                challenge != null && !challenge.toLowerCase(Locale.ROOT).contains("pass");
        if (lower.endsWith("login_failure") || lower.endsWith("login_failure_event")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.CREDENTIAL;
        } else if (login && lower.startsWith("suspicious_")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.POLICY;
        } else if (login && challengeFailed && lower.startsWith("login_")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.MFA;
        } else if (lower.startsWith("access_deny")) {
            draft.outcome = Outcome.FAILURE;
            draft.failureKind = FailureKind.POLICY;
        }
    }
}
