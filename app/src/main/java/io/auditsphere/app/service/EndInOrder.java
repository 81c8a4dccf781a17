package io.auditsphere.app.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was started, the last first; a part that fails to end does not keep the others from it. Thread-safe. */
public final class EndInOrder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndInOrder.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** Takes a part to end; gives it back. */
    public synchronized <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** Ends all parts and returns when they have; a call meanwhile waits, a later one does nothing. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
            }
        }
    }
}
