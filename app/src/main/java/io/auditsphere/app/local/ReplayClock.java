package io.auditsphere.app.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A clock that begins in the past and runs faster until it has caught up with the present, which it then keeps to.
 * Immutable and thread-safe.
 */
final class ReplayClock {

    private final Clock clock;
    private final Instant from;
    private final Instant started;
    private final double speed;

    /** Begins now at {@code from}, running {@code speed} times as fast as the present. */
    ReplayClock(Instant from, double speed) {
        this(Clock.systemUTC(), from, speed);
    }

    ReplayClock(Clock clock, Instant from, double speed) {
        this.clock = clock;
        this.from = from;
        this.started = clock.instant();
        this.speed = speed;
    }

    /** What time it is. */
    Instant now() {
        Instant present = clock.instant();
        long passedMs = Duration.between(started, present).toMillis();
        Instant replayed = from.plusMillis((long) (passedMs * speed));
        return replayed.isBefore(present) ? replayed : present;
    }

    /** How long it takes, in milliseconds of the present, until it is then; 0 or less if it is. */
    long millisUntil(Instant then) {
        Instant now = now();
        long gapMs = Duration.between(now, then).toMillis();
        boolean live = !now.isBefore(clock.instant().minusMillis(1));
        return live ? gapMs : (long) Math.ceil(gapMs / speed);
    }
}
