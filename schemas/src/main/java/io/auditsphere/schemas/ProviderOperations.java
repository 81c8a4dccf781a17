package io.auditsphere.schemas;

import io.auditsphere.schemas.OperationCatalogue.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations of one provider. A name is looked up as it is written first, which is the usual case and costs one
 * hash; then folded; then against the patterns, the one with most literal characters first. Thread-safe: what the files say never
 * changes, and answers are remembered.
 */
final class ProviderOperations {

    private static final int MOST_REMEMBERED = 4096;
    private static final int LONGEST_REMEMBERED = 128;

    private final Map<String, Entry> byName;
    private final Map<String, Entry> byFoldedName;
    private final List<Pattern> patterns;

    /** Answers for names that are written otherwise than the files write them: folding and patterns cost microseconds. */
    private final Map<String, Entry> remembered = new ConcurrentHashMap<>();

    private ProviderOperations(Map<String, Entry> byName, Map<String, Entry> byFoldedName, List<Pattern> patterns) {
        this.byName = byName;
        this.byFoldedName = byFoldedName;
        this.patterns = patterns;
    }

    /** What the files say of this operation, else what its name's words say. */
    Entry find(String operation) {
        Entry exact = byName.get(operation);
        if (exact != null) {
            return exact;
        }
        Entry found = remembered.get(operation);
        if (found == null) {
            Entry listed = search(operation);
            found = listed == null ? NamingRules.entryFor(operation) : listed;
            // Names are strangers' input: only so many are kept, and none of unusual length.
            if (operation.length() <= LONGEST_REMEMBERED && remembered.size() < MOST_REMEMBERED) {
                remembered.put(operation, found);
            }
        }
        return found;
    }

    private Entry search(String operation) {
        String folded = fold(operation);
        Entry entry = byFoldedName.get(folded);
        for (int i = 0; entry == null && i < patterns.size(); i++) {
            entry = patterns.get(i).entryIfMatches(folded);
        }
        return entry;
    }

    /** Trimmed, in lower case, blanks single, dashes of all kinds as one, no full stop at the end. */
    static String fold(String operation) {
        String lower = operation.strip().toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c == '\u2013' || c == '\u2014') {
                c = '-';
            }
            boolean blank = Character.isWhitespace(c) || c == '\u00a0';
            if (!blank) {
                folded.append(c);
            } else if (folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        int end = folded.length();
        if (end > 0 && folded.charAt(end - 1) == '.') {
            folded.setLength(end - 1);
        }
        return folded.toString();
    }

    /** A name with {@code *} for any text, as the literal pieces between them. */
    private record Pattern(List<String> pieces, int literals, Entry entry) {

        static Pattern of(String folded, Entry entry) {
            List<String> pieces = List.of(folded.split("\\*", -1));
            return new Pattern(pieces, folded.replace("*", "").length(), entry);
        }

        /** The entry if the name begins and ends with the outer pieces and holds the inner ones in order. */
        Entry entryIfMatches(String name) {
            String first = pieces.get(0);
            String last = pieces.get(pieces.size() - 1);
            int end = name.length() - last.length();
            if (end < first.length() || !name.startsWith(first) || !name.endsWith(last)) {
                return null;
            }
            int at = first.length();
            for (int i = 1; i < pieces.size() - 1; i++) {
                int found = name.indexOf(pieces.get(i), at);
                if (found < 0 || found + pieces.get(i).length() > end) {
                    return null;
                }
                at = found + pieces.get(i).length();
            }
            return entry;
        }
    }

    /** Collects lines; a later line of the same name wins. For one thread. */
    static final class Builder {

        private final Map<String, Entry> byName = new HashMap<>();
        private final Map<String, Entry> byFoldedName = new HashMap<>();
        /** How a name is spelt in {@code byName}, by its folded form. */
        private final Map<String, String> spellings = new HashMap<>();

        private final List<Pattern> patterns = new ArrayList<>();

        Builder(ProviderOperations known) {
            if (known != null) {
                byName.putAll(known.byName);
                byName.keySet().forEach(name -> spellings.put(fold(name), name));
                byFoldedName.putAll(known.byFoldedName);
                patterns.addAll(known.patterns);
            }
        }

        void add(String operation, Entry entry) {
            String folded = fold(operation);
            if (folded.indexOf('*') >= 0) {
                patterns.add(0, Pattern.of(folded, entry));
                return;
            }
            String spelling = operation.strip();
            String before = spellings.put(folded, spelling);
            if (before != null) {
                byName.remove(before);
            }
            byName.put(spelling, entry);
            byFoldedName.put(folded, entry);
            addWithoutApplication(folded, entry);
        }

        /** Adds {@code operation TAB category TAB yes|no}. */
        void addLine(String line, String source, int number) throws IOException {
            String[] columns = line.split("\t", -1);
            boolean whole = columns.length == 3 && !columns[0].isBlank();
            OperationCategory category =
                    whole ? OperationCategory.ofWireName(columns[1].strip()).orElse(null) : null;
            String sensitive = whole ? columns[2].strip() : "";
            if (category == null || !(sensitive.equals("yes") || sensitive.equals("no"))) {
                throw new IOException(source + ", line " + number
                        + ": expected operation, category and yes or no, separated by tabs, found \"" + line + "\"");
            }
            add(columns[0], new Entry(category, sensitive.equals("yes"), true));
        }

        /**
         * Google's names are listed as application.name, and forms that lost the application are read too. Where two
         * applications share a name, the sensitive one wins.
         */
        private void addWithoutApplication(String folded, Entry entry) {
            int dot = folded.indexOf('.');
            boolean application = dot > 0 && folded.indexOf(' ') < 0 && folded.indexOf('/') < 0;
            if (application && dot < folded.length() - 1) {
                byFoldedName.merge(
                        folded.substring(dot + 1), entry, (first, other) -> other.sensitive() ? other : first);
            }
        }

        ProviderOperations build() {
            List<Pattern> longestFirst = new ArrayList<>(patterns);
            longestFirst.sort(Comparator.comparingInt(Pattern::literals).reversed());
            return new ProviderOperations(Map.copyOf(byName), Map.copyOf(byFoldedName), List.copyOf(longestFirst));
        }
    }
}
