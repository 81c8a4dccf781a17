package io.auditsphere.app.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of what is printed. */
final class Secrets {

    private static final String MASK = "***";
    private static final Pattern USER_INFO = Pattern.compile("^((?:jdbc:)?[a-z]+://[^:/@?]*):(.*)@([^@]*)$");
    private static final Pattern PASSWORD_PARAMETER =
            Pattern.compile("([?&](?:password|sslpassword|pass|pwd|token)=)[^&]*", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Whether the value of one of Kafka's settings of this name must not be printed. */
    static boolean isSecret(String kafkaName) {
        String folded = kafkaName.toLowerCase(Locale.ROOT);
        return folded.contains("password")
                || folded.contains("secret")
                || folded.contains("jaas")
                || folded.contains("credential")
                || folded.contains("token")
                || folded.endsWith(".key")
                || folded.endsWith("keystore.certificate.chain")
                || folded.endsWith("user.info");
    }

    /** An address keeps all but its password; anything else is masked whole. Empty stays empty. */
    static String masked(String text) {
        if (text.isEmpty()) {
            return text;
        }
        if (!text.contains("://")) {
            return MASK;
        }
        String withoutUser = USER_INFO.matcher(text).replaceFirst("$1:" + MASK + "@$3");
        return PASSWORD_PARAMETER.matcher(withoutUser).replaceAll("$1" + MASK);
    }
}
