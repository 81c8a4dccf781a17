package io.auditsphere.app.api;

import io.auditsphere.app.topology.LatencyRecorder;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/**
 * Recorders in Prometheus' form. What a recorder's cell straddles counts to the higher bucket, so that a quantile is
 * never shown as better than it is, and by a sixteenth at most as worse.
 */
final class Histograms {

    /** From a fraction of a commit interval to what restoring takes. */
    static final double[] LATENCY = {0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800};
    /** From one event without a model to one that detectors and explanation take their time for. */
    static final double[] SCORING = {
        0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 1
    };
    /** From a collector at once to the latest that providers were seen to deliver. */
    static final double[] DELAY = {1, 10, 60, 300, 900, 1800, 3600, 7200, 21600, 43200, 86400, 172800, 259200};

    private Histograms() {}

    /**
     * A family of one histogram.
     *
     * @param unitsPerSecond of the recorder: 1,000 if it counts milliseconds
     */
    static HistogramSnapshot of(
            String name, String help, LatencyRecorder recorder, double unitsPerSecond, double[] bounds) {
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.EMPTY, recorder, unitsPerSecond, bounds))
                .build();
    }

    /** One histogram of a family. */
    static HistogramDataPointSnapshot point(
            Labels labels, LatencyRecorder recorder, double unitsPerSecond, double[] bounds) {
        double[] upper = new double[bounds.length + 1];
        long[] units = new long[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            upper[i] = bounds[i];
            units[i] = (long) (bounds[i] * unitsPerSecond);
        }
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(upper, recorder.snapshot().counts(units)))
                .sum(recorder.sum() / unitsPerSecond)
                .build();
    }
}
