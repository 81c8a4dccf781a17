package io.auditsphere.app.history;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What holds archiving up and until when it is not tried again. It is told by one thread; {@link #words} and {@link
 * #failures} may be asked by any.
 */
final class HoldUp {

    private static final Logger LOG = LoggerFactory.getLogger(HoldUp.class);

    private final Backoff backoff;
    private final LongAdder failures = new LongAdder();
    private volatile String words;

    HoldUp(ArchiverSettings settings) {
        backoff = new Backoff(settings.minBackoff(), settings.maxBackoff());
    }

    /** Something failed and is tried again after a pause. */
    void failed(String what, Exception e) {
        failures.increment();
        Duration pause = backoff.failed();
        if (words == null) {
            LOG.warn("Archiving is held up, {} failed ({}); nothing is lost, it is tried again", what, e.getMessage());
            LOG.debug("The same with where it failed", e);
        } else {
            LOG.info("Archiving is still held up, {} failed ({}); next try in {}", what, e.getMessage(), pause);
        }
        words = what + " failed: " + e.getMessage();
    }

    /** Archiving has ended for this reason. */
    void endedBecause(String reason) {
        words = reason;
    }

    /** It works. */
    void recovered() {
        if (words != null) {
            LOG.info("Archiving goes on");
        }
        words = null;
        backoff.succeeded();
    }

    /** Whether it is too early to try again. */
    boolean waiting() {
        return backoff.waiting();
    }

    /** What holds it up, or null if nothing does. */
    String words() {
        return words;
    }

    long failures() {
        return failures.sum();
    }
}
