package io.auditsphere.app.ingest;

import java.nio.charset.StandardCharsets;

/** Makes the texts of single values on a {@link JsonTape}. */
final class JsonScalars {

    private JsonScalars() {}

    /** The text of a string, number or boolean; null for anything else and for blanks. */
    static String orNull(JsonTape tape, int at) {
        byte first = tape.json[tape.starts[at]];
        if (first == '"') {
            String text = text(tape, at);
            // Most texts begin with a letter or a digit, which is faster seen here.
            boolean blank = text.isEmpty() || ((text.charAt(0) <= ' ' || text.charAt(0) > '~') && text.isBlank());
            return blank ? null : text;
        }
        return switch (first) {
            case 't' -> "true";
            case 'f' -> "false";
            case '{', '[', 'n', 0 -> null;
            default -> number(tape, at);
        };
    }

    /** The text of a string, the same object each time as long as it is usual; null for blanks. */
    static String keywordOrNull(JsonTape tape, int at) {
        String text = keyword(tape, at);
        return text.isBlank() ? null : text;
    }

    /** The text of a string, the same object each time as long as it is usual. */
    static String keyword(JsonTape tape, int at) {
        int from = tape.starts[at] + 1;
        int end = tape.endOfScalar(at);
        return tape.isCoded(at) || end - from > Bounds.ATTRIBUTE_NAME
                ? text(tape, at)
                : JsonNames.of(tape.json, from, end).text;
    }

    /** The text of a number, of true, false or null. */
    static String asText(JsonTape tape, int index) {
        return switch (tape.json[tape.starts[index]]) {
            case 't' -> "true";
            case 'f' -> "false";
            case 'n' -> "null";
            default -> number(tape, index);
        };
    }

    /** The text of a string. */
    static String text(JsonTape tape, int at) {
        int from = tape.starts[at] + 1;
        int length = tape.endOfScalar(at) - from;
        if (!tape.isCoded(at)) {
            return new String(tape.json, from, length, StandardCharsets.ISO_8859_1);
        }
        return decoded(tape.json, from, from + length);
    }

    /** Whether the string has exactly these characters. */
    static boolean isText(JsonTape tape, int at, String text) {
        if (tape.isCoded(at)) {
            return text.equals(text(tape, at));
        }
        int from = tape.starts[at] + 1;
        int length = tape.endOfScalar(at) - from;
        for (int i = 0; i < length && length == text.length(); i++) {
            if (tape.json[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return length == text.length();
    }

    /** Whether the string is this name of ASCII in any case. */
    static boolean isTextIgnoringCase(JsonTape tape, int at, String name) {
        if (tape.isCoded(at)) {
            return name.equalsIgnoreCase(text(tape, at));
        }
        int from = tape.starts[at] + 1;
        int length = tape.endOfScalar(at) - from;
        for (int i = 0; i < length && length == name.length(); i++) {
            int differing = tape.json[from + i] ^ name.charAt(i);
            if (differing != 0 && (differing != 0x20 || !isLetter(name.charAt(i)))) {
                return false;
            }
        }
        return length == name.length();
    }

    private static boolean isLetter(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** The text without its escapes, which the scanner has found to be well-formed. */
    static String decoded(byte[] json, int from, int to) {
        byte[] text = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (b == '\\') {
                b = escaped(json[++i]);
            }
            if (b < 0) {
                return decodedAsUnicode(json, from, to);
            }
            text[length++] = b;
        }
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The character that stands behind a backslash for another, or negative for one that is spelled in hex. */
    private static byte escaped(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> -1;
            default -> kind;
        };
    }

    private static String decodedAsUnicode(byte[] json, int from, int to) {
        return withoutEscapes(new String(json, from, to - from, StandardCharsets.UTF_8));
    }

    private static String withoutEscapes(String escaped) {
        int at = escaped.indexOf('\\');
        if (at < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        int from = 0;
        while (at >= 0) {
            text.append(escaped, from, at);
            char kind = escaped.charAt(at + 1);
            from = at + 2;
            switch (kind) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(escaped, from, from + 4, 16));
                    from += 4;
                }
                default -> text.append(kind);
            }
            at = escaped.indexOf('\\', from);
        }
        return text.append(escaped, from, escaped.length()).toString();
    }

    /** A number as Jackson's tree writes it: whole ones as they stand, others as the double that is nearest. */
    static String number(JsonTape tape, int at) {
        int from = tape.starts[at];
        int length = tape.endOfScalar(at) - from;
        String text = new String(tape.json, from, length, StandardCharsets.ISO_8859_1);
        boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        if (!whole) {
            return Double.toString(Double.parseDouble(text));
        }
        return text.equals("-0") ? "0" : text;
    }
}
