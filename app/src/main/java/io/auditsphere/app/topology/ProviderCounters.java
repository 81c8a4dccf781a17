package io.auditsphere.app.topology;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What became of one provider's events since the process started. Thread-safe; counting does not contend. */
public final class ProviderCounters {

    private final LongAdder results = new LongAdder();
    private final LongAdder anomalies = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder learning = new LongAdder();
    private final LongAdder withoutModel = new LongAdder();
    private final AtomicLong lastArrivalMs = new AtomicLong();
    private final LatencyRecorder delay = new LatencyRecorder();

    /**
     * One result.
     *
     * @param isLearning whether its user has no baseline
     * @param delayMs from the event's creation to its arrival, in milliseconds
     */
    void countResult(
            boolean anomaly,
            boolean alert,
            boolean isLate,
            boolean isLearning,
            boolean hasModel,
            long arrivalMs,
            long delayMs) {
        results.increment();
        if (anomaly) {
            anomalies.increment();
        }
        if (alert) {
            alerts.increment();
        }
        if (isLate) {
            late.increment();
        }
        if (isLearning) {
            learning.increment();
        }
        if (!hasModel) {
            withoutModel.increment();
        }
        // Of many threads the last to write wins: all of them are of about now.
        lastArrivalMs.setRelease(arrivalMs);
        delay.record(delayMs);
    }

    /** Events scored, whether or not the result was written. */
    public long results() {
        return results.sum();
    }

    /** Results with {@code is_anomaly}. */
    public long anomalies() {
        return anomalies.sum();
    }

    /** Results with {@code is_alert}. */
    public long alerts() {
        return alerts.sum();
    }

    /** Results marked late. */
    public long late() {
        return late.sum();
    }

    /** Results of users without a baseline. */
    public long learning() {
        return learning.sum();
    }

    /** Results without a score, since there was no model. */
    public long withoutModel() {
        return withoutModel.sum();
    }

    /** Arrival of the event scored last, in milliseconds since the epoch; 0 if there was none. */
    public long lastArrivalMs() {
        return lastArrivalMs.get();
    }

    /** From an event's creation to its arrival, in milliseconds. */
    public LatencyRecorder delay() {
        return delay;
    }
}
