package io.auditsphere.app.ingest;

/** Numbers that exports write as text. */
final class NumberText {

    private static final int MAX_LENGTH = 32;

    private NumberText() {}

    /** The number that a short plain decimal text writes, or null. */
    static Double doubleOrNull(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > MAX_LENGTH) {
            return null;
        }
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            boolean plain = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!plain) {
                return null;
            }
        }
        try {
            return Double.valueOf(number);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
