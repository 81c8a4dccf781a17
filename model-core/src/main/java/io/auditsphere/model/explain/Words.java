package io.auditsphere.model.explain;

/** Numbers and quotations for sentences in English. */
final class Words {

    /** Characters of a quoted name that are shown: enough to know it by. */
    private static final int MAX_QUOTE = 60;

    private static final String[] DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

    private Words() {}

    /** {@code 1 event}, {@code 2 events}, {@code 1,204 events}. */
    static String count(long count, String singular, String plural) {
        return grouped(count) + ' ' + (count == 1 ? singular : plural);
    }

    /** Digits in groups of three: {@code 1,204}. */
    static String grouped(long number) {
        String digits = Long.toString(number);
        int sign = number < 0 ? 1 : 0;
        if (digits.length() - sign <= 3) {
            return digits;
        }
        StringBuilder text = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > sign; i -= 3) {
            text.insert(i, ',');
        }
        return text.toString();
    }

    /**
     * How an upper bound is said: exactly while it is small, else as the next round number over it, for nobody's usual is
     * 29 to the event: {@code none}, {@code at most 7}, {@code under 30}.
     */
    static String bound(double typical) {
        long most = Math.round(typical);
        if (most <= 0) {
            return "none";
        }
        if (most < 10) {
            return "at most " + most;
        }
        return "under " + grouped(roundNumberOver(most));
    }

    /** Steps of a twentieth to a half of the number: 5 to 100, 50 to 1,000, and so on. */
    private static long roundNumberOver(long number) {
        long step = 5;
        while (number >= step * 20) {
            step *= 10;
        }
        return (number / step + 1) * step;
    }

    /** {@code 03:00}. */
    static String hour(double hour) {
        int whole = (int) hour;
        return (whole < 10 ? "0" : "") + whole + ":00";
    }

    /** The day of the week, 1 Monday to 7 Sunday. */
    static String day(double day) {
        return DAYS[Math.floorMod((int) day - 1, DAYS.length)];
    }

    /**
     * {@code " (name)"}, or nothing where there is no name. The author of an event chose it: it is cut, and what is not a
     * visible character (line breaks, terminal escapes, changes of direction) becomes a question mark.
     */
    static String quoted(String name) {
        if (name == null || name.isBlank()) {
            return "";
        }
        StringBuilder text = new StringBuilder(Math.min(name.length(), MAX_QUOTE) + 6).append(" (");
        int end = Math.min(name.length(), MAX_QUOTE);
        int at = 0;
        while (at < end) {
            int character = name.codePointAt(at);
            text.appendCodePoint(isVisible(character) ? character : '?');
            at += Character.charCount(character);
        }
        return text.append(at < name.length() ? "…)" : ")").toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
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
