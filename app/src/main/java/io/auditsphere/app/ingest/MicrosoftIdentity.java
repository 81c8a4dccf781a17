package io.auditsphere.app.ingest;

import io.auditsphere.schemas.UserType;
import java.util.Locale;

/**
 * What Microsoft's user ids and user type numbers say. Source: the Office 365 Management Activity API schema
 * (UserType), and what SharePoint and Entra write as ids of guests, anonymous visitors and the system itself.
 */
final class MicrosoftIdentity {

    private static final String GUEST_MARK = "#ext#";
    private static final String ANONYMOUS = "urn:spo:anon#";
    private static final String LINK_GUEST = "urn:spo:guest#";

    private MicrosoftIdentity() {}

    /** The kind of account that a UserType says, a number from 0 to 10 or its name; null for anything else. */
    static UserType userTypeOrNull(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "0", "regular", "1", "reserved" -> UserType.USER;
            case "2", "admin" -> UserType.ADMIN;
            case "3", "dcadmin", "4", "system", "5", "application", "6", "serviceprincipal" -> UserType.SERVICE;
            case "7", "custompolicy", "8", "systempolicy" -> UserType.SERVICE;
            case "9", "partnertechnician" -> UserType.EXTERNAL;
            case "10", "guest" -> UserType.GUEST;
            default -> null;
        };
    }

    /** The kind of account that the folded user id gives away whatever the user type says; null if it does not. */
    static UserType userTypeByIdOrNull(String foldedId) {
        boolean marked = foldedId.indexOf('#') >= 0;
        if (marked
                && (foldedId.contains(GUEST_MARK)
                        || foldedId.startsWith(ANONYMOUS)
                        || foldedId.startsWith(LINK_GUEST))) {
            return UserType.GUEST;
        }
        return switch (foldedId) {
            case "anonymous" -> UserType.GUEST;
            case "sharepoint\\system", "app@sharepoint", "s-1-5-18", "certificate" -> UserType.SERVICE;
            default ->
                foldedId.startsWith("nt authority\\") || foldedId.startsWith("serviceprincipal_")
                        ? UserType.SERVICE
                        : null;
        };
    }

    /**
     * The address of a guest: {@code name_domain.com#ext#@tenant} and {@code urn:spo:guest#name@domain.com} become
     * {@code name@domain.com}; any other folded id stays as it is.
     */
    static String unmangled(String foldedId) {
        if (foldedId.startsWith(LINK_GUEST) && foldedId.length() > LINK_GUEST.length()) {
            return foldedId.substring(LINK_GUEST.length());
        }
        int mark = foldedId.indexOf(GUEST_MARK);
        if (mark <= 0) {
            return foldedId;
        }
        // A domain holds no underscore, so the last one stands for the @.
        String local = foldedId.substring(0, mark);
        int at = local.lastIndexOf('_');
        boolean address = at > 0 && at < local.length() - 1 && local.indexOf('@') < 0;
        return address ? local.substring(0, at) + '@' + local.substring(at + 1) : local;
    }
}
