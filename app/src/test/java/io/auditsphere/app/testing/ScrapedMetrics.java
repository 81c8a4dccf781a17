package io.auditsphere.app.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a scrape of {@code /metrics} holds: the names of its series, each with the names of its labels.
 *
 * @param labels by the name of a series
 */
public record ScrapedMetrics(Map<String, Set<String>> labels) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    /** Reads Prometheus' text form. */
    public static ScrapedMetrics parse(String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (series.matches()) {
                Set<String> names = labels.computeIfAbsent(series.group(1), unused -> new TreeSet<>());
                Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
                while (label.find()) {
                    names.add(label.group(1));
                }
            }
        });
        return new ScrapedMetrics(labels);
    }

    /** The program's own series, a line each: the name and its labels. */
    public String ownNames() {
        return labels.entrySet().stream()
                .filter(one -> one.getKey().startsWith("auditsphere_"))
                .map(one -> (one.getKey() + " " + String.join(" ", one.getValue())).strip() + "\n")
                .collect(Collectors.joining());
    }
}
