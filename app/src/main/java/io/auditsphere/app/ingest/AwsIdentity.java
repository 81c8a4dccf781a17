package io.auditsphere.app.ingest;

import io.auditsphere.schemas.UserType;

/**
 * Who acted in a CloudTrail record. People who assume a role are known by the name of their session, which identity
 * centres set to their address; machines by the role, since their sessions have a new name every hour and each would be
 * a new user.
 */
final class AwsIdentity {

    private AwsIdentity() {}

    /** Who acted; a record of what a service did on its own names nobody but the service. */
    static void read(EventDraft draft, JsonValue record) {
        JsonValue identity = record.path("userIdentity");
        readIdentity(draft, identity);
        if (draft.userId == null && "AwsServiceEvent".equals(record.text("eventType"))) {
            draft.userId = record.text("eventSource");
            draft.userType = UserType.SERVICE;
        }
    }

    private static void readIdentity(EventDraft draft, JsonValue identity) {
        String type = identity.text("type");
        String arn = identity.text("arn");
        String invokedBy = identity.text("invokedBy");
        String userName = identity.text("userName");
        draft.attribute("identity_type", type);
        draft.attribute("identity_arn", arn);
        switch (type == null ? "" : type) {
            case "Root" -> {
                draft.userId = Fields.first(userName, "root");
                draft.userType = UserType.ADMIN;
            }
            case "AssumedRole" -> readRole(draft, identity, arn, invokedBy);
            case "AWSService" -> {
                draft.userId = Fields.first(invokedBy, userName);
                draft.userType = UserType.SERVICE;
            }
            case "AWSAccount" -> {
                String principal = identity.text("principalId");
                boolean anonymous = "ANONYMOUS_PRINCIPAL".equals(identity.text("accountId"))
                        || "ANONYMOUS_PRINCIPAL".equals(principal);
                draft.userId = anonymous ? "anonymous" : Fields.first(arn, principal, identity.text("accountId"));
                draft.userType = anonymous ? UserType.GUEST : UserType.EXTERNAL;
            }
            default -> {
                draft.userId = Fields.first(
                        userName,
                        Fields.lastSegment(arn),
                        Fields.textAt(identity, "onBehalfOf", "userId"),
                        identity.text("principalId"),
                        invokedBy);
                draft.userType = userName == null && arn == null && invokedBy != null ? UserType.SERVICE : null;
            }
        }
    }

    private static void readRole(EventDraft draft, JsonValue identity, String arn, String invokedBy) {
        String session = Fields.lastSegment(arn);
        if (session == null) {
            String principal = identity.text("principalId");
            int colon = principal == null ? -1 : principal.indexOf(':');
            session = colon < 0 ? principal : principal.substring(colon + 1);
        }
        String role = Fields.first(
                Fields.textAt(identity, "sessionContext", "sessionIssuer", "userName"),
                Fields.lastSegment(Fields.parent(arn)));
        boolean service = (invokedBy != null && invokedBy.endsWith("amazonaws.com"))
                || (role != null && role.startsWith("AWSServiceRole"))
                || (session != null && isMachineMade(session));
        String name = identity.text("userName");
        draft.userId = service ? Fields.first(role, session) : Fields.first(session, role, name);
        draft.userType = service ? UserType.SERVICE : UserType.USER;
        draft.attribute("assumed_role", role);
    }

    /** Instance ids, numbers, and what SDKs name a session that nobody named. */
    private static boolean isMachineMade(String session) {
        if (session.startsWith("i-")
                || session.startsWith("botocore-session-")
                || session.startsWith("aws-sdk-")
                || session.startsWith("aws-go-sdk-")) {
            return true;
        }
        int letters = 0;
        for (int i = 0; i < session.length(); i++) {
            char c = session.charAt(i);
            boolean hexOrPunctuation = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
            letters += hexOrPunctuation ? 0 : 1;
        }
        return letters == 0 && session.length() >= 8;
    }
}
