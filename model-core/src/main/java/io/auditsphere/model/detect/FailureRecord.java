package io.auditsphere.model.detect;

import java.util.concurrent.atomic.AtomicLong;

/** How often a detector failed, across changes of its settings. Thread-safe. */
final class FailureRecord {

    private final String detector;
    private final DetectorFailureListener listener;
    private final AtomicLong count = new AtomicLong();
    private volatile Throwable last;
    private volatile long pausedUntilMs = Long.MIN_VALUE;
    private long intervalStartMs = Long.MIN_VALUE;
    private int failuresInInterval;

    FailureRecord(String detector, DetectorFailureListener listener) {
        this.detector = detector;
        this.listener = listener;
    }

    long count() {
        return count.get();
    }

    /** The last failure; null if there was none. */
    Throwable last() {
        return last;
    }

    boolean isPaused(long arrivalMs) {
        return arrivalMs < pausedUntilMs;
    }

    /** Counts a failure at something that is done once a model, which costs the detector that alone. */
    void failedOnce(Throwable failure, String consequence) {
        count.incrementAndGet();
        last = failure;
        listener.failed(detector, failure, consequence);
    }

    /** Counts a failure at one event, and leaves the detector out for a while if there are too many. */
    synchronized void failed(Throwable failure, long arrivalMs) {
        count.incrementAndGet();
        last = failure;
        if (intervalStartMs == Long.MIN_VALUE
                || arrivalMs - intervalStartMs >= DetectorSet.FAILURE_INTERVAL.toMillis()) {
            intervalStartMs = arrivalMs;
            failuresInInterval = 0;
        }
        failuresInInterval++;
        if (failuresInInterval == 1) {
            listener.failed(detector, failure, "it said nothing of one event");
        }
        if (failuresInInterval > DetectorSet.MAX_FAILURES) {
            pausedUntilMs = arrivalMs + DetectorSet.PAUSE.toMillis();
            intervalStartMs = Long.MIN_VALUE;
            listener.failed(detector, failure, "it is left out for " + DetectorSet.PAUSE.toMinutes() + " minutes");
        }
    }
}
