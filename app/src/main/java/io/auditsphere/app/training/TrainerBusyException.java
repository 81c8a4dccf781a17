package io.auditsphere.app.training;

/** Another trainer of this installation is at work; the message names it. */
public final class TrainerBusyException extends Exception {

    private static final long serialVersionUID = 1L;

    TrainerBusyException(String holder) {
        super("Another trainer is at work on this database: " + holder
                + ". Wait until it is done, or stop it; a trainer that died lets go by itself.");
    }
}
