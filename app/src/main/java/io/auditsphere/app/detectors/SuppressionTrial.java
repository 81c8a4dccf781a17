package io.auditsphere.app.detectors;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SignalReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What rules would have muted of the alerts that there were. An alert is muted where each of its signals is; a signal that
 * raised a finding which alerted before is muted by a rule alone that allows its severity. For one thread.
 */
public final class SuppressionTrial {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final String IS_ALERT = "is_alert";
    private static final int SHOWN = 20;
    private static final int MOST_OF_ID = 80;

    private final Suppressions rules;
    private final Map<String, Severity> severities = new HashMap<>();
    private final Map<String, Integer> mutedByRule = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();
    private int alerts;
    private int muted;

    /** A trial of these rules. */
    public SuppressionTrial(Suppressions rules) {
        this.rules = rules;
    }

    /**
     * Reads the alerts of a topic of results, from a time of arrival to its present end.
     *
     * @throws KafkaException if the topic is missing or the brokers do not answer
     */
    public void read(Map<String, ?> clientSettings, String topic, Instant since) {
        Map<String, Object> settings = new HashMap<>(clientSettings);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = seek(consumer, topic, since);
            long silentSince = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    silentSince = System.nanoTime();
                } else if (System.nanoTime() - silentSince > ANSWER_WITHIN.toNanos()) {
                    throw new KafkaException("Topic " + topic + " could not be read to its end: no answer for "
                            + ANSWER_WITHIN.toSeconds() + " s. Check that its partitions have leaders");
                }
                records.forEach(this::take);
            }
        }
    }

    private static Map<TopicPartition, Long> seek(KafkaConsumer<byte[], byte[]> consumer, String topic, Instant since) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, ANSWER_WITHIN);
        if (found == null || found.isEmpty()) {
            throw new KafkaException("Topic " + topic + " does not exist; `auditsphere topics create` creates it, and"
                    + " topics.prefix says what its name begins with");
        }
        Map<TopicPartition, Long> from = new HashMap<>();
        found.forEach(each -> from.put(new TopicPartition(topic, each.partition()), since.toEpochMilli()));
        consumer.assign(from.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet(), ANSWER_WITHIN);
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(from, ANSWER_WITHIN);
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = offsets.get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
        });
        return ends;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Header isAlert = record.headers().lastHeader(IS_ALERT);
        if (isAlert == null || !Arrays.equals(isAlert.value(), TRUE)) {
            return;
        }
        try {
            add(AnomalyJson.read(record.value()));
        } catch (IOException e) {
            throw new KafkaException(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + " holds no result: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Takes the next alert of its user. */
    void add(Anomaly alert) {
        alerts++;
        Muted by = null;
        boolean all = !alert.signals().isEmpty();
        Cause cause = Cause.of(alert.event());
        for (SignalReport signal : alert.signals()) {
            Severity before = severities.get(signal.findingId());
            boolean rises = before != null && signal.severity().compareTo(before) > 0;
            Severity becomes = before == null || rises ? signal.severity() : before;
            severities.put(signal.findingId(), becomes);
            Muted rule = rules.mutes(
                    alert.subject(),
                    signal.detector(),
                    signal.anomalyType(),
                    becomes,
                    before == null ? becomes : before,
                    cause);
            all &= rule != null;
            by = by == null ? rule : by;
        }
        if (all) {
            muted++;
            mutedByRule.merge(by.rule(), 1, Integer::sum);
            if (examples.size() < SHOWN) {
                examples.add("  " + by.rule() + ": " + alert.event().creationTime() + " "
                        + PlainText.of(alert.subject().id(), MOST_OF_ID) + ", "
                        + alert.signals().get(0).detector() + ", "
                        + alert.severity().wireName());
            }
        }
    }

    /** What came of it, for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(muted + " of " + alerts + " alerts would have been muted");
        mutedByRule.forEach((rule, count) -> lines.add("  by " + rule + ": " + count));
        if (!examples.isEmpty()) {
            lines.add(muted > SHOWN ? "the first " + SHOWN + ":" : "these:");
            lines.addAll(examples);
        }
        return lines;
    }
}
