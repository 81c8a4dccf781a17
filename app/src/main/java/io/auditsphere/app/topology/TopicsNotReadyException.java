package io.auditsphere.app.topology;

/** The topics are not as the program needs them. The message lists everything that is wrong, and what to do. */
public final class TopicsNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong and what to do, for the operator to read. */
    public TopicsNotReadyException(String message) {
        super(message);
    }

    /** The same where the cluster's answer is the cause. */
    public TopicsNotReadyException(String message, Throwable cause) {
        super(message, cause);
    }
}
