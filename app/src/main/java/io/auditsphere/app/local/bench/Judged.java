package io.auditsphere.app.local.bench;

import io.auditsphere.app.topology.ProviderCounters;
import io.auditsphere.app.topology.StreamCounters;
import java.util.Locale;

/**
 * What a stream said about its events: a load of which half is anomalies measures something else than people at work.
 *
 * @param results results
 * @param anomalies results with {@code is_anomaly}
 * @param alerts results with {@code is_alert}
 * @param learning results of users without a baseline
 */
record Judged(long results, long anomalies, long alerts, long learning) {

    /** Of a stream that judges nothing. */
    static final Judged NOTHING = new Judged(0, 0, 0, 0);

    /** Since the process started. */
    static Judged of(StreamCounters counters) {
        long learning = counters.providers().values().stream()
                .mapToLong(ProviderCounters::learning)
                .sum();
        return new Judged(counters.results(), counters.anomalies(), counters.alerts(), learning);
    }

    Judged since(Judged before) {
        return new Judged(
                results - before.results,
                anomalies - before.anomalies,
                alerts - before.alerts,
                learning - before.learning);
    }

    String encoded() {
        return results + "/" + anomalies + "/" + alerts + "/" + learning;
    }

    static Judged decoded(String text) {
        String[] parts = text.split("/", 4);
        return new Judged(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    /** The shares in words; empty if nothing was judged. */
    String words() {
        return results == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f %% anomalies, %.2f %% alerts, %.1f %% of learning users",
                        share(anomalies),
                        share(alerts),
                        share(learning));
    }

    private double share(long part) {
        return 100.0 * part / results;
    }
}
