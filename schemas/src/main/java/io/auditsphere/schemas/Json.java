package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the codecs of this package share: one factory, its bounds, and the forms of values. Thread-safe. */
final class Json {

    /** Deep enough for every contract here (five levels), far from what exhausts a stack. */
    private static final int MAX_DEPTH = 64;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .maxStringLength(1 << 20)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private static final ObjectMapper TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Writes one value. */
    @FunctionalInterface
    interface Writer<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }

    private Json() {}

    static <T> byte[] toBytes(T value, Writer<T> writer) {
        BufferRecycler recycler = FACTORY._getBufferRecycler();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(recycler, 1024)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                writer.write(value, json);
            }
            return bytes.getClearAndRelease();
        } catch (IOException e) {
            throw new UncheckedIOException("a value that JSON cannot hold: " + e.getMessage(), e);
        } finally {
            recycler.releaseToPool();
        }
    }

    /** The one JSON object that the bytes hold; throws if they hold anything else. */
    static JsonNode object(byte[] bytes) throws IOException {
        JsonNode node = tree(bytes);
        if (node == null || !node.isObject()) {
            throw new IOException("expected a JSON object, found "
                    + (node == null ? "nothing" : node.getNodeType().toString()));
        }
        return node;
    }

    /** Any JSON value; a missing node where there is none. */
    static JsonNode tree(byte[] bytes) throws IOException {
        return TREES.readTree(bytes);
    }

    /** The wire names of an enum's constants, encoded once. */
    static <E extends Enum<E> & WireName> Map<E, SerializedString> encoded(Class<E> type) {
        Map<E, SerializedString> names = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            names.put(constant, new SerializedString(constant.wireName()));
        }
        return names;
    }

    static void string(JsonGenerator json, SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    static <E> void nullable(JsonGenerator json, SerializableString name, E value, Map<E, SerializedString> names)
            throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(names.get(value));
        }
    }

    static <E> void constant(JsonGenerator json, SerializableString name, E value, Map<E, SerializedString> names)
            throws IOException {
        json.writeFieldName(name);
        json.writeString(names.get(value));
    }

    static void strings(JsonGenerator json, SerializableString name, List<String> values) throws IOException {
        json.writeFieldName(name);
        json.writeStartArray();
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    static void bool(JsonGenerator json, SerializableString name, boolean value) throws IOException {
        json.writeFieldName(name);
        json.writeBoolean(value);
    }

    static void time(JsonGenerator json, SerializableString name, Instant value) throws IOException {
        json.writeFieldName(name);
        json.writeString(Rfc3339.format(value));
    }

    static void nullableTime(JsonGenerator json, SerializableString name, Instant value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(Rfc3339.format(value));
        }
    }

    /** Whole numbers are written without a fraction; what JSON cannot hold is written as null. */
    static void number(JsonGenerator json, double value) throws IOException {
        int whole = (int) value;
        if (whole == value) {
            json.writeNumber(whole);
        } else if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
