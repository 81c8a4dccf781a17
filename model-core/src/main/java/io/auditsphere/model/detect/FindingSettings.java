package io.auditsphere.model.detect;

import java.time.Duration;
import java.util.Objects;

/**
 * How findings live. All times are event time.
 *
 * @param quiet a finding closes after this long without a further event; positive
 * @param updateEvery a finding that only grows is written at most once in this time; not negative
 * @param memory how long a closed finding is remembered, so that events that arrive late join it and raise no second
 *     alert; at least {@code quiet}
 */
public record FindingSettings(Duration quiet, Duration updateEvery, Duration memory) {

    public FindingSettings {
        Objects.requireNonNull(quiet, "quiet");
        Objects.requireNonNull(updateEvery, "updateEvery");
        Objects.requireNonNull(memory, "memory");
        if (quiet.toMillis() <= 0) {
            throw new IllegalArgumentException("findings: the quiet time must be positive, not " + quiet);
        }
        if (updateEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "findings: the time between updates must not be negative, but is " + updateEvery);
        }
        if (memory.compareTo(quiet) < 0) {
            throw new IllegalArgumentException("findings: closed ones must be remembered for at least the quiet time "
                    + quiet + ", not " + memory);
        }
    }

    /** As shipped, but for the time after which a finding closes; it is remembered for at least as long. */
    public static FindingSettings quietAfter(Duration quiet) {
        FindingSettings shipped = defaults();
        Duration memory = quiet.compareTo(shipped.memory) > 0 ? quiet : shipped.memory;
        return new FindingSettings(quiet, shipped.updateEvery, memory);
    }

    /** Quiet after an hour, updated once a minute, remembered for the 72 h within which late events count. */
    public static FindingSettings defaults() {
        return new FindingSettings(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(3));
    }
}
