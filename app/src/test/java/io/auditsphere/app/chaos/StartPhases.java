package io.auditsphere.app.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Where the seconds of a start went, read from what the instance logged: each phase ends with a line of its own. */
final class StartPhases {

    /** What a line says that ends a phase, and the phase's name, in the order in which they come. */
    private static final Map<String, String> OF_A_START = ordered(
            "Starting application", "JVM and settings",
            "Following models", "models read",
            "The topics are as they should be", "topics checked",
            "The stream is REBALANCING", "topology built",
            "(Re-)joining group", "state opened, consumer connected",
            "Successfully synced group", "partitions assigned",
            "The stream is RUNNING", "producer fenced in, state restored");

    private static final Map<String, String> OF_A_TAKEOVER = ordered(
            "The stream is REBALANCING", "the group found that the other is gone",
            "The stream is RUNNING", "state restored");

    /** Settings under which an instance logs all of these. */
    static final String LOGS = "log.levels=org.apache.kafka.clients.consumer.internals.ConsumerCoordinator=info";

    private StartPhases() {}

    /** The phases of a start that was logged since this moment, in seconds, up to the first result that could be read. */
    static String ofStart(String log, Instant start, Instant answered) {
        return of(OF_A_START, log, start, answered);
    }

    /** The same for an instance that ran all the time and took over from another. */
    static String ofTakeover(String log, Instant start, Instant answered) {
        return of(OF_A_TAKEOVER, log, start, answered);
    }

    private static String of(Map<String, String> ends, String log, Instant start, Instant answered) {
        StringBuilder phases = new StringBuilder();
        Instant last = start;
        for (Map.Entry<String, String> end : ends.entrySet()) {
            Instant ended = first(log, end.getKey(), start);
            if (ended != null && !ended.isBefore(last)) {
                phases.append(phase(end.getValue(), last, ended));
                last = ended;
            }
        }
        return phases.append(phase("first results committed and read", last, answered))
                .toString();
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String phase(String name, Instant from, Instant to) {
        return String.format(
                Locale.ROOT, "%n    %4.1f s  %s", Duration.between(from, to).toMillis() / 1000.0, name);
    }

    private static Instant first(String log, String text, Instant after) {
        return log.lines()
                .filter(line -> line.contains(text))
                .map(StartPhases::time)
                .filter(time -> time != null && !time.isBefore(after))
                .findFirst()
                .orElse(null);
    }

    private static Instant time(String line) {
        try {
            return OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant();
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
            return null; // a trace, or a line of somebody else's
        }
    }
}
