package io.auditsphere.app.history;

/** A backfill ended before its end; the message says why and what to do. */
public final class BackfillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackfillException(String message, Throwable cause) {
        super(message, cause);
    }
}
