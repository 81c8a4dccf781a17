package io.auditsphere.app.local.bench;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** What RocksDB says of the stores of a stream, all tasks together. */
final class StoreSizes {

    private StoreSizes() {}

    /** {@code name:bytes:keys} of each store, separated by blanks: live data on disk and in memory, keys estimated. */
    static String of(KafkaStreams streams) {
        Map<String, long[]> sizes = new TreeMap<>();
        for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
            Map<String, String> tags = metric.getKey().tags();
            String store = tags.getOrDefault("rocksdb-state-id", tags.get("rocksdb-window-state-id"));
            if (store == null || !(metric.getValue().metricValue() instanceof Number value)) {
                continue;
            }
            long[] sums = sizes.computeIfAbsent(store, name -> new long[2]);
            switch (metric.getKey().name()) {
                case "live-sst-files-size", "cur-size-all-mem-tables" -> sums[0] += value.longValue();
                case "estimate-num-keys" -> sums[1] += value.longValue();
                default -> {
                    // Nothing else is asked.
                }
            }
        }
        StringBuilder text = new StringBuilder();
        sizes.forEach((name, sums) -> text.append(text.isEmpty() ? "" : " ")
                .append(name)
                .append(':')
                .append(sums[0])
                .append(':')
                .append(sums[1]));
        return text.toString();
    }
}
