package io.auditsphere.app.topology;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.app.serve.StreamsSettings;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.ResponseActionJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * A stream without a broker: put these records in, expect exactly these out. The driver has one task, of partition 0;
 * with more partitions in the settings most users' events are elsewhere and pass the repartition topic.
 */
final class StreamStory implements AutoCloseable {

    /** A Tuesday morning in business hours everywhere it matters. */
    static final Instant MORNING = Instant.parse("2026-03-03T05:00:00Z");

    /** Of many records the first are held to their schema: checking one takes a hundred times as long as writing it. */
    private static final int CHECKED = 100;

    final StreamCounters counters = new StreamCounters();
    private final Topics topics;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;

    StreamStory(TopologySettings settings, ModelSource models, Path folder) {
        this(settings, models, folder, StreamStory::scorer);
    }

    StreamStory(TopologySettings settings, ModelSource models, Path folder, Supplier<EventScorer> scorers) {
        this(settings, models, folder, scorers, ResponsePolicy.none(), Suppressions.none(), Clock.systemUTC());
    }

    StreamStory(
            TopologySettings settings, ModelSource models, Path folder, Supplier<EventScorer> scorers, Clock clock) {
        this(settings, models, folder, scorers, ResponsePolicy.none(), Suppressions.none(), clock);
    }

    StreamStory(
            TopologySettings settings,
            ModelSource models,
            Path folder,
            Supplier<EventScorer> scorers,
            ResponsePolicy responses) {
        this(settings, models, folder, scorers, responses, Suppressions.none(), Clock.systemUTC());
    }

    StreamStory(
            TopologySettings settings,
            ModelSource models,
            Path folder,
            Supplier<EventScorer> scorers,
            ResponsePolicy responses,
            Suppressions rules,
            Clock clock) {
        topics = settings.topics();
        StreamParts parts = new StreamParts(
                new EventDecoder(IngestSettings.defaults()),
                scorers,
                models,
                new SourceWatch(SourceDetectors::asShipped, () -> rules, FindingSettings.defaults()),
                responses,
                counters,
                clock);
        Properties properties =
                StreamsSettings.defaults().withIdentity("story", folder).properties(settings, counters);
        driver = new TopologyTestDriver(AuditTopology.build(settings, parts, properties), properties, MORNING);
        input = driver.createInputTopic(topics.auditEvents(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static EventScorer scorer() {
        return scorer(Clock.fixed(MORNING, ZoneOffset.UTC));
    }

    static EventScorer scorer(Clock clock) {
        return new EventScorer(
                new FeatureEngine(FeatureSettings.defaults()), DetectorSet.none(), ScoringSettings.defaults(), clock);
    }

    static TopologySettings onePartition() {
        return TopologySettings.defaults().withPartitions(1);
    }

    static AuditEvent event(String id, String user, Instant created) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .creationTime(created)
                .operation("FileAccessed")
                .operationCategory(OperationCategory.ACCESS)
                .userId(user)
                .clientIp("203.0.113.7")
                .resourcePath("https://example.sharepoint.com/sites/finance")
                .resourceName("plan.docx")
                .build();
    }

    /** An event arrives at the moment of its creation. */
    void arrives(AuditEvent event) {
        arrives(event, event.creationTime());
    }

    void arrives(AuditEvent event, Instant arrival) {
        arrives(bytes(event.userKey()), AuditEventJson.toBytes(event), new RecordHeaders(), arrival);
    }

    void teaches(AuditEvent event) {
        Headers headers = new RecordHeaders();
        Purpose.markLearn(headers);
        arrives(bytes(event.userKey()), AuditEventJson.toBytes(event), headers, event.creationTime());
    }

    void arrives(byte[] key, byte[] value, Headers headers, Instant arrival) {
        input.pipeInput(new TestRecord<>(key, value, headers, arrival));
    }

    /** Time passes on the wall, not in the events. */
    void wallClockAdvances(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<Anomaly> anomalies() {
        return anomalyRecords().stream().map(StreamStory::anomaly).toList();
    }

    static Anomaly anomaly(TestRecord<byte[], byte[]> written) {
        return read(written.value(), AnomalyJson::read);
    }

    List<TestRecord<byte[], byte[]>> anomalyRecords() {
        List<TestRecord<byte[], byte[]>> results = records(topics.anomalies());
        results.stream().limit(CHECKED).forEach(each -> Contracts.assertValid("anomaly", each.value()));
        return results;
    }

    List<Finding> findings() {
        List<TestRecord<byte[], byte[]>> findings = records(topics.findings());
        findings.stream().limit(CHECKED).forEach(each -> Contracts.assertValid("finding", each.value()));
        return findings.stream()
                .map(each -> read(each.value(), FindingJson::read))
                .toList();
    }

    List<ResponseAction> responses() {
        List<TestRecord<byte[], byte[]>> actions = records(topics.responseActions());
        actions.stream().limit(CHECKED).forEach(each -> Contracts.assertValid("response-action", each.value()));
        return actions.stream()
                .map(each -> read(each.value(), ResponseActionJson::read))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        List<TestRecord<byte[], byte[]>> letters = records(topics.deadLetters());
        letters.forEach(each -> Contracts.assertHeadersValid(each.headers()));
        return letters;
    }

    /** Forgets what was written to the dead letters and to the results; returns how many dead letters there were. */
    int discardOutput() {
        records(topics.anomalies());
        return records(topics.deadLetters()).size();
    }

    KeyValueStore<Bytes, byte[]> store(String name) {
        if (name.equals(Names.EVENT_TIME)) {
            return driver.getKeyValueStore(name);
        }
        @SuppressWarnings("unchecked") // only the stores of users are asked for
        StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory> store =
                (StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory>) (Object) driver.getStateStore(name);
        // A test may change the bytes: nothing is remembered as an object, and the driver has committed.
        store.clearCache();
        return store.stored();
    }

    private List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** What Kafka Streams and RocksDB say of themselves. */
    Map<MetricName, ? extends Metric> metrics() {
        return driver.metrics();
    }

    @Override
    public void close() {
        driver.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String header(TestRecord<byte[], byte[]> written, String name) {
        var header = written.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private interface Reader<T> {
        T read(byte[] bytes) throws IOException;
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        try {
            return reader.read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
