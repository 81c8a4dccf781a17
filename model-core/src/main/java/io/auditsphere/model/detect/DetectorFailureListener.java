package io.auditsphere.model.detect;

/**
 * Is told when a detector begins to fail, so that whoever wrote it can mend it: of its first failure within each
 * {@link DetectorSet#FAILURE_INTERVAL}, and of each that leaves it out or costs it a baseline. Called on the thread that
 * scores: it must be quick, thread-safe, and must not throw.
 */
@FunctionalInterface
public interface DetectorFailureListener {

    /**
     * A detector failed.
     *
     * @param detector its name
     * @param failure what it threw; its message may repeat what an event's author wrote
     * @param consequence what it costs the detector, a clause such as "left out for 10 minutes"
     */
    void failed(String detector, Throwable failure, String consequence);
}
