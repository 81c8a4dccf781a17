package io.auditsphere.app.serve;

/** The stream would do harm if it started: the message says why, and what to do. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was expected, what was found and what to do, for the operator to read. */
    public StartRefusedException(String message) {
        super(message);
    }
}
