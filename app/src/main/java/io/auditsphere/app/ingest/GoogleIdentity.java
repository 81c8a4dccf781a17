package io.auditsphere.app.ingest;

import io.auditsphere.schemas.UserType;
import java.util.Locale;

/**
 * Who acted in a Google activity: the actor's address, else where the application keeps the name of a user whom the actor
 * does not name, else the key of a caller that is no person, else the number of a profile.
 */
final class GoogleIdentity {

    private GoogleIdentity() {}

    static void read(EventDraft draft, JsonValue actor, String application, GoogleParameters parameters) {
        String email = actor.text("email");
        String named = email == null && application != null ? named(application, parameters) : null;
        draft.userId = Fields.first(email, named, actor.text("key"), actor.text("profileId"));
        boolean visitor = "drive".equals(application) && email == null && !actor.has("key");
        if (visitor) {
            // Drive reports a visitor who is not signed in without an address.
            draft.userId = Fields.first(draft.userId, "anonymous");
            draft.userType = UserType.GUEST;
        } else if (named != null) {
            draft.userType = "true".equals(parameters.text("is_external")) ? UserType.EXTERNAL : null;
        } else {
            draft.userType = userType(actor, application, draft.userId);
        }
    }

    /** Devices and calls act with no account of their own; who was at them stands in a parameter. */
    private static String named(String application, GoogleParameters parameters) {
        return switch (application) {
            case "chrome", "mobile" -> parameters.first("DEVICE_USER", "USER_EMAIL");
            case "meet" -> parameters.text("identifier");
            case "login", "user_accounts" -> parameters.text("affected_email_address");
            default -> null;
        };
    }

    /** The kind of account that the caller, the application or the id itself gives away; null if none does. */
    static UserType userType(JsonValue actor, String application, String userId) {
        String id = userId == null ? "" : userId.toLowerCase(Locale.ROOT);
        boolean service = "KEY".equals(actor.text("callerType")) || id.equals("system");
        if (service || id.endsWith("gserviceaccount.com")) {
            return UserType.SERVICE;
        }
        return "admin".equals(application) ? UserType.ADMIN : null;
    }
}
