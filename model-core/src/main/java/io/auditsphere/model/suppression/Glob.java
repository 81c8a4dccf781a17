package io.auditsphere.model.suppression;

import java.util.Locale;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one; everything else for itself, ignoring
 * case. Where the pattern fails behind an asterisk only the latest one takes a character more, so that matching takes at
 * most pattern times text steps, whatever an event's author writes. Immutable.
 */
final class Glob {

    private final String pattern;

    Glob(String pattern) {
        this.pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /** Whether the pattern stands for the whole of the text from this place on. */
    boolean matches(String text, int from) {
        int p = 0;
        int t = from;
        int asterisk = -1;
        int resume = from;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                asterisk = p++;
                resume = t;
            } else if (p < pattern.length() && fits(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (asterisk >= 0) {
                p = asterisk + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean fits(char pattern, char text) {
        return pattern == '?' || pattern == text || pattern == Character.toLowerCase(text);
    }
}
