package io.auditsphere.schemas;

import java.util.Locale;

/**
 * The key of a user in topics and state stores: {@code provider|user_id}, the user id folded to lower case so that one
 * person's events meet in one place however a provider happens to write his name.
 */
public final class UserKey {

    private UserKey() {}

    /** The key of this provider's user. Neither argument may be null. */
    public static String of(String provider, String userId) {
        return provider + '|' + fold(userId);
    }

    /** A user id in the form in which it is compared: trimmed and in lower case, independent of the machine's locale. */
    public static String fold(String userId) {
        for (int i = 0; i < userId.length(); i++) {
            char c = userId.charAt(i);
            if (c <= ' ' || c > '~' || (c >= 'A' && c <= 'Z')) {
                return userId.trim().toLowerCase(Locale.ROOT);
            }
        }
        return userId;
    }
}
