package io.auditsphere.app.models;

/** The models topic could not be read or written; the message says what to do. */
public final class ModelTopicException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was tried and what to do, and why it failed. */
    public ModelTopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
