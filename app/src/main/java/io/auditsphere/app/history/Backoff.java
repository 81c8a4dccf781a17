package io.auditsphere.app.history;

import java.time.Duration;

/** Growing pauses between tries: each failure doubles the next, up to a bound, and a success begins anew. For one thread. */
final class Backoff {

    private final Duration least;
    private final Duration most;
    private Duration next;
    private long untilNanos = System.nanoTime();

    Backoff(Duration least, Duration most) {
        this.least = least;
        this.most = most;
        this.next = least;
    }

    /** Something failed: the next try is this long from now. */
    Duration failed() {
        Duration pause = next;
        untilNanos = System.nanoTime() + pause.toNanos();
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(most) < 0 ? doubled : most;
        return pause;
    }

    /** It works again. */
    void succeeded() {
        next = least;
    }

    /** Whether it is too early to try. */
    boolean waiting() {
        return System.nanoTime() - untilNanos < 0;
    }
}
