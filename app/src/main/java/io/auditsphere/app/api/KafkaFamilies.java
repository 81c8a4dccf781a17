package io.auditsphere.app.api;

import io.auditsphere.app.serve.StreamsRuntime;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * What Kafka Streams and its consumers know of themselves: lag, restoring, sizes of stores. Of the hundreds of metrics
 * that they have, those that somebody is woken by, under names of our own that a new version of Kafka does not change.
 */
final class KafkaFamilies {

    private static final String CONSUMER = "consumer-fetch-manager-metrics";
    private static final String STORES = "stream-state-metrics";

    private KafkaFamilies() {}

    static void addTo(Families families, StreamsRuntime stream) {
        Map<MetricName, ? extends Metric> metrics = stream.streams().metrics();
        addLag(families, stream, metrics);
        addStores(families, metrics);
        families.gauge(
                "auditsphere_stream_running", "1 while events are processed, 0 otherwise", stream.ready() ? 1 : 0);
        families.counter("auditsphere_rebalances", "Times that partitions were assigned anew", stream.rebalances());
        families.counter("auditsphere_thread_failures", "Stream threads that died", stream.threadFailures());
        families.counter("auditsphere_restored_records", "Changelog records read back into state", stream.restored());
        families.gauge(
                "auditsphere_restoring_records",
                "Changelog records that are still to be read back before their tasks can go on",
                stream.restoring());
    }

    /** Records behind the end of what is committed, for each partition that this process reads. */
    private static void addLag(Families families, StreamsRuntime stream, Map<MetricName, ? extends Metric> metrics) {
        Map<String, Map<String, Double>> byTopic = new TreeMap<>();
        metrics.forEach((name, metric) -> {
            String topic = name.tags().get("topic");
            String partition = name.tags().get("partition");
            if (name.group().equals(CONSUMER)
                    && name.name().equals("records-lag")
                    && topic != null
                    && partition != null
                    && stream.reads(topic)) {
                byTopic.computeIfAbsent(topic, unused -> new TreeMap<>()).merge(partition, number(metric), Math::max);
            }
        });
        GaugeSnapshot.Builder family = GaugeSnapshot.builder()
                .name("auditsphere_consumer_lag_records")
                .help("Records that wait to be read, by partition of this process");
        byTopic.forEach((topic, partitions) -> partitions.forEach((partition, lag) ->
                family.dataPoint(Families.level(Labels.of("topic", topic, "partition", partition), lag))));
        families.add(family.build());
    }

    private static void addStores(Families families, Map<MetricName, ? extends Metric> metrics) {
        Map<String, Double> entries = new TreeMap<>();
        Map<String, Double> disk = new TreeMap<>();
        Map<String, Double> memory = new TreeMap<>();
        metrics.forEach((name, metric) -> {
            String store = name.group().equals(STORES) ? storeOf(name) : null;
            if (store != null) {
                switch (name.name()) {
                    case "estimate-num-keys" -> entries.merge(store, number(metric), Double::sum);
                    case "total-sst-files-size" -> disk.merge(store, number(metric), Double::sum);
                    case "size-all-mem-tables" -> memory.merge(store, number(metric), Double::sum);
                    default -> {
                        // One of the many that nobody is woken by.
                    }
                }
            }
        });
        families.gauges("auditsphere_store_entries", "Entries of a store, roughly", "store", entries, one -> one);
        families.gauges("auditsphere_store_disk_bytes", "Bytes of a store's files", "store", disk, one -> one);
        families.gauges(
                "auditsphere_store_memory_bytes",
                "Bytes of a store in memory that are not yet in its files",
                "store",
                memory,
                one -> one);
    }

    /** A tag such as {@code rocksdb-window-state-id} has the store's name. */
    private static String storeOf(MetricName name) {
        for (Map.Entry<String, String> tag : name.tags().entrySet()) {
            if (tag.getKey().endsWith("-state-id")) {
                return tag.getValue();
            }
        }
        return null;
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number value && !Double.isNaN(value.doubleValue())
                ? value.doubleValue()
                : 0;
    }
}
