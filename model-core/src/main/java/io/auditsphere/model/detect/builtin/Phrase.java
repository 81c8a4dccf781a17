package io.auditsphere.model.detect.builtin;

/** Pieces of sentences. Names come from events, whose authors may be attackers: they are cut and made harmless here. */
final class Phrase {

    private static final int MAX_NAME = 60;

    private Phrase() {}

    /** A name in quotes, without control characters and of bounded length; {@code otherwise} if there is none. */
    static String name(String name, String otherwise) {
        if (name == null || name.isBlank()) {
            return otherwise;
        }
        int length = Math.min(MAX_NAME, name.length());
        StringBuilder text = new StringBuilder(length + 3).append('"');
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) || isDirection(c) ? '?' : c);
        }
        return text.append(name.length() > length ? "…\"" : "\"").toString();
    }

    /** "1 file", "2 files". */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** "1 person", "3 people". */
    static String people(int count) {
        return count == 1 ? "1 person" : count + " people";
    }

    /** Marks that turn the direction of what follows make a text read other than it is. */
    private static boolean isDirection(char c) {
        return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069') || c == '\u200E' || c == '\u200F';
    }
}
