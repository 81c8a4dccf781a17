package io.auditsphere.app.api;

import io.auditsphere.app.topology.LatencyRecorder;
import io.auditsphere.app.topology.StreamCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * The process's metrics. Their names are API: dashboards and alerts are written against them.
 *
 * <p>Latency is from an event's arrival to its result, over the last minute or two, so that it tells how things are and
 * not how they were on average since the start. Thread-safe.
 */
final class StreamMetrics implements AutoCloseable {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final StreamCounters counters;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Set<String> knownReasons = ConcurrentHashMap.newKeySet();
    private LatencyRecorder.Snapshot windowStart;
    private LatencyRecorder.Snapshot nextWindowStart;
    private long nextWindowNanos;

    StreamMetrics(StreamCounters counters) {
        this.counters = counters;
        this.windowStart = counters.latency().snapshot();
        this.nextWindowStart = windowStart;
        this.nextWindowNanos = System.nanoTime();
        count("events", "Events decoded, learning records and duplicates included", StreamCounters::events);
        count("events.learnt", "Events that taught the state and gave no result", StreamCounters::learnt);
        count("events.duplicate", "Events dropped because their id had been seen", StreamCounters::duplicates);
        count("events.repartitioned", "Events that passed the repartition topic", StreamCounters::repartitioned);
        count("results", "Events scored", StreamCounters::results);
        count("results.anomalies", "Results that are anomalies", StreamCounters::anomalies);
        count("results.alerts", "Results that are alerts", StreamCounters::alerts);
        count("results.late", "Results marked late", StreamCounters::late);
        count("results.without.model", "Results of a provider without a model", StreamCounters::withoutModel);
        count("findings", "Finding records written", StreamCounters::findings);
        count("users.forgotten", "Users removed after their time to live", StreamCounters::forgottenUsers);
        latency("0.5", 0.5);
        latency("0.99", 0.99);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Everything in Prometheus' text form. */
    String text() {
        counters.deadLetters().keySet().forEach(this::countReason);
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private void count(String name, String description, ToDoubleFunction<StreamCounters> value) {
        FunctionCounter.builder("auditsphere." + name, counters, value)
                .description(description)
                .register(registry);
    }

    /** Reasons are a closed set of the program's own words: they cannot flood the registry. */
    private void countReason(String reason) {
        if (knownReasons.add(reason)) {
            FunctionCounter.builder(
                            "auditsphere.dead.letters",
                            counters,
                            all -> all.deadLetters().getOrDefault(reason, 0L))
                    .description("Records that could not be read, by reason")
                    .tag("reason", reason)
                    .register(registry);
        }
    }

    private void latency(String label, double quantile) {
        Gauge.builder("auditsphere.latency.seconds", () -> recentLatency().percentile(quantile) / 1000.0)
                .description("From an event's arrival to its result, over the last minute or two")
                .tag("quantile", label)
                .register(registry);
    }

    private synchronized LatencyRecorder.Snapshot recentLatency() {
        LatencyRecorder.Snapshot now = counters.latency().snapshot();
        if (System.nanoTime() - nextWindowNanos > WINDOW_NANOS) {
            windowStart = nextWindowStart;
            nextWindowStart = now;
            nextWindowNanos = System.nanoTime();
        }
        return now.minus(windowStart);
    }
}
