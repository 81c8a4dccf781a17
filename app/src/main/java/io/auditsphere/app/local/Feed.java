package io.auditsphere.app.local;

import io.auditsphere.app.service.EventSender;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Where the events of the local mode come from. Confined to one thread. */
interface Feed {

    /** What it is made of, in words that tell one feed from another. */
    String origin();

    /** What it does after the history, in words. */
    String description();

    /**
     * Sends the history, which only teaches.
     *
     * @param progress is told how far it is, 0..1
     * @return how many records were sent
     */
    long learn(EventSender sender, Progress progress) throws IOException;

    /**
     * Sends what follows at its pace, until it ends or is to stop.
     *
     * @param state is told, and tells, how far it is
     */
    void run(EventSender sender, LocalState state, BooleanSupplier stop) throws IOException, InterruptedException;

    /** Is told how far something is. */
    @FunctionalInterface
    interface Progress {
        void at(double share, long records);
    }
}
