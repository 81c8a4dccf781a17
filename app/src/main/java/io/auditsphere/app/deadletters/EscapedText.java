package io.auditsphere.app.deadletters;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes that strangers wrote, so that they can be looked at: text in one line with everything invisible escaped, and
 * hexadecimal where they are no text. Bounded.
 */
final class EscapedText {

    private EscapedText() {}

    /**
     * The bytes for people.
     *
     * @param most bytes that are shown, 1 or more
     */
    static String of(byte[] bytes, int most) {
        if (bytes == null) {
            return "(none)";
        }
        boolean cut = bytes.length > most;
        String text = textOrNull(bytes, Math.min(most, bytes.length), cut);
        String shown = text == null
                ? "(no UTF-8, hexadecimal) " + HexFormat.of().formatHex(bytes, 0, Math.min(most, bytes.length))
                : escaped(text);
        return cut ? shown + " ... (" + bytes.length + " bytes in all)" : shown;
    }

    private static String textOrNull(byte[] bytes, int length, boolean cut) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(length);
        // Where it was cut, a character may have been cut in two: that is the end, and no malformed input.
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, 0, length), text, !cut);
        return result.isError() ? null : text.flip().toString();
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                default -> {
                    if (isVisible(codePoint)) {
                        safe.appendCodePoint(codePoint);
                    } else {
                        safe.append("\\u{")
                                .append(Integer.toHexString(codePoint))
                                .append('}');
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean isVisible(int codePoint) {
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
