package io.auditsphere.app.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies. It is replaced, and begins again at its last commit; what a new thread cannot
 * mend (missing rights, a name in the group that another process took, a record that a broker refuses, state that this
 * machine cannot read or write, an {@link Error}) or what has been tried {@value #ATTEMPTS} times in ten minutes ends the
 * stream, so that whoever runs the process sees it and another instance takes over. Each attempt costs a session timeout, since a thread that failed
 * does not leave the group. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {

    static final int ATTEMPTS = 5;
    static final Duration WITHIN = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);

    private final Clock clock;
    private final ArrayDeque<Long> replacedMs = new ArrayDeque<>();
    private Throwable last;
    private long count;

    ThreadFailures(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        last = failure;
        count++;
        long nowMs = clock.millis();
        // Also those that seem to lie ahead: the clock has been set back since.
        while (!replacedMs.isEmpty() && Math.abs(nowMs - replacedMs.peekFirst()) >= WITHIN.toMillis()) {
            replacedMs.removeFirst();
        }
        if (hopeless(failure)) {
            LOG.error(
                    "A stream thread failed for a reason that a new thread cannot mend: the stream ends{}",
                    advice(failure),
                    failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        if (replacedMs.size() >= ATTEMPTS) {
            LOG.error("Stream threads failed {} times within {}: the stream ends", ATTEMPTS + 1, WITHIN, failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        replacedMs.addLast(nowMs);
        LOG.warn("A stream thread failed and is replaced; it begins again at its last commit", failure);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The latest failure of a thread; empty if none has failed. */
    synchronized Optional<Throwable> last() {
        return Optional.ofNullable(last);
    }

    /** How many threads failed. */
    synchronized long count() {
        return count;
    }

    /** What to do where the failure is of this machine's disk or of an instance's name, else nothing. */
    private static String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                return ". Another process has joined the group under this one's name: give each instance a state.folder"
                        + " of its own that is no copy of another's, and a group.instance.id of its own if you set one";
            }
            if (cause instanceof ProcessorStateException) {
                return ". State could not be read or written: see that the disk of state.folder is there and has room."
                        + " Nothing is lost: what was not committed is done again";
            }
        }
        return "";
    }

    private static boolean hopeless(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Error
                    || cause instanceof FencedInstanceIdException
                    || cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof RecordTooLargeException
                    || cause instanceof ProcessorStateException
                    || cause instanceof UnsupportedVersionException) {
                return true;
            }
        }
        return false;
    }
}
