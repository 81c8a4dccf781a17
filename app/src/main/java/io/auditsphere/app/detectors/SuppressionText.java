package io.auditsphere.app.detectors;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A suppression rule in words, for a terminal. */
public final class SuppressionText {

    private static final int SHOWN = 200;

    private SuppressionText() {}

    /** The rule in two lines: what it mutes until when, and who says so; printable whatever was written into it. */
    public static List<String> of(SuppressionRule rule, Instant now) {
        String state = now.isBefore(rule.expiresAt()) ? "until " : "EXPIRED ";
        return List.of(
                rule.id() + "  " + state + rule.expiresAt() + "  "
                        + (rule.upTo() == null
                                ? "as severe as it opens"
                                : "up to " + rule.upTo().wireName()) + "  "
                        + scope(rule.scope()),
                "    " + shown(rule.owner()) + ": " + shown(rule.reason()));
    }

    private static String scope(SuppressionScope scope) {
        List<String> parts = new ArrayList<>();
        add(parts, "subject", scope.subjects());
        add(parts, "detector", scope.detectors());
        add(
                parts,
                "type",
                scope.anomalyTypes().stream().map(AnomalyType::wireName).toList());
        add(parts, "provider", scope.providers());
        add(parts, "country", scope.countries());
        add(parts, "network", scope.networks());
        add(parts, "operation", scope.operations());
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String name, List<String> entries) {
        if (!entries.isEmpty()) {
            parts.add(name + " " + shown(String.join(" or ", entries)));
        }
    }

    private static String shown(String text) {
        return PlainText.of(text, SHOWN);
    }
}
