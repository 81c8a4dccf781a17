package io.auditsphere.app.detectors;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SignalReport;
import io.auditsphere.schemas.Subject;
import io.auditsphere.schemas.SubjectType;
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
 * What rules would have muted of the alerts that there were: of results, and of findings about source addresses, which no
 * result tells. An alert is muted where each of its signals is; a signal that raised a finding which alerted before is muted
 * by a rule alone that allows its severity. For one thread.
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
     * Reads the alerts of the results and of the findings about source addresses, from a time of arrival to the present.
     *
     * @throws KafkaException if a topic is missing or the brokers do not answer
     */
    public void read(Map<String, ?> clientSettings, Topics topics, Instant since) {
        read(clientSettings, topics.anomalies(), since, this::takeResult);
        read(clientSettings, topics.findings(), since, this::takeFinding);
    }

    private static void read(Map<String, ?> clientSettings, String topic, Instant since, Taker taker) {
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
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    take(record, taker);
                }
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

    /** Takes one record. */
    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private static void take(ConsumerRecord<byte[], byte[]> record, Taker taker) {
        try {
            taker.take(record);
        } catch (IOException e) {
            throw new KafkaException(
                    record.topic() + "-" + record.partition() + "@" + record.offset() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private void takeResult(ConsumerRecord<byte[], byte[]> record) throws IOException {
        Header isAlert = record.headers().lastHeader(IS_ALERT);
        if (isAlert != null && Arrays.equals(isAlert.value(), TRUE)) {
            add(AnomalyJson.read(record.value()));
        }
    }

    private void takeFinding(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (record.value() != null) {
            add(FindingJson.read(record.value()));
        }
    }

    /** Takes the next word about a finding; it is an alert where it is of a source address, and opens or rises unmuted. */
    void add(Finding finding) {
        boolean alert = finding.subject().type() == SubjectType.ADDRESS
                && finding.state() != FindingState.CLOSED
                && finding.muted() == null
                && !finding.severity().equals(severities.get(finding.findingId()));
        if (!alert) {
            return;
        }
        alerts++;
        Cause cause = Cause.ofSource(finding);
        Muted rule = mutes(
                finding.subject(),
                finding.findingId(),
                finding.detector(),
                finding.anomalyType(),
                finding.severity(),
                cause);
        if (rule != null) {
            muted(rule, finding.lastSeen(), finding.subject(), finding.detector(), finding.severity());
        }
    }

    /** Takes the next alert of its user. */
    void add(Anomaly alert) {
        alerts++;
        Muted by = null;
        boolean all = !alert.signals().isEmpty();
        Cause cause = Cause.of(alert.event());
        for (SignalReport signal : alert.signals()) {
            Muted rule = mutes(
                    alert.subject(),
                    signal.findingId(),
                    signal.detector(),
                    signal.anomalyType(),
                    signal.severity(),
                    cause);
            all &= rule != null;
            by = by == null ? rule : by;
        }
        if (all) {
            muted(
                    by,
                    alert.event().creationTime(),
                    alert.subject(),
                    alert.signals().get(0).detector(),
                    alert.severity());
        }
    }

    /** The rule that mutes a signal, by what its finding was before; null if none does. */
    private Muted mutes(
            Subject subject, String finding, String detector, AnomalyType type, Severity severity, Cause cause) {
        Severity before = severities.get(finding);
        Severity becomes = before == null || severity.compareTo(before) > 0 ? severity : before;
        severities.put(finding, becomes);
        return rules.mutes(subject, detector, type, becomes, before == null ? becomes : before, cause);
    }

    private void muted(Muted by, Instant time, Subject subject, String detector, Severity severity) {
        muted++;
        mutedByRule.merge(by.rule(), 1, Integer::sum);
        if (examples.size() < SHOWN) {
            examples.add("  " + by.rule() + ": " + time + " " + PlainText.of(subject.id(), MOST_OF_ID) + ", " + detector
                    + ", " + severity.wireName());
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
