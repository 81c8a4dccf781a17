package io.auditsphere.model.snapshot;

/** These bytes are no snapshot that can be used; the message says what is wrong and what to do. */
public final class SnapshotFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public SnapshotFormatException(String message) {
        super(message);
    }

    public SnapshotFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
