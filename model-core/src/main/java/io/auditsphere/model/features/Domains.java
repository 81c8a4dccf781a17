package io.auditsphere.model.features;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Who is outside, judged by mail domains. Static; thread-safe. */
final class Domains {

    /** Nobody shares with more domains in one act; the rest of a longer list is not looked at. */
    private static final int MAX_DOMAINS = 8;

    /** No domains. */
    static final String[] NONE = {};

    private static final int MAX_TARGET = 4096;
    private static final int MAX_DOMAIN = 253;
    private static final String GUEST_MARK = "#ext#";

    private Domains() {}

    /** The domain of a user id, folded to lower case; null if it has none. */
    static String of(String userId) {
        return of(userId, 0, userId.length());
    }

    /** A 32-bit hash of a domain, 0 for null. */
    static int hash(String domain) {
        return domain == null ? 0 : Hashing.fold(Hashing.of(domain));
    }

    /** Hashes of the domains other than this one. */
    static int[] hashesWithout(String domain, String[] domains) {
        if (domains.length == 0) {
            return Observation.NO_DOMAINS;
        }
        int[] hashes = new int[domains.length];
        int count = 0;
        for (String other : domains) {
            if (!other.equals(domain)) {
                hashes[count++] = hash(other);
            }
        }
        return Arrays.copyOf(hashes, count);
    }

    /** Whether this is one of the domains or a subdomain of one. */
    static boolean isWithin(String domain, Set<String> domains) {
        if (domains.contains(domain)) {
            return true;
        }
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            if (domains.contains(domain.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an id has the form that Microsoft gives guests. */
    static boolean isMarkedGuest(String id) {
        return containsIgnoringCase(id, GUEST_MARK);
    }

    /** Whether a target is nobody in particular, or a guest by its form, and so is outside whatever the domains are. */
    static boolean isOutsideByForm(String target) {
        return isMarkedGuest(target)
                || startsIgnoringCase(target, "anyone")
                || startsIgnoringCase(target, "anonymous")
                || startsIgnoringCase(target, "public");
    }

    /** The distinct domains of the addresses in a target, in the order of their appearance, at most eight. */
    static String[] ofTarget(String target) {
        String[] found = new String[MAX_DOMAINS];
        int count = 0;
        int end = Math.min(target.length(), MAX_TARGET);
        int from = 0;
        while (from < end && count < MAX_DOMAINS) {
            int to = from;
            while (to < end && !isSeparator(target.charAt(to))) {
                to++;
            }
            String domain = of(target, from, to);
            if (domain != null && !Arrays.asList(found).contains(domain)) {
                found[count++] = domain;
            }
            from = to + 1;
        }
        return Arrays.copyOf(found, count);
    }

    private static String of(String text, int from, int to) {
        int at = text.lastIndexOf('@', to - 1);
        if (at < from || at + 1 >= to || to - at - 1 > MAX_DOMAIN || text.indexOf('.', at) < 0) {
            return null;
        }
        String domain = text.substring(at + 1, to).toLowerCase(Locale.ROOT);
        return domain.indexOf('.') > 0 ? domain : null;
    }

    private static boolean isSeparator(char c) {
        return c <= ' ' || c == ',' || c == ';' || c == '<' || c == '>' || c == '"' || c == '\'' || c == '(' || c == ')'
                || c == '|' || c == '[' || c == ']';
    }

    private static boolean startsIgnoringCase(String text, String start) {
        return text.regionMatches(true, 0, start, 0, start.length());
    }

    private static boolean containsIgnoringCase(String text, String part) {
        int last = Math.min(text.length(), MAX_TARGET) - part.length();
        for (int i = text.indexOf('#'); i >= 0 && i <= last; i = text.indexOf('#', i + 1)) {
            if (text.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }
}
