package io.auditsphere.app.cli;

import io.auditsphere.app.config.Durations;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** A suppression rule as options. */
final class SuppressionOptions {

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for the rule.")
    private String owner;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why nobody is to be alerted.")
    private String reason;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description =
                    "When it ends, by event time: in 30d, say, or on 2027-01-31 or at 2027-01-31T12:00:00Z; at most"
                            + " 366 days from now.")
    private String expires;

    @Option(
            names = "--up-to",
            paramLabel = "SEVERITY",
            description =
                    "The highest severity that is muted, of rises too. Without it a finding is muted as severe as it"
                            + " opens, and alerts when it rises.")
    private Severity upTo;

    @Option(
            names = "--subject",
            paramLabel = "PATTERN",
            description = "A user or an address, * for any characters and ? for one; with the provider as in"
                    + " microsoft|anna@example.com, or without. All of these options may be repeated.")
    private final List<String> subjects = new ArrayList<>();

    @Option(names = "--detector", paramLabel = "NAME", description = "A detector; forest is the Isolation Forest.")
    private final List<String> detectors = new ArrayList<>();

    @Option(names = "--type", paramLabel = "TYPE", description = "A type of finding, such as bulk_operation.")
    private final List<AnomalyType> types = new ArrayList<>();

    @Option(names = "--provider", paramLabel = "NAME", description = "A provider, in lower case.")
    private final List<String> providers = new ArrayList<>();

    @Option(names = "--country", paramLabel = "CODE", description = "The country of the event, such as DE.")
    private final List<String> countries = new ArrayList<>();

    @Option(names = "--network", paramLabel = "CIDR", description = "The event's network, such as 192.0.2.0/24.")
    private final List<String> networks = new ArrayList<>();

    @Option(names = "--operation", paramLabel = "NAME", description = "The event's operation.")
    private final List<String> operations = new ArrayList<>();

    /**
     * The rule, without a version.
     *
     * @throws IllegalArgumentException if a part is missing or not allowed; the message says which and what is
     */
    SuppressionRule rule(String id, Instant now) {
        if (expires == null) {
            throw new IllegalArgumentException(
                    "--expires is missing: when does the rule end? In 30d, say; at most 366d");
        }
        return new SuppressionRule(
                id,
                owner,
                reason,
                end(expires, now),
                upTo,
                new SuppressionScope(subjects, detectors, types, providers, countries, networks, operations),
                "",
                now,
                System.getProperty("user.name"));
    }

    private static Instant end(String text, Instant now) {
        try {
            if (text.indexOf('T') > 0) {
                return Instant.parse(text);
            }
            return text.indexOf('-') > 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : now.plus(Durations.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--expires: expected 30d, 2027-01-31 or 2027-01-31T12:00:00Z, found '" + text + "'", e);
        }
    }
}
