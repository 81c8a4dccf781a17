package io.auditsphere.app.topology;

import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Muted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * What the stream did since the process started, counted where it happens. All threads share one; counting does not
 * contend. The counts are of work done: what exactly-once takes back and does again is counted twice.
 */
public final class StreamCounters {

    /** What alerts of rules are counted under when very many rules have come and gone. */
    private static final String OTHER_RULES = "other";

    private final LongAdder events = new LongAdder();
    private final LongAdder learnt = new LongAdder();
    private final Map<FindingKind, LongAdder> findings = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> muted = new ConcurrentHashMap<>();
    private final Map<String, ProviderCounters> providers = new ConcurrentHashMap<>();
    private final UserCensus census = new UserCensus();
    private final LongAdder responses = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder repartitioned = new LongAdder();
    private final LongAdder forgottenUsers = new LongAdder();
    private final Map<String, LongAdder> deadLetters = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> unknownOperations = new ConcurrentHashMap<>();
    private final LatencyRecorder latency = new LatencyRecorder();
    private final LatencyRecorder scoring = new LatencyRecorder();

    /** Findings of one kind are counted together. */
    public record FindingKind(String detector, FindingState state) {}

    void countEvents(int decoded) {
        events.add(decoded);
    }

    void countLearnt() {
        learnt.increment();
    }

    void countFindings(List<Finding> written) {
        for (Finding one : written) {
            findings.computeIfAbsent(new FindingKind(one.detector(), one.state()), unused -> new LongAdder())
                    .increment();
        }
    }

    /** Counts an alert that a rule muted; null is none. Rules are set by hand, and those that are counted are bounded. */
    void countMuted(Muted by) {
        if (by != null) {
            boolean counted = muted.containsKey(by.rule()) || muted.size() < Suppressions.MAX_RULES;
            muted.computeIfAbsent(counted ? by.rule() : OTHER_RULES, unused -> new LongAdder())
                    .increment();
        }
    }

    void countResponses(int written) {
        responses.add(written);
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
        return total(ProviderCounters::results);
    }

    /** Results with {@code is_anomaly}. */
    public long anomalies() {
        return total(ProviderCounters::anomalies);
    }

    /** Results with {@code is_alert}. */
    public long alerts() {
        return total(ProviderCounters::alerts);
    }

    /** Finding records written: opened, raised, updated and closed. */
    public long findings() {
        return findings.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** Alerts that suppression rules muted, by rule, sorted; a copy. */
    public Map<String, Long> muted() {
        return sums(muted);
    }

    /** Response actions written, dry runs included. */
    public long responses() {
        return responses.sum();
    }

    /** Events dropped because their id had been seen. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Results marked late. */
    public long late() {
        return total(ProviderCounters::late);
    }

    /** Results of a provider that has no model. */
    public long withoutModel() {
        return total(ProviderCounters::withoutModel);
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

    /** Finding records written, by detector and state; a copy. */
    public Map<FindingKind, Long> findingsByKind() {
        Map<FindingKind, Long> sums = new HashMap<>();
        findings.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    /** The counts of one provider, made at the first call; only configured providers are ever asked for. */
    public ProviderCounters provider(String name) {
        return providers.computeIfAbsent(name, unused -> new ProviderCounters());
    }

    /** The counts of all providers by name; a copy. */
    public Map<String, ProviderCounters> providers() {
        return new TreeMap<>(providers);
    }

    /** How many users are known. */
    public UserCensus census() {
        return census;
    }

    /** What scoring an event takes, in microseconds. */
    public LatencyRecorder scoring() {
        return scoring;
    }

    private long total(ToLongFunction<ProviderCounters> count) {
        return providers.values().stream().mapToLong(count).sum();
    }

    /** From an event's arrival (its record's timestamp) to its result, in milliseconds. */
    public LatencyRecorder latency() {
        return latency;
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
