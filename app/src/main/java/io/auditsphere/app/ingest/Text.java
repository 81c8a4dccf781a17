package io.auditsphere.app.ingest;

import java.nio.charset.StandardCharsets;

/**
 * Bounds and cleans text that strangers wrote. The usual text is returned as it is, without a copy.
 *
 * <p>Two things must not pass: a lone surrogate, which no UTF-8 writer accepts, and the character NUL, which Postgres
 * does not store. Other control characters would let an event write to an operator's terminal.
 */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /** The text without blanks at its ends, as {@link String#strip} has it, and sooner where there are none. */
    static String stripped(String text) {
        int last = text.length() - 1;
        return last >= 0 && isPrinted(text.charAt(0)) && isPrinted(text.charAt(last)) ? text : text.strip();
    }

    private static boolean isPrinted(char c) {
        return c > ' ' && c < 0x7f;
    }

    /** Whether the text begins with these words, whatever its case. */
    static boolean startsWith(String text, String words) {
        return text.regionMatches(true, 0, words, 0, words.length());
    }

    /** The first {@code max} characters, not ending within a surrogate pair; null for null. */
    static String cut(String text, int max) {
        if (text == null || text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end);
    }

    /**
     * The text trimmed, cut to {@code max} characters, control characters turned to blanks and lone surrogates to
     * U+FFFD; null if nothing is left of it.
     */
    static String cleanOrNull(String text, int max) {
        if (text == null) {
            return null;
        }
        String bounded = cut(stripped(text), max);
        if (bounded.isEmpty()) {
            return null;
        }
        return isClean(bounded) ? bounded : replaceUnclean(bounded);
    }

    /** Whether the text holds neither control characters nor lone surrogates. */
    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f) {
                continue;
            }
            if (c < ' ' || c == 0x7f) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether every surrogate in the text is one of a pair, so that UTF-8 has the text. */
    static boolean isEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPairAt(text, i++)) {
                return false;
            }
        }
        return true;
    }

    /** The text with lone surrogates, which no UTF-8 writer accepts, turned to question marks. */
    static String encodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }

    private static String replaceUnclean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                clean.append(' ');
            } else if (!Character.isSurrogate(c)) {
                clean.append(c);
            } else if (isPairAt(text, i)) {
                clean.append(c).append(text.charAt(++i));
            } else {
                clean.append(REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean isPairAt(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
