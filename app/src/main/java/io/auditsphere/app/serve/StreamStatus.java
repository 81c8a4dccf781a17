package io.auditsphere.app.serve;

import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams.State;

/**
 * How the stream is at one moment.
 *
 * @param state in Kafka's words
 * @param everRunning whether it has processed since it was started
 * @param stopping whether its end has begun
 * @param restoring changelog records that are still to be read back into state, roughly
 * @param failure why a thread failed last; empty if none has
 */
public record StreamStatus(
        State state, boolean everRunning, boolean stopping, long restoring, Optional<Throwable> failure) {

    /** Whether it can go on: a rebalance and restoring are no end. */
    public boolean live() {
        return state != State.ERROR && state != State.PENDING_ERROR && state != State.NOT_RUNNING;
    }

    /** Whether it processes events, and will go on to. */
    public boolean ready() {
        return !stopping && state == State.RUNNING;
    }
}
