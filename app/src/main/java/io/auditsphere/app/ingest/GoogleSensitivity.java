package io.auditsphere.app.ingest;

import java.util.List;
import java.util.Locale;

/**
 * Which of Google's acts are sensitive by what they carry and not by their name. Each rule answers true or false, or null
 * where the event does not hold the value that decides: then the catalogue does.
 */
final class GoogleSensitivity {

    private static final List<String> FOR_ANYBODY = List.of("people_with_link", "public_on_the_web");
    private static final List<String> OPEN = List.of("people_with_link", "public_on_the_web", "shared_externally");
    private static final List<String> BROAD_SCOPES =
            List.of("mail.google.com", "auth/gmail", "auth/drive", "auth/admin", "auth/cloud-platform");
    private static final List<String> TELLING_SETTINGS = List.of(
            "SHARING", "OUTSIDE", "EXTERNAL", "DLP", "MARKETPLACE", "ALLOW_ALL", "PASSWORD", "2SV", "TWO_STEP", "API");
    private static final String PUBLIC_CALENDAR = "__public_principal__";

    private GoogleSensitivity() {}

    /** What the event's values say of it; null where they say nothing. */
    static Boolean decide(EventDraft draft, GoogleParameters parameters) {
        if (draft.catalogueName == null) {
            return null;
        }
        return switch (draft.catalogueName) {
            case "drive.change_user_access",
                    "drive.change_document_visibility",
                    "drive.change_document_access_scope",
                    "drive.change_acl_editors",
                    "drive.shared_drive_membership_change",
                    "drive.team_drive_membership_change",
                    "drive.sheets_import_range_access_change" -> openedOutside(draft, parameters);
            case "token.authorize" -> grantsBroadly(parameters);
            case "admin.CHANGE_APPLICATION_SETTING",
                    "admin.CREATE_APPLICATION_SETTING",
                    "admin.CHANGE_DOCS_SETTING",
                    "admin.CHANGE_CALENDAR_SETTING" -> settingIsTelling(parameters);
            case "calendar.change_calendar_acls" -> calendarIsPublic(parameters);
            default -> null;
        };
    }

    /** The document became visible outside, by link or on the web, or somebody of another domain got access. */
    static Boolean openedOutside(EventDraft draft, GoogleParameters parameters) {
        if ("false".equals(parameters.text("primary_event"))) {
            // A companion of the act that the user did; that one is judged.
            return false;
        }
        String change = parameters.text("visibility_change");
        String value = parameters.text("new_value");
        String target = parameters.text("target_user");
        String domain = parameters.text("target_domain");
        if (change == null && value == null && target == null && domain == null) {
            return null;
        }
        boolean foreignDomain = domain != null
                && (domain.equals("all")
                        || (MailDomain.ofOrNull(draft.userId) != null
                                && !domain.equalsIgnoreCase(MailDomain.ofOrNull(draft.userId))));
        return "external".equals(change)
                || holdsAny(value, OPEN)
                || foreignDomain
                || MailDomain.differ(draft.userId, target);
    }

    /** Whoever has the link, or everybody on the web, may open the document from now on. */
    static boolean isOpenToAnybody(GoogleParameters parameters) {
        return !"false".equals(parameters.text("primary_event")) && holdsAny(parameters.text("new_value"), FOR_ANYBODY);
    }

    /** An application may read mail or files, or administer. */
    static Boolean grantsBroadly(GoogleParameters parameters) {
        String scope = parameters.text("scope");
        return scope == null ? null : holdsAny(scope, BROAD_SCOPES);
    }

    /** The setting is about who outside gets what, or how people prove who they are. */
    static Boolean settingIsTelling(GoogleParameters parameters) {
        String setting = parameters.text("SETTING_NAME");
        return setting == null
                ? null
                : holdsAny(setting.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_'), TELLING_SETTINGS);
    }

    /** Everybody on the internet may see the calendar, or somebody gets it who is everybody. */
    static Boolean calendarIsPublic(GoogleParameters parameters) {
        String grantee = parameters.first("grantee_email", "access_level_grantee");
        if (grantee == null) {
            return null;
        }
        return grantee.startsWith(PUBLIC_CALENDAR) && !"none".equals(parameters.text("access_level"));
    }

    private static boolean holdsAny(String text, List<String> words) {
        if (text == null) {
            return false;
        }
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
