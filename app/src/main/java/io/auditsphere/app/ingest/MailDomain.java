package io.auditsphere.app.ingest;

import java.util.Locale;

/** Who belongs together by mail domain, where a form says nothing better. */
final class MailDomain {

    private MailDomain() {}

    /** The domain of an address in lower case, or null if it is none. */
    static String ofOrNull(String address) {
        if (address == null) {
            return null;
        }
        String folded = MicrosoftIdentity.unmangled(address.strip().toLowerCase(Locale.ROOT));
        int at = folded.lastIndexOf('@');
        return at < 1 || at == folded.length() - 1 ? null : folded.substring(at + 1);
    }

    /** Whether both are addresses and their domains differ. */
    static boolean differ(String address, String other) {
        String domain = ofOrNull(address);
        String otherDomain = ofOrNull(other);
        return domain != null && otherDomain != null && !domain.equals(otherDomain);
    }
}
