package io.auditsphere.app.report;

import io.auditsphere.schemas.Anomaly;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The worst alerts of a log, few of them: what one account did of one type is one entry, told by its worst alert. Memory is
 * bounded. For one thread.
 */
public final class TopAlerts {

    /** Accounts and types that are told apart; alerts of others are counted alone. */
    private static final int MOST_ENTRIES = 10_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of alerts as bad as each other the last says most: it has seen the most. */
    private static final Comparator<Anomaly> RISING = Comparator.<Anomaly>comparingInt(TopAlerts::severity)
            .thenComparingInt(Anomaly::riskScore)
            .thenComparing(one -> one.event().creationTime());

    private static final Comparator<Anomaly> WORST_FIRST = Comparator.<Anomaly>comparingInt(TopAlerts::severity)
            .reversed()
            .thenComparing(Comparator.comparingInt(Anomaly::riskScore).reversed())
            .thenComparing(one -> one.event().creationTime())
            .thenComparing(one -> one.event().eventId());

    private static final class Entry {
        private Anomaly worst;
        private Instant first;
        private Instant last;
        private long count;

        void add(Anomaly alert) {
            Instant at = alert.event().creationTime();
            worst = worst == null || RISING.compare(alert, worst) > 0 ? alert : worst;
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
            count++;
        }
    }

    private final int most;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long count;
    private long untold;

    /** Shows so many entries. */
    public TopAlerts(int most) {
        this.most = most;
    }

    /** Takes one more alert. */
    public void add(Anomaly alert) {
        count++;
        String key = alert.event().userKey() + '|' + alert.anomalyType();
        if (entries.size() < MOST_ENTRIES || entries.containsKey(key)) {
            entries.computeIfAbsent(key, unused -> new Entry()).add(alert);
        } else {
            untold++;
        }
    }

    /** The lines of the worst entries, the worst first, and how many more there are. */
    public List<String> lines() {
        List<Entry> worstFirst = new ArrayList<>(entries.values());
        worstFirst.sort((one, other) -> WORST_FIRST.compare(one.worst, other.worst));
        List<String> lines = new ArrayList<>();
        long told = 0;
        for (Entry entry : worstFirst.subList(0, Math.min(most, worstFirst.size()))) {
            lines.addAll(AlertText.of(entry.worst));
            if (entry.count > 1) {
                lines.add("      = the worst of " + entry.count + " alerts of this account and type, "
                        + TIME.format(entry.first) + " to " + TIME.format(entry.last) + " UTC");
            }
            told += entry.count;
        }
        if (count > told) {
            lines.add((count - told) + " alerts more, of " + (worstFirst.size() - Math.min(most, worstFirst.size()))
                    + (untold > 0 ? " or more" : "") + " other accounts and types, are less severe; --top shows more"
                    + " of them, --findings FILE keeps all");
        }
        if (count == 0) {
            lines.add("No alerts.");
        }
        return lines;
    }

    private static int severity(Anomaly alert) {
        return alert.severity() == null ? -1 : alert.severity().ordinal();
    }
}
