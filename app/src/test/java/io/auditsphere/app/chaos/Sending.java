package io.auditsphere.app.chaos;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Work of another thread, whose failure is thrown where it is waited for. */
final class Sending {

    private final CompletableFuture<Void> done;

    private Sending(CompletableFuture<Void> done) {
        this.done = done;
    }

    static Sending of(Runnable work) {
        return new Sending(CompletableFuture.runAsync(work));
    }

    void join() throws Exception {
        done.get(2, TimeUnit.HOURS);
    }
}
