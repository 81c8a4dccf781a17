package io.auditsphere.app.models;

/** The registry cannot do what was asked; the message says why and what to do. */
public final class ModelRegistryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why it cannot, and what to do. */
    public ModelRegistryException(String message) {
        super(message);
    }

    /** The same, caused by something. */
    public ModelRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
