package io.auditsphere.app.topology;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties tidying to event time: how far that has come in a task, and from when on the next turn of a walk is due. While
 * events come at their own pace the punctuation by the wall clock is always earlier. Where event time flies, in a replay
 * of months, in catching up or behind a long silence, each event takes one turn until the walk is back on its schedule: so
 * what is kept is bounded by events and event time alone, at any speed.
 *
 * <p>For one task's thread.
 */
final class TidySchedule {

    private static final Logger LOG = LoggerFactory.getLogger(TidySchedule.class);

    private long reachedMs = TaskWatermark.NONE;
    private long dueMs = Long.MAX_VALUE;

    /** An event is at hand: min(creation, arrival), in milliseconds since the epoch. */
    void reached(long eventTimeMs) {
        if (eventTimeMs > reachedMs) {
            reachedMs = eventTimeMs;
        }
    }

    /** How far event time has come since the task was opened; {@link TaskWatermark#NONE} before the first event. */
    long reachedMs() {
        return reachedMs;
    }

    /** Says from when on the next turn is due. */
    void dueFrom(long eventTimeMs) {
        dueMs = eventTimeMs;
    }

    /** Whether the event at hand is to take a turn. */
    boolean isDue() {
        return reachedMs >= dueMs;
    }

    /**
     * Takes a turn while an event is handled, which has been answered and must not become a dead letter for what the turn
     * finds. Where it fails, the punctuation goes on behind that: Kafka Streams counts the failures of those.
     */
    void takeTurn(Runnable turn, StreamCounters counters) {
        try {
            turn.run();
        } catch (KafkaException e) {
            // The machine's fault, such as a disk that is full: it ends the stream as everywhere.
            throw e;
        } catch (RuntimeException e) {
            dueMs = Long.MAX_VALUE;
            counters.countDeadLetter(DeadLetters.UNFORESEEN);
            LOG.warn(
                    "An unforeseen error while silent state was looked for; the next punctuation goes on behind it", e);
        }
    }
}
