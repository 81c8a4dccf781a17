package io.auditsphere.app.history;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What a consumer's own metrics say of how far it is behind. */
final class RecordsLag {

    private RecordsLag() {}

    /** Records that waited to be read when the brokers last answered, all partitions together. */
    static long of(Map<MetricName, ? extends Metric> metrics) {
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> one : metrics.entrySet()) {
            if (one.getKey().name().equals("records-lag")
                    && one.getValue().metricValue() instanceof Number records
                    && !Double.isNaN(records.doubleValue())) {
                lag += records.doubleValue();
            }
        }
        return (long) lag;
    }
}
