package io.auditsphere.app.local;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.service.AuditService;
import io.auditsphere.app.topology.LatencyRecorder;
import io.auditsphere.app.topology.StreamCounters;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Prints every few seconds how the stream is doing. */
final class SummaryLine implements AutoCloseable {

    private static final int EVERY_SECONDS = 5;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "summary-line");
        thread.setDaemon(true);
        return thread;
    });
    private final StreamCounters counters;
    private final ResultWatch results;
    private final Console console;
    private final long eventsBefore;
    private LatencyRecorder.Snapshot last;

    private SummaryLine(AuditService service, ResultWatch results, Console console) {
        this.counters = service.counters();
        this.results = results;
        this.console = console;
        this.eventsBefore = counters.events();
        this.last = results.latency().snapshot();
    }

    /** Begins to print; figures count from now on. */
    static SummaryLine start(AuditService service, ResultWatch results, Console console) {
        SummaryLine line = new SummaryLine(service, results, console);
        line.timer.scheduleAtFixedRate(line::print, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return line;
    }

    private void print() {
        LatencyRecorder.Snapshot now = results.latency().snapshot();
        LatencyRecorder.Snapshot recent = now.minus(last);
        last = now;
        console.line(String.format(
                Locale.ROOT,
                "%d events in, %d results out, %d anomalies, %d alerts, latency p50 %d ms p99 %d ms, %d dead letters",
                counters.events() - eventsBefore,
                results.results(),
                counters.anomalies(),
                results.alerts(),
                recent.percentile(0.5),
                recent.percentile(0.99),
                counters.deadLetterTotal()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
