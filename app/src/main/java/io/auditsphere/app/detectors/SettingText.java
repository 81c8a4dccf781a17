package io.auditsphere.app.detectors;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Values of settings as people write them on a command line. */
public final class SettingText {

    private SettingText() {}

    /** A value as {@link #parse} reads it. */
    public static String of(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }

    /**
     * Reads a value of the kind that a setting has now.
     *
     * @param now the value in force, which tells the kind; null takes the text as it stands
     * @throws IllegalArgumentException if the text is of another kind
     */
    public static Object parse(String text, Object now) {
        if (now instanceof Boolean) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            throw new IllegalArgumentException("expected true or false, found '" + text + "'");
        }
        if (now instanceof Number) {
            return number(text);
        }
        if (now instanceof List<?>) {
            return Arrays.stream(text.split(","))
                    .map(String::trim)
                    .filter(element -> !element.isEmpty())
                    .toList();
        }
        return text;
    }

    private static Number number(String text) {
        try {
            double number = Double.parseDouble(text);
            return number == Math.rint(number) && Math.abs(number) < 1L << 53 ? (Number) (long) number : number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a number, found '" + text + "'", e);
        }
    }
}
