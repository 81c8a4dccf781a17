package io.auditsphere.app.serve;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Work of a start that waits for something else than what its caller goes on with. */
public final class Background {

    private Background() {}

    /** Begins the work in a daemon thread of this name. */
    public static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, run -> start(name, run));
    }

    /** The same of work that gives nothing. */
    public static CompletableFuture<Void> begin(String name, Runnable work) {
        return CompletableFuture.runAsync(work, run -> start(name, run));
    }

    /** What the work gave, when it is done; throws what the work threw. */
    public static <T> T joined(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    /** Runs in a daemon thread of this name what nobody waits for. */
    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
