package io.auditsphere.app.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what was started, the last first; a part that fails to end does not keep the others from it. Thread-safe. */
public final class EndInOrder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndInOrder.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /**
     * Takes a part to end; gives it back.
     *
     * @throws IllegalStateException if the end has come meanwhile; the part is ended then
     */
    public synchronized <T extends AutoCloseable> T add(T part) {
        if (closed) {
            end(part);
            throw new IllegalStateException(
                    "the end came before " + part.getClass().getSimpleName() + " was started");
        }
        parts.push(part);
        return part;
    }

    /** Ends all parts and returns when they have; a call meanwhile waits, a later one does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            end(parts.pop());
        }
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not end cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
