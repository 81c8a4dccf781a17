package io.auditsphere.app.api;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The families of one scrape, as they are found. For one thread. */
final class Families {

    private final List<MetricSnapshot> found = new ArrayList<>();

    void add(MetricSnapshot family) {
        found.add(family);
    }

    /** A counter without labels; {@code _total} is added to its name. */
    void counter(String name, String help, long value) {
        found.add(CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(count(Labels.EMPTY, (double) value))
                .build());
    }

    /** A gauge without labels. */
    void gauge(String name, String help, long value) {
        found.add(GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(level(Labels.EMPTY, (double) value))
                .build());
    }

    /** A counter for each key. */
    <T> void counters(String name, String help, String label, Map<String, T> all, ToDoubleFunction<T> value) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        all.forEach((key, one) -> family.dataPoint(count(Labels.of(label, key), value.applyAsDouble(one))));
        found.add(family.build());
    }

    /** A gauge for each key. */
    <T> void gauges(String name, String help, String label, Map<String, T> all, ToDoubleFunction<T> value) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        all.forEach((key, one) -> family.dataPoint(level(Labels.of(label, key), value.applyAsDouble(one))));
        found.add(family.build());
    }

    static CounterDataPointSnapshot count(Labels labels, double value) {
        return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    static GaugeDataPointSnapshot level(Labels labels, double value) {
        return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
    }

    List<MetricSnapshot> found() {
        return found;
    }
}
