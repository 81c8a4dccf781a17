package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;

/**
 * A Kubernetes audit event ({@code audit.k8s.io/v1}), which managed clusters hand on as text within their cloud's own
 * record: the record around it says nothing but that there is one.
 */
final class KubernetesAudit {

    private static final String SYSTEM = "system:";
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private KubernetesAudit() {}

    /** Whether the node is such an event: every one has a verb. */
    static boolean recognises(JsonValue log) {
        return log.text("verb") != null;
    }

    /** Reads an event that {@link #recognises} said is one. */
    static void read(EventDraft draft, JsonValue audit) {
        JsonValue object = audit.path("objectRef");
        String verb = audit.text("verb");
        String resource = resource(object);
        String user = Fields.textAt(audit, "user", "username");
        draft.eventId = eventId(audit);
        draft.creationTime = Fields.firstText(audit, "requestReceivedTimestamp", "stageTimestamp");
        draft.operation = resource == null ? verb : verb + ' ' + resource;
        draft.category = category(verb, object);
        draft.userId = user;
        draft.userType = userType(user);
        draft.clientIp = audit.path("sourceIPs").path(0).scalar();
        draft.userAgent = audit.text("userAgent");
        draft.resourcePath = Fields.first(object.text("namespace"), draft.resourcePath);
        draft.resourceName = object.text("name");
        draft.sensitive = !isSystem(user) && opensCluster(verb, object);
        readOutcome(draft, Fields.textAt(audit, "responseStatus", "code"));
    }

    /** One request is written at several stages under one id. */
    private static String eventId(JsonValue audit) {
        String id = audit.text("auditID");
        return id == null ? null : id + '/' + Fields.first(audit.text("stage"), "");
    }

    private static String resource(JsonValue object) {
        String resource = object.text("resource");
        String part = object.text("subresource");
        return part == null || resource == null ? resource : resource + '/' + part;
    }

    private static OperationCategory category(String verb, JsonValue object) {
        boolean reads = verb.equals("get") || verb.equals("list") || verb.equals("watch");
        if (!reads && (isAccessControl(object) || "token".equals(object.text("subresource")))) {
            return OperationCategory.ADMIN;
        }
        return switch (verb) {
            case "get", "list", "watch" -> OperationCategory.ACCESS;
            case "create", "update", "patch" -> OperationCategory.MODIFICATION;
            case "delete", "deletecollection" -> OperationCategory.DELETION;
            default -> OperationCategory.OTHER;
        };
    }

    private static boolean isAccessControl(JsonValue object) {
        return "rbac.authorization.k8s.io".equals(object.text("apiGroup"));
    }

    /** A command in somebody's container, a secret read, a right or a token given. */
    static boolean opensCluster(String verb, JsonValue object) {
        String resource = Fields.first(object.text("resource"), "");
        String part = Fields.first(object.text("subresource"), "");
        boolean reads = verb.equals("get") || verb.equals("list") || verb.equals("watch");
        return (resource.equals("pods") && (part.equals("exec") || part.equals("attach")))
                || (resource.equals("secrets") && reads)
                || (resource.equals("serviceaccounts") && part.equals("token"))
                || (isAccessControl(object) && !reads);
    }

    /** The cluster's own parts; a service account is the customer's. */
    private static boolean isSystem(String user) {
        return user != null
                && user.startsWith(SYSTEM)
                && !user.startsWith(SERVICE_ACCOUNT)
                && !user.equals("system:anonymous");
    }

    private static UserType userType(String user) {
        if (user == null || !user.startsWith(SYSTEM)) {
            return null;
        }
        return user.equals("system:anonymous") ? UserType.GUEST : UserType.SERVICE;
    }

    private static void readOutcome(EventDraft draft, String code) {
        if (code == null) {
            return;
        }
        boolean failed = code.startsWith("4") || code.startsWith("5");
        draft.outcome = failed ? Outcome.FAILURE : Outcome.SUCCESS;
        draft.failureKind = code.equals("401") || code.equals("403") ? FailureKind.POLICY : FailureKind.OTHER;
    }
}
