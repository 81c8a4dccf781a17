package io.auditsphere.app.local.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.app.topology.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What the pipeline is compared with: the least that a stream of JSON can do. Each record is bound to a Java record and
 * written back, both by Jackson's data binding, to the same topic as results, with the same clients' settings.
 */
final class PassThrough {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** The fields of the normalised form that the benchmark's records have. */
    record Event(
            String eventId,
            String provider,
            String creationTime,
            String operation,
            String operationCategory,
            String userId,
            String userType,
            String clientIp,
            String userAgent,
            String resourcePath,
            String resourceName,
            String outcome,
            String failureKind,
            String target,
            String country,
            String city,
            boolean sensitive,
            Map<String, String> attributes) {}

    private PassThrough() {}

    static Topology build(Topics topics, LongAdder processed, Properties streams) {
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(streams)));
        Serde<byte[]> bytes = Serdes.ByteArray();
        builder.stream(topics.auditEvents(), Consumed.with(bytes, bytes).withName("read"))
                .mapValues(value -> {
                    processed.increment();
                    return write(read(value));
                })
                .to(topics.anomalies(), Produced.with(bytes, bytes).withName("write"));
        return builder.build(streams);
    }

    static Event read(byte[] value) {
        try {
            return JSON.readValue(value, Event.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark's own record cannot be read", e);
        }
    }

    /** The events of a record that holds several. */
    static Event[] readAll(byte[] value) {
        try {
            return JSON.readValue(value, Event[].class);
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark's own record cannot be read", e);
        }
    }

    static byte[] write(Event event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new UncheckedIOException("the benchmark's own record cannot be written", e);
        }
    }
}
