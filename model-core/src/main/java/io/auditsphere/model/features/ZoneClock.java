package io.auditsphere.model.features;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Local time of one zone as plain numbers. The offset is looked up once for each span between two changes of the clocks,
 * so that the usual event costs two comparisons. Thread-safe: the span is immutable, and a lost update only means that it
 * is looked up again.
 */
final class ZoneClock {

    private final int id;
    private final ZoneRules rules;
    private volatile Span span = new Span(0, 0, 0);

    ZoneClock(ZoneId zone) {
        this.id = Hashing.fold(Hashing.of(zone.getId()));
        this.rules = zone.getRules();
    }

    /** A hash of the zone's name, never 0: what a user's state keeps of it. */
    int id() {
        return id;
    }

    /** What a clock on the wall shows at this time, in milliseconds as if it were UTC. */
    long localMs(long timeMs) {
        return timeMs + offsetMs(timeMs);
    }

    /** Hours, rounded, that this zone is ahead of another at this time. */
    int hoursAheadOf(ZoneClock other, long timeMs) {
        return Math.round((offsetMs(timeMs) - other.offsetMs(timeMs)) / 3_600_000f);
    }

    private long offsetMs(long timeMs) {
        Span known = span;
        if (timeMs < known.fromMs || timeMs >= known.toMs) {
            known = look(timeMs);
            span = known;
        }
        return known.offsetMs;
    }

    private Span look(long timeMs) {
        Instant instant = Instant.ofEpochMilli(timeMs);
        ZoneOffsetTransition next = rules.nextTransition(instant);
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusMillis(1));
        return new Span(
                previous == null ? Long.MIN_VALUE : previous.getInstant().toEpochMilli(),
                next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli(),
                rules.getOffset(instant).getTotalSeconds() * 1000L);
    }

    private record Span(long fromMs, long toMs, long offsetMs) {}
}
