package io.auditsphere.app.api;

import io.auditsphere.app.history.HistoryArchiver;
import io.auditsphere.app.models.ModelFollower;
import io.auditsphere.app.places.Places;
import io.auditsphere.app.serve.StreamsRuntime;
import io.auditsphere.app.topology.ProviderCounters;
import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.UserCensus;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process's metrics. Their names are API: dashboards and alerts are written against them, and a golden file holds
 * them.
 *
 * <p>Everything is counted where it happens, in adders and arrays that allocate nothing, and read when somebody asks.
 * No label is a user's, an address's or anything else that an event can make up: labels are providers, reasons, stores,
 * detectors, suppression rules, topics and partitions of this installation. Thread-safe.
 */
public final class ServiceMetrics implements AutoCloseable {

    private static final double MILLIS = 1_000;
    private static final double MICROS = 1_000_000;

    private final StreamCounters counters;
    private final Clock clock;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private volatile StreamsRuntime stream;
    private volatile ModelFollower models;
    private volatile Places places = Places.withoutDatabases();
    private volatile HistoryArchiver archiver;
    private volatile LiveDetectors detectors = new LiveDetectors(DetectorSet.none(), SourceDetectors.none());
    private volatile Path stateFolder;

    /** Metrics of what is counted here; other parts are added as they start. */
    public ServiceMetrics(StreamCounters counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        registry.getPrometheusRegistry().register((MultiCollector) this::collect);
    }

    /** From now on also what the stream says of itself, and how much room its state's disk has. */
    public void observe(StreamsRuntime running, Path folder) {
        stateFolder = folder;
        stream = running;
    }

    /** From now on also the live models. */
    public void observe(ModelFollower following) {
        models = following;
    }

    /** From now on also the archive of history. */
    public void observe(HistoryArchiver archiving) {
        archiver = archiving;
    }

    /** From now on also the databases of places, if there are any. */
    public void observe(Places looking) {
        places = looking;
    }

    /** From now on also the detectors and the suppression rules in force. */
    public void observe(LiveDetectors inForce) {
        detectors = inForce;
    }

    /** Everything in Prometheus' text form. */
    String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private MetricSnapshots collect() {
        Families families = new Families();
        addEvents(families);
        addProviders(families);
        addUsers(families);
        addFindings(families);
        addDetectors(families);
        if (stream != null) {
            KafkaFamilies.addTo(families, stream);
            families.gauge(
                    "auditsphere_state_disk_free_bytes",
                    "Bytes that are left on the disk of state.folder",
                    stateFolder.toFile().getUsableSpace());
        }
        if (models != null) {
            addModels(families, models);
        }
        if (archiver != null) {
            addArchiver(families, archiver);
        }
        PlaceFamilies.addTo(families, places);
        return new MetricSnapshots(families.found());
    }

    private void addEvents(Families families) {
        families.counter(
                "auditsphere_events", "Events decoded, learning records and duplicates included", counters.events());
        families.counter(
                "auditsphere_events_learnt", "Events that taught the state and gave no result", counters.learnt());
        families.counter(
                "auditsphere_events_duplicate", "Events dropped because their id had been seen", counters.duplicates());
        families.counter(
                "auditsphere_events_repartitioned",
                "Events that passed the repartition topic",
                counters.repartitioned());
        families.counters(
                "auditsphere_dead_letters",
                "Records that could not be read or delivered, by reason",
                "reason",
                counters.deadLetters(),
                Long::doubleValue);
        families.add(Histograms.of(
                "auditsphere_latency_seconds",
                "From an event's arrival to its scored result; readers of what is committed see it commit.interval later",
                counters.latency(),
                MILLIS,
                Histograms.LATENCY));
        families.add(Histograms.of(
                "auditsphere_scoring_seconds",
                "What scoring one event takes: features, forest, detectors, explanation",
                counters.scoring(),
                MICROS,
                Histograms.SCORING));
    }

    private void addProviders(Families families) {
        Map<String, ProviderCounters> all = counters.providers();
        String label = "provider";
        families.counters("auditsphere_results", "Events scored", label, all, ProviderCounters::results);
        families.counters(
                "auditsphere_results_anomalies", "Results that are anomalies", label, all, ProviderCounters::anomalies);
        families.counters(
                "auditsphere_results_alerts", "Results that are alerts", label, all, ProviderCounters::alerts);
        families.counters("auditsphere_results_late", "Results marked late", label, all, ProviderCounters::late);
        families.counters(
                "auditsphere_results_learning",
                "Results of users without a baseline",
                label,
                all,
                ProviderCounters::learning);
        families.counters(
                "auditsphere_results_without_model",
                "Results without a score, since the provider has no model",
                label,
                all,
                ProviderCounters::withoutModel);
        Map<String, Long> unknown = counters.unknownOperations();
        Map<String, Long> unknownByProvider = new HashMap<>();
        all.keySet().forEach(provider -> unknownByProvider.put(provider, unknown.getOrDefault(provider, 0L)));
        families.counters(
                "auditsphere_operations_unknown",
                "Events whose operation is in no catalogue, so that its category is a guess",
                label,
                unknownByProvider,
                Long::doubleValue);
        families.gauges(
                "auditsphere_last_arrival_timestamp_seconds",
                "Arrival of the event scored last; 0 if none was",
                label,
                all,
                one -> one.lastArrivalMs() / MILLIS);
        HistogramSnapshot.Builder delay = HistogramSnapshot.builder()
                .name("auditsphere_event_delay_seconds")
                .help("From an event's creation to its arrival: how late providers and collectors deliver");
        all.forEach((provider, one) ->
                delay.dataPoint(Histograms.point(Labels.of(label, provider), one.delay(), MILLIS, Histograms.DELAY)));
        families.add(delay.build());
    }

    private void addUsers(Families families) {
        UserCensus.Count users = counters.census().total();
        families.gauges(
                "auditsphere_users",
                "Users known to the tasks of this process, as last counted",
                "baseline",
                Map.of("learning", users.learning(), "established", users.established()),
                Long::doubleValue);
        families.counter("auditsphere_users_forgotten", "Users removed after state.ttl", counters.forgottenUsers());
    }

    private void addFindings(Families families) {
        CounterSnapshot.Builder family = CounterSnapshot.builder()
                .name("auditsphere_findings")
                .help("Finding records written, by detector and state");
        counters.findingsByKind()
                .forEach((kind, count) -> family.dataPoint(Families.count(
                        Labels.of(
                                "detector",
                                kind.detector(),
                                "state",
                                kind.state().wireName()),
                        count.doubleValue())));
        families.add(family.build());
        families.counters(
                "auditsphere_alerts_muted",
                "Alerts that a suppression rule muted, of results and of findings about sources",
                "rule",
                mutedByRule(),
                Long::doubleValue);
        families.counter(
                "auditsphere_response_actions",
                "Response actions written, dry runs and withheld ones included",
                counters.responses());
    }

    /** Rules in force that muted nothing yet count too: whoever watches a rule sees that it is there. */
    private Map<String, Long> mutedByRule() {
        Map<String, Long> muted = new TreeMap<>(counters.muted());
        detectors.rules().keySet().forEach(rule -> muted.putIfAbsent(rule, 0L));
        return muted;
    }

    private void addDetectors(Families families) {
        DetectorSet now = detectors.get();
        Map<String, Double> paused = new HashMap<>();
        now.failures().keySet().forEach(name -> paused.put(name, 0.0));
        now.pausedAt(clock.millis()).forEach(name -> paused.put(name, 1.0));
        families.counters(
                "auditsphere_detector_failures",
                "Events that made a detector fail",
                "detector",
                now.failures(),
                Long::doubleValue);
        families.gauges(
                "auditsphere_detector_paused",
                "1 while a detector is left out because it failed too often",
                "detector",
                paused,
                one -> one);
    }

    private void addModels(Families families, ModelFollower following) {
        Map<String, LiveModel> live = following.models();
        families.gauges(
                "auditsphere_model_age_seconds",
                "How long ago the live model was trained",
                "provider",
                live,
                model -> (clock.millis() - model.snapshot().trainedAt().toEpochMilli()) / MILLIS);
        GaugeSnapshot.Builder versions =
                GaugeSnapshot.builder().name("auditsphere_model_version").help("1 for the version of the live model");
        live.forEach((provider, model) -> {
            ModelSnapshot snapshot = model.snapshot();
            versions.dataPoint(Families.level(
                    Labels.of(
                            "provider", provider, "version", snapshot.version().toString()),
                    1));
        });
        families.add(versions.build());
        families.counter("auditsphere_models_swapped", "Times that a model was put in force", following.swapped());
        families.counter("auditsphere_snapshots_refused", "Snapshots that could not be used", following.refused());
    }

    private static void addArchiver(Families families, HistoryArchiver archiving) {
        families.counter("auditsphere_archive_rows", "Events new to the archive", archiving.archived());
        families.counter("auditsphere_archive_known", "Events that the archive had already", archiving.alreadyKnown());
        families.counter("auditsphere_archive_skipped", "Events that the database can never hold", archiving.skipped());
        families.counter("auditsphere_archive_batches", "Batches written to the database", archiving.batches());
        families.counter(
                "auditsphere_archive_failures",
                "Times that reading, writing or committing failed",
                archiving.failures());
        families.gauge(
                "auditsphere_archive_held_up",
                "1 while the database or the brokers hold archiving up",
                archiving.trouble() == null ? 0 : 1);
        families.gauge("auditsphere_archive_lag_records", "Records that wait to be archived", archiving.lagRecords());
    }
}
