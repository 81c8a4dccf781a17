package io.auditsphere.app.report;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.ContributingFactor;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.SignalReport;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An alert for the terminal: when, how bad, what, who, and why in words. */
public final class AlertText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int MOST_WORD = 60;
    private static final int MOST_SENTENCE = 160;
    private static final int REASONS = 4;

    private AlertText() {}

    /** The lines of an alert. Everything in it that a stranger may have written is made harmless. */
    public static List<String> of(Anomaly alert) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "ALERT %sZ %-8s %-20s risk %3d score %s  %s %s",
                TIME.format(alert.event().creationTime()),
                alert.severity() == null ? "" : alert.severity().wireName().toUpperCase(Locale.ROOT),
                alert.anomalyType() == null ? "" : alert.anomalyType().wireName(),
                alert.riskScore(),
                alert.anomalyScore() == null ? "-" : String.format(Locale.ROOT, "%.2f", alert.anomalyScore()),
                PlainText.of(alert.event().provider(), MOST_WORD),
                PlainText.of(alert.event().userId(), MOST_WORD)));
        lines.add("      " + PlainText.of(what(alert), MOST_SENTENCE));
        for (String reason : reasons(alert)) {
            lines.add("      - " + PlainText.of(reason, MOST_SENTENCE));
        }
        return lines;
    }

    /** The lines of an alert about a source address, of which no single event's result speaks. */
    public static List<String> of(Finding finding) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "ALERT %sZ %-8s %-20s %s  address %s",
                        TIME.format(finding.lastSeen()),
                        finding.severity().wireName().toUpperCase(Locale.ROOT),
                        finding.anomalyType().wireName(),
                        PlainText.of(finding.detector(), MOST_WORD),
                        PlainText.of(finding.subject().id(), MOST_WORD)),
                "      - " + PlainText.of(finding.text(), MOST_SENTENCE));
    }

    private static String what(Anomaly alert) {
        StringBuilder text = new StringBuilder(PlainText.of(alert.event().operation(), MOST_WORD));
        if (alert.event().resourceName() != null) {
            text.append(" of ").append(PlainText.of(alert.event().resourceName(), MOST_WORD));
        }
        if (alert.event().clientIp() != null) {
            text.append(" from ").append(PlainText.of(alert.event().clientIp(), MOST_WORD));
            if (alert.event().country() != null) {
                text.append(" (")
                        .append(PlainText.of(alert.event().country(), 4))
                        .append(')');
            }
        }
        return text.toString();
    }

    /** What detectors say, then the factors of the forest, whose own signal only repeats them. */
    private static List<String> reasons(Anomaly alert) {
        Set<String> reasons = new LinkedHashSet<>();
        for (SignalReport signal : alert.signals()) {
            if (!signal.detector().equals(FindingTracker.FOREST)) {
                reasons.add(signal.text());
            }
        }
        for (ContributingFactor factor : alert.contributingFactors()) {
            reasons.add(factor.text());
        }
        return reasons.stream().limit(REASONS).toList();
    }
}
