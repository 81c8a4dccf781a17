package io.auditsphere.app.topology;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the stream did since the process started, counted where it happens. All threads share one; counting does not
 * contend. The counts are of work done: what exactly-once takes back and does again is counted twice.
 */
public final class StreamCounters {

    private final LongAdder events = new LongAdder();
    private final LongAdder learnt = new LongAdder();
    private final LongAdder results = new LongAdder();
    private final LongAdder anomalies = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder findings = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder withoutModel = new LongAdder();
    private final LongAdder repartitioned = new LongAdder();
    private final LongAdder forgottenUsers = new LongAdder();
    private final Map<String, LongAdder> deadLetters = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unknownOperations = new ConcurrentHashMap<>();
    private final LatencyRecorder latency = new LatencyRecorder();

    void countEvents(int decoded) {
        events.add(decoded);
    }

    void countLearnt() {
        learnt.increment();
    }

    void countResult(boolean anomaly, boolean alert, boolean isLate, boolean hasModel) {
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
        if (!hasModel) {
            withoutModel.increment();
        }
    }

    void countFindings(int written) {
        findings.add(written);
    }

    void countDuplicate() {
        duplicates.increment();
    }

    void countRepartitioned() {
        repartitioned.increment();
    }

    void countForgottenUser() {
        forgottenUsers.increment();
    }

    void countDeadLetter(String reason) {
        deadLetters.computeIfAbsent(reason, unused -> new LongAdder()).increment();
    }

    /** The provider is a configured one, so that the names are few. */
    void countUnknownOperation(String provider) {
        unknownOperations.computeIfAbsent(provider, unused -> new LongAdder()).increment();
    }

    /** Events decoded, learning records and duplicates included. */
    public long events() {
        return events.sum();
    }

    /** Events that taught the state and gave no result. */
    public long learnt() {
        return learnt.sum();
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

    /** Finding records written: opened, raised, updated and closed. */
    public long findings() {
        return findings.sum();
    }

    /** Events dropped because their id had been seen. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Results marked late. */
    public long late() {
        return late.sum();
    }

    /** Results of a provider that has no model. */
    public long withoutModel() {
        return withoutModel.sum();
    }

    /** Events that had to pass the repartition topic. */
    public long repartitioned() {
        return repartitioned.sum();
    }

    /** Users removed after their TTL. */
    public long forgottenUsers() {
        return forgottenUsers.sum();
    }

    /** Dead letters by reason, sorted by reason; a copy. */
    public Map<String, Long> deadLetters() {
        return sums(deadLetters);
    }

    /** Events by provider whose operation no catalogue names, so that its category is a guess; sorted; a copy. */
    public Map<String, Long> unknownOperations() {
        return sums(unknownOperations);
    }

    /** Dead letters of all reasons. */
    public long deadLetterTotal() {
        return deadLetters.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** From an event's arrival (its record's timestamp) to its result. */
    public LatencyRecorder latency() {
        return latency;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
