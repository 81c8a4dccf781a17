package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.auditsphere.schemas.AuditEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Everything that a story writes is held to its published schema. */
final class Contracts {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contracts() {}

    static void assertValid(String schema, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        assertThat(SCHEMAS.computeIfAbsent(schema, Contracts::load).validate(text, InputFormat.JSON))
                .as("%s against its schema", text)
                .isEmpty();
    }

    static void assertHeadersValid(Headers headers) {
        ObjectNode texts = new ObjectMapper().createObjectNode();
        for (Header header : headers) {
            texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        assertValid("dead-letter-headers", texts.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Schema load(String name) {
        try (InputStream file = AuditEvent.class.getResourceAsStream(name + ".schema.json")) {
            return REGISTRY.getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
