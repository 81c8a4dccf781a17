package io.auditsphere.app.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.model.features.AuditFeatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The pass-through with what the contract asks of any implementation, and nothing computed: one row of state for each
 * user, read and put at each event and logged at each commit, and for each event a result of the usual size with its
 * headers. No features, no scores, no detectors, no duplicates, one node in place of a dozen. What the pipeline costs
 * beyond this is its own; what this costs beyond the pass-through no implementation saves.
 */
final class ContractFloor {

    /**
     * What the pipeline writes down of a user who had events since the last commit, on average in {@code bench stages}: 340
     * bytes of activity, of every fifth 200 of history, of two in five 400 of findings and what detectors keep.
     */
    static final int ROW_BYTES = 540;

    /** What of it changes with an event. */
    private static final int CHANGED_BYTES = 64;

    private static final String STORE = "user-state";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** The fields of a result that is no anomaly, as the schema of {@code anomalies} has them. */
    record Result(
            String kind,
            Subject subject,
            PassThrough.Event event,
            boolean isAnomaly,
            boolean isAlert,
            double anomalyScore,
            int riskScore,
            double confidence,
            List<String> contributingFactors,
            List<String> signals,
            Map<String, Integer> features,
            Model model,
            String baseline,
            List<Learning> learning,
            boolean late,
            String scoredAt) {}

    record Subject(String type, String id) {}

    record Model(String version, String trainedAt, double threshold, double alertThreshold) {}

    record Learning(String detector, String state) {}

    private static final Map<String, Integer> FEATURES = features();
    private static final Model MODEL =
            new Model("01a1ffb2-b0d2-767c-9d5c-37dc27215d03", "2026-11-20T19:54:58.244Z", 0.5312, 0.6871);
    private static final List<Learning> LEARNING = learning();

    private ContractFloor() {}

    static Topology build(Topics topics, LongAdder processed, Properties streams) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(streams)));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of()));
        Serde<byte[]> bytes = Serdes.ByteArray();
        builder.stream(topics.auditEvents(), Consumed.with(bytes, bytes).withName("read"))
                .process(() -> new Work(processed), Named.as("work"), STORE)
                .to(topics.anomalies(), Produced.with(bytes, bytes).withName("write"));
        return builder.build(streams);
    }

    private static final class Work extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

        private final LongAdder processed;
        private KeyValueStore<Bytes, byte[]> rows;

        private Work(LongAdder processed) {
            this.processed = processed;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            rows = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<byte[], byte[]> read) {
            // A history of many users is sent by the handful.
            if (read.value()[0] == '[') {
                for (PassThrough.Event event : PassThrough.readAll(read.value())) {
                    process(read, event);
                }
            } else {
                process(read, PassThrough.read(read.value()));
            }
        }

        private void process(Record<byte[], byte[]> read, PassThrough.Event event) {
            byte[] userKey = (event.provider() + "|" + event.userId()).getBytes(UTF_8);
            put(Bytes.wrap(userKey), event.eventId().hashCode());
            byte[] result = write(event);
            Record<byte[], byte[]> written = new Record<>(userKey, result, read.timestamp());
            addHeaders(written.headers(), event);
            context().forward(written);
            processed.increment();
        }

        private void put(Bytes userKey, int seed) {
            byte[] stored = rows.get(userKey);
            byte[] row = stored == null ? new byte[ROW_BYTES] : stored.clone();
            // Hashes, times and counts: bytes that compress as little as those of real rows.
            int random = seed;
            int from = (seed & Integer.MAX_VALUE) % (ROW_BYTES - CHANGED_BYTES);
            int to = stored == null ? ROW_BYTES : from + CHANGED_BYTES;
            for (int i = stored == null ? 0 : from; i < to; i++) {
                random = random * 1_103_515_245 + 12_345;
                row[i] = (byte) (random >>> 16);
            }
            rows.put(userKey, row);
        }
    }

    private static void addHeaders(Headers headers, PassThrough.Event event) {
        headers.add("event_id", event.eventId().getBytes(UTF_8));
        headers.add("is_anomaly", "false".getBytes(UTF_8));
        headers.add("is_alert", "false".getBytes(UTF_8));
        headers.add("model_version", MODEL.version().getBytes(UTF_8));
    }

    private static byte[] write(PassThrough.Event event) {
        try {
            return JSON.writeValueAsBytes(new Result(
                    "audit",
                    new Subject("user", event.provider() + "|" + event.userId()),
                    event,
                    false,
                    false,
                    0.4127,
                    12,
                    0.9,
                    List.of(),
                    List.of(),
                    FEATURES,
                    MODEL,
                    "established",
                    LEARNING,
                    false,
                    MODEL.trainedAt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the benchmark's own result cannot be written", e);
        }
    }

    private static Map<String, Integer> features() {
        Map<String, Integer> features = new LinkedHashMap<>();
        for (String name : AuditFeatures.SCHEMA.names()) {
            features.put(name, features.size() % 7);
        }
        return features;
    }

    private static List<Learning> learning() {
        List<Learning> learning = new ArrayList<>();
        for (String detector : List.of("access_time", "location", "request_frequency")) {
            learning.add(new Learning(detector, "own_baseline"));
        }
        return learning;
    }
}
