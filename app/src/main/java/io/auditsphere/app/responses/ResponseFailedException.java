package io.auditsphere.app.responses;

/** An action could not be carried out. */
public final class ResponseFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean worthAnotherTry;

    /** What was answered, and whether it may be otherwise in a moment. */
    public ResponseFailedException(String message, boolean worthAnotherTry) {
        super(message);
        this.worthAnotherTry = worthAnotherTry;
    }

    /** Whether the same may succeed later: the receiver was out of reach, busy or failing, and did not refuse. */
    public boolean worthAnotherTry() {
        return worthAnotherTry;
    }
}
