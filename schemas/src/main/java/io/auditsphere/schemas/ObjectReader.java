package io.auditsphere.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object of a contract and says which field is wrong. For readers off the hot path;
 * unknown fields are ignored. For one thread.
 */
final class ObjectReader {

    private final String contract;
    private final JsonNode object;

    ObjectReader(String contract, JsonNode object) {
        this.contract = contract;
        this.object = object;
    }

    static ObjectReader of(String contract, byte[] bytes) throws IOException {
        return new ObjectReader(contract, Json.object(bytes));
    }

    /** The objects of an array, named by their places in it, or the one object that stands there by itself. */
    static List<ObjectReader> oneOrMore(String contract, byte[] bytes) throws IOException {
        JsonNode root = Json.tree(bytes);
        if (!root.isArray()) {
            return List.of(of(contract, bytes));
        }
        List<ObjectReader> objects = new ArrayList<>();
        for (JsonNode element : root) {
            String name = contract + '[' + objects.size() + ']';
            if (!element.isObject()) {
                throw new IOException(name + ": expected an object, found " + element.getNodeType());
            }
            objects.add(new ObjectReader(name, element));
        }
        return objects;
    }

    /** What is being read, for messages. */
    String contract() {
        return contract;
    }

    String string(String field) throws IOException {
        String value = nullableString(field);
        if (value == null) {
            throw wrong(field, "a string");
        }
        return value;
    }

    String nullableString(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(field, "a string");
        }
        return value.textValue();
    }

    boolean bool(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null || !value.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return value.booleanValue();
    }

    double number(String field) throws IOException {
        Double value = nullableNumber(field);
        if (value == null) {
            throw wrong(field, "a number");
        }
        return value;
    }

    Double nullableNumber(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw wrong(field, "a number");
        }
        return value.doubleValue();
    }

    long whole(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null || !value.canConvertToExactIntegral() || !value.canConvertToLong()) {
            throw wrong(field, "a whole number");
        }
        return value.longValue();
    }

    Instant time(String field) throws IOException {
        Instant value = nullableTime(field);
        if (value == null) {
            throw wrong(field, "an RFC 3339 time");
        }
        return value;
    }

    Instant nullableTime(String field) throws IOException {
        String text = nullableString(field);
        if (text == null) {
            return null;
        }
        Instant value = Rfc3339.parseOrNull(text);
        if (value == null) {
            throw wrong(field, "an RFC 3339 time");
        }
        return value;
    }

    <E extends Enum<E> & WireName> E constant(String field, Class<E> type) throws IOException {
        E value = nullableConstant(field, type);
        if (value == null) {
            throw wrong(field, "one of the names of " + type.getSimpleName());
        }
        return value;
    }

    <E extends Enum<E> & WireName> E nullableConstant(String field, Class<E> type) throws IOException {
        String name = nullableString(field);
        if (name == null) {
            return null;
        }
        E value = WireName.find(type, name).orElse(null);
        if (value == null) {
            throw wrong(field, "one of the names of " + type.getSimpleName());
        }
        return value;
    }

    /** The object of this field, or null if it is absent or null. */
    ObjectReader nullableObject(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw wrong(field, "an object");
        }
        return new ObjectReader(contract + '.' + field, value);
    }

    Subject subject() throws IOException {
        ObjectReader subject = nullableObject("subject");
        if (subject == null) {
            throw wrong("subject", "an object");
        }
        return new Subject(subject.constant("type", SubjectType.class), subject.string("id"));
    }

    /** The objects of an array in order; empty if the field is absent. */
    List<ObjectReader> objects(String field) throws IOException {
        List<ObjectReader> elements = new ArrayList<>();
        for (JsonNode element : array(field)) {
            if (!element.isObject()) {
                throw wrong(field, "an array of objects");
            }
            elements.add(new ObjectReader(contract + '.' + field, element));
        }
        return elements;
    }

    /** The objects of an object in order; empty if the field is absent. */
    Map<String, ObjectReader> objectsByName(String field) throws IOException {
        return byName(
                field,
                "an object of objects",
                node -> node.isObject() ? new ObjectReader(contract + '.' + field, node) : null);
    }

    /**
     * Refuses fields that are none of these: what people write by hand may be misspelt.
     *
     * @throws IOException if there is another one; the message names it
     */
    void only(String... fields) throws IOException {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!Arrays.asList(fields).contains(field.getKey())) {
                String shown = field.getKey().length() > 60 ? field.getKey().substring(0, 60) + "…" : field.getKey();
                throw new IOException(
                        contract + " has no field \"" + shown + "\"; there are " + String.join(", ", fields));
            }
        }
    }

    /** The strings of an array in order; empty if the field is absent. */
    List<String> strings(String field) throws IOException {
        List<String> elements = new ArrayList<>();
        for (JsonNode element : array(field)) {
            if (!element.isTextual()) {
                throw wrong(field, "an array of strings");
            }
            elements.add(element.textValue());
        }
        return List.copyOf(elements);
    }

    Map<String, Double> numbersByName(String field) throws IOException {
        return byName(field, "an object of numbers", node -> node.isNumber() ? node.doubleValue() : null);
    }

    Map<String, String> stringsByName(String field) throws IOException {
        return byName(field, "an object of strings", JsonNode::textValue);
    }

    /** Numbers (Long or Double), flags, texts and lists of texts by name; empty if the field is absent. */
    Map<String, Object> settingsByName(String field) throws IOException {
        return byName(field, "a number, true or false, a text or a list of texts", ObjectReader::settingOrNull);
    }

    private static Object settingOrNull(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.canConvertToExactIntegral() && node.canConvertToLong()
                    ? (Object) node.longValue()
                    : (Object) node.doubleValue();
        }
        if (!node.isArray()) {
            return node.textValue();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : node) {
            if (!element.isTextual()) {
                return null;
            }
            texts.add(element.textValue());
        }
        return List.copyOf(texts);
    }

    private <T> Map<String, T> byName(String field, String expected, Function<JsonNode, T> read) throws IOException {
        Map<String, T> values = new LinkedHashMap<>();
        ObjectReader named = nullableObject(field);
        if (named != null) {
            for (Map.Entry<String, JsonNode> entry : named.object.properties()) {
                T value = read.apply(entry.getValue());
                if (value == null) {
                    throw wrong(field + '.' + entry.getKey(), expected);
                }
                values.put(entry.getKey(), value);
            }
        }
        return values;
    }

    private Iterable<JsonNode> array(String field) throws IOException {
        JsonNode value = present(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field, "an array");
        }
        return value;
    }

    private JsonNode present(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private IOException wrong(String field, String expected) {
        JsonNode found = object.get(field);
        String shown = found == null ? "nothing" : found.toString();
        return new IOException(contract + ": " + field + ": expected " + expected + ", found "
                + (shown.length() > 200 ? shown.substring(0, 200) + "…" : shown));
    }
}
