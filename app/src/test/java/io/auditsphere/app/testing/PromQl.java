package io.auditsphere.app.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The series and labels that an expression of Prometheus' language speaks of. No parser of the language: enough to find
 * every name, and strict about what it does not know.
 *
 * @param series names of series
 * @param labels names of labels, of matchers and of groupings
 */
public record PromQl(Set<String> series, Set<String> labels) {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MATCHERS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?\\b");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");
    private static final Set<String> FUNCTIONS = Set.of(
            "sum",
            "max",
            "min",
            "avg",
            "count",
            "rate",
            "increase",
            "deriv",
            "histogram_quantile",
            "time",
            "label_values");

    /**
     * What an expression speaks of.
     *
     * @throws IllegalArgumentException if brackets do not match or a function is unknown
     */
    public static PromQl of(String expression) {
        Set<String> labels = new TreeSet<>();
        String rest = TEXT.matcher(expression).replaceAll("\"\"");
        Matcher matchers = MATCHERS.matcher(rest);
        while (matchers.find()) {
            Matcher name = NAME.matcher(matchers.group(1));
            while (name.find()) {
                labels.add(name.group());
            }
        }
        rest = MATCHERS.matcher(rest).replaceAll(" ");
        Matcher grouping = GROUPING.matcher(rest);
        while (grouping.find()) {
            for (String label : grouping.group(1).split(",")) {
                labels.add(label.strip());
            }
        }
        rest = GROUPING.matcher(rest).replaceAll(" ");
        rest = RANGE.matcher(rest).replaceAll(" ");
        rest = NUMBER.matcher(rest).replaceAll(" ");
        refuseUnbalanced(rest, expression);
        return new PromQl(series(rest, expression), labels);
    }

    private static Set<String> series(String rest, String expression) {
        Set<String> series = new TreeSet<>();
        List<String> unknown = new ArrayList<>();
        Matcher name = NAME.matcher(rest);
        while (name.find()) {
            boolean called = rest.substring(name.end()).stripLeading().startsWith("(");
            if (called && !FUNCTIONS.contains(name.group()) && !WORDS.contains(name.group())) {
                unknown.add(name.group());
            } else if (!FUNCTIONS.contains(name.group()) && !WORDS.contains(name.group())) {
                series.add(name.group());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown functions " + unknown + " in " + expression);
        }
        return series;
    }

    private static void refuseUnbalanced(String rest, String expression) {
        int open = 0;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (open < 0 || c == '{' || c == '}' || c == '[' || c == ']') {
                throw new IllegalArgumentException("brackets do not match in " + expression);
            }
        }
        if (open != 0) {
            throw new IllegalArgumentException("brackets do not match in " + expression);
        }
    }
}
