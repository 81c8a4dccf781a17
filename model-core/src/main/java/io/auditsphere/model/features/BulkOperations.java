package io.auditsphere.model.features;

/**
 * Operations that concern many resources by their nature, whatever the count: exports, take-outs, bulk jobs. Recognised by
 * a word of the operation's name, with the words taken apart at case changes, digits and punctuation, so that {@code
 * SearchExported} and {@code legal_holds_export_downloaded} match and {@code Exporter} does not.
 */
final class BulkOperations {

    private static final String[] WORDS = {"bulk", "export", "exported", "takeout"};
    /** Words that say that nothing has left yet, or no longer does. */
    private static final String[] NOT_YET = {
        "fail", "failed", "cancelled", "canceled", "removed", "notification", "report"
    };

    private static final RememberedTexts OPERATIONS =
            new RememberedTexts(1 << 10, operation -> hasAny(operation, WORDS) && !hasAny(operation, NOT_YET) ? 1 : 0);

    private BulkOperations() {}

    /** Whether this operation is bulk by nature. */
    static boolean isBulk(String operation) {
        return OPERATIONS.of(operation) != 0;
    }

    private static boolean hasAny(String operation, String[] words) {
        for (String word : words) {
            if (hasWord(operation, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasWord(String text, String word) {
        for (int from = 0; from + word.length() <= text.length(); from++) {
            int to = from + word.length();
            if ((text.charAt(from) | 0x20) == word.charAt(0)
                    && text.regionMatches(true, from, word, 0, word.length())
                    && (from == 0 || isBoundary(text.charAt(from - 1), text.charAt(from)))
                    && (to == text.length() || isBoundary(text.charAt(to - 1), text.charAt(to)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBoundary(char before, char after) {
        return !Character.isLetter(before)
                || !Character.isLetter(after)
                || (Character.isLowerCase(before) && Character.isUpperCase(after));
    }
}
