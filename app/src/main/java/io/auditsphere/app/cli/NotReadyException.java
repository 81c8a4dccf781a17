package io.auditsphere.app.cli;

/** Something that a command needs is missing. The message says what, and how to get it. */
final class NotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotReadyException(String message) {
        super(message);
    }
}
