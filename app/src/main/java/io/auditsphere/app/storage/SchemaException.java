package io.auditsphere.app.storage;

/** The program's schema in Postgres is not what it should be; the message says what to do. Waiting does not help. */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A message that says what was found and what to do. */
    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
