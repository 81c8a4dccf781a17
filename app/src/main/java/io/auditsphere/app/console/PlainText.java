package io.auditsphere.app.console;

/**
 * Makes text that strangers wrote safe to print. Fields of events can hold whatever an attacker likes: escape sequences
 * that repaint or take over a terminal, line breaks that forge an output line, marks that turn the direction of reading.
 */
public final class PlainText {

    private static final char SUBSTITUTE = '?';
    private static final String ELLIPSIS = "...";

    private PlainText() {}

    /**
     * The text in one line without anything that is not visible, at most so long.
     *
     * @param text null counts as empty
     * @param most the longest result in characters, at least 4; longer text ends with {@code ...}
     */
    public static String of(String text, int most) {
        if (text == null) {
            return "";
        }
        // What is cut is not looked at: the text may be as long as a record.
        boolean cut = text.length() > most;
        int end = cut ? most - ELLIPSIS.length() : text.length();
        StringBuilder safe = new StringBuilder(end + ELLIPSIS.length());
        int i = 0;
        while (i < end) {
            int codePoint = text.codePointAt(i);
            int width = Character.charCount(codePoint);
            if (i + width > end) {
                break;
            }
            safe.appendCodePoint(visible(codePoint) ? codePoint : SUBSTITUTE);
            i += width;
        }
        return cut ? safe.append(ELLIPSIS).toString() : safe.toString();
    }

    private static boolean visible(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
