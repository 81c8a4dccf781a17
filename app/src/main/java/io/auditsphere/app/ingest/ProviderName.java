package io.auditsphere.app.ingest;

/** The form of a provider's name: it stands in keys, topics' records and file names. */
final class ProviderName {

    static final String MICROSOFT = "microsoft";

    private static final int MAX_LENGTH = 64;

    private ProviderName() {}

    static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }
}
