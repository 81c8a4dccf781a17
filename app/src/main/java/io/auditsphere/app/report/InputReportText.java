package io.auditsphere.app.report;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.input.InputFiles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The report on a log for the terminal. Everything in it that a stranger may have written is made harmless. */
public final class InputReportText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int TOP_OPERATIONS = 8;
    private static final int TOP_UNKNOWN = 8;
    private static final int TOP_FILES = 5;
    private static final int MOST_NAME = 60;
    private static final int MOST_DETAIL = 200;

    private InputReportText() {}

    /** The lines of the report. */
    public static List<String> of(InputReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Report");
        lines.add("  read         " + count(report.files(), "file") + ", " + count(report.records(), "record") + ", "
                + count(report.events(), "event")
                + (report.duplicates() == 0 ? "" : ", of which " + count(report.duplicates(), "duplicate")));
        if (report.events() > 0) {
            lines.add("  users        " + (report.hasMoreUsers() ? "more than " : "") + report.users());
            lines.add("  time         " + time(report.first()) + " to " + time(report.last()) + " UTC");
        }
        addOperations(report, lines);
        report.domains().forEach(sentence -> lines.add("  organisation " + PlainText.of(sentence, 2 * MOST_DETAIL)));
        addUnknown(report, lines);
        for (InputReport.DeadLetters letters : report.deadLetters()) {
            lines.add("  dead letters " + letters.count() + " " + letters.reason() + "; the first is "
                    + PlainText.of(letters.where(), MOST_DETAIL) + ": " + PlainText.of(letters.detail(), MOST_DETAIL));
        }
        addFiles(report, lines);
        return lines;
    }

    private static void addOperations(InputReport report, List<String> lines) {
        List<InputReport.Operation> all = report.operations();
        TreeSet<String> providers =
                all.stream().map(InputReport.Operation::provider).collect(Collectors.toCollection(TreeSet::new));
        for (String provider : providers) {
            List<InputReport.Operation> ofProvider =
                    all.stream().filter(one -> one.provider().equals(provider)).toList();
            long others = report.otherOperations().getOrDefault(provider, 0L);
            long events = others
                    + ofProvider.stream()
                            .mapToLong(InputReport.Operation::count)
                            .sum();
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %s: %s",
                    PlainText.of(provider, MOST_NAME),
                    count(events, "event"),
                    top(ofProvider, TOP_OPERATIONS, others > 0, false)));
        }
    }

    private static void addUnknown(InputReport report, List<String> lines) {
        if (report.unknownOperations() > 0) {
            List<InputReport.Operation> unknown =
                    report.operations().stream().filter(one -> !one.known()).toList();
            lines.add("  unknown      " + count(report.unknownOperations(), "event")
                    + " of operations that no catalogue names; their category is taken from the name: "
                    + top(unknown, TOP_UNKNOWN, false, true));
        }
    }

    private static String top(List<InputReport.Operation> operations, int most, boolean evenMore, boolean category) {
        String named = operations.stream()
                .limit(most)
                .map(one -> PlainText.of(one.name(), MOST_NAME) + " " + one.count()
                        + (category ? " (" + one.category().wireName() + ")" : ""))
                .collect(Collectors.joining(", "));
        int more = operations.size() - most;
        return more <= 0 ? named : named + ", and " + (evenMore ? "at least " : "") + more + " more";
    }

    private static void addFiles(InputReport report, List<String> lines) {
        for (InputFiles.Unread unread : report.unread()) {
            lines.add((unread.partly() ? "  cut short    " : "  not read     ")
                    + PlainText.of(unread.file(), MOST_DETAIL) + ": " + PlainText.of(unread.why(), 2 * MOST_DETAIL));
        }
        List<String> leftOut = report.leftOut();
        if (!leftOut.isEmpty()) {
            lines.add("  left out     " + count(leftOut.size(), "file") + " whose names are not those of logs: "
                    + leftOut.stream()
                            .limit(TOP_FILES)
                            .map(file -> PlainText.of(file, MOST_NAME))
                            .collect(Collectors.joining(", "))
                    + (leftOut.size() > TOP_FILES ? ", ..." : ""));
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
