package io.auditsphere.app.report;

import io.auditsphere.schemas.Anomaly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The worst alerts of a log, a bounded number of them. For one thread. */
public final class TopAlerts {

    private static final Comparator<Anomaly> WORST_FIRST = Comparator.<Anomaly>comparingInt(TopAlerts::severity)
            .reversed()
            .thenComparing(Comparator.comparingInt(Anomaly::riskScore).reversed())
            .thenComparing(one -> one.event().creationTime())
            .thenComparing(one -> one.event().eventId());

    private final int most;
    private final PriorityQueue<Anomaly> kept = new PriorityQueue<>(WORST_FIRST.reversed());
    private long count;

    /** Keeps so many. */
    public TopAlerts(int most) {
        this.most = most;
    }

    /** Counts an alert, and keeps it while there are not enough that are worse. */
    public void add(Anomaly alert) {
        count++;
        kept.add(alert);
        if (kept.size() > most) {
            kept.poll();
        }
    }

    /** The lines of those that were kept, the worst first, and how many more there are. */
    public List<String> lines() {
        List<Anomaly> worstFirst = new ArrayList<>(kept);
        worstFirst.sort(WORST_FIRST);
        List<String> lines = new ArrayList<>();
        worstFirst.forEach(alert -> lines.addAll(AlertText.of(alert)));
        if (count > kept.size()) {
            lines.add("and " + (count - kept.size()) + " alerts more that are less severe; --top shows more of them");
        }
        return lines;
    }

    private static int severity(Anomaly alert) {
        return alert.severity() == null ? -1 : alert.severity().ordinal();
    }
}
