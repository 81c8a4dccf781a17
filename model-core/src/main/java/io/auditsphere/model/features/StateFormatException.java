package io.auditsphere.model.features;

/** Stored bytes of a user's state or of the organisation's tables that cannot be read: cut, damaged or too new. */
public final class StateFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateFormatException(String message) {
        super(message);
    }
}
