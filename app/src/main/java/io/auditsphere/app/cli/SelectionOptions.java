package io.auditsphere.app.cli;

import io.auditsphere.app.config.Durations;
import io.auditsphere.app.deadletters.Coordinates;
import io.auditsphere.app.deadletters.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which dead letters a command is about. */
final class SelectionOptions {

    @Option(names = "--reason", paramLabel = "REASON", description = "Those of this reason; may be repeated.")
    private final Set<String> reasons = new HashSet<>();

    @Option(names = "--partition", paramLabel = "N", description = "Those of this partition; may be repeated.")
    private final Set<Integer> partitions = new HashSet<>();

    @Option(
            names = "--at",
            paramLabel = "PARTITION:OFFSET",
            description = "This one, as `dlq list` prints them; may be repeated.")
    private final Set<String> at = new HashSet<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Those that arrived at this time or later: RFC 3339, or how long ago, such as 2h or 7d.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Those that arrived before this time, likewise.")
    private String until;

    /** What the options say. */
    Selection selection(CommandSpec spec) {
        Set<Coordinates> coordinates = new HashSet<>();
        at.forEach(one -> coordinates.add(coordinates(spec, one)));
        return new Selection(
                reasons,
                partitions,
                coordinates,
                since == null ? Long.MIN_VALUE : time(spec, "--since", since),
                until == null ? Long.MAX_VALUE : time(spec, "--until", until));
    }

    /** Coordinates as they are typed. */
    static Coordinates coordinates(CommandSpec spec, String text) {
        try {
            return Coordinates.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A time as it is typed, in milliseconds since the epoch. */
    static long time(CommandSpec spec, String option, String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException notATime) {
            try {
                Duration ago = Durations.parse(text);
                return Instant.now().minus(ago).toEpochMilli();
            } catch (RuntimeException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + " is a time such as 2026-11-20T08:00:00Z or how long ago such as 2h, not " + text,
                        e);
            }
        }
    }
}
