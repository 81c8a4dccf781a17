package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A node of a mapping file together with where it stands, so that every complaint names the file, the field, what is
 * allowed and what was found. Immutable.
 */
final class MappingNode {

    private static final int SHOWN = 80;

    private final String file;
    private final String path;
    private final String name;
    private final JsonNode node;

    private MappingNode(String file, String path, String name, JsonNode node) {
        this.file = file;
        this.path = path;
        this.name = name;
        this.node = node;
    }

    static MappingNode root(String file, JsonNode node) {
        return new MappingNode(file, "", "", node);
    }

    /** The complaint about this node. */
    IOException expected(String what) {
        String found = node.isMissingNode() ? "nothing" : Text.cleanOrNull(Text.cut(node.toString(), SHOWN), SHOWN);
        return new IOException(
                file + ": " + (path.isEmpty() ? "the file" : path) + ": expected " + what + ", found " + found);
    }

    /** A field of this object, possibly missing. */
    MappingNode at(String field) {
        return new MappingNode(file, path + "/" + field, field, node.path(field));
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    boolean isText() {
        return node.isTextual();
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isList() {
        return node.isArray();
    }

    boolean has(String name) {
        return node.has(name);
    }

    /** Refuses anything but an object with these fields alone. */
    MappingNode object(String... allowed) throws IOException {
        if (!node.isObject()) {
            throw expected("an object with " + String.join(", ", allowed));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!List.of(allowed).contains(field.getKey())) {
                throw new IOException(file + ": " + path + "/" + field.getKey()
                        + ": there is no such field; allowed are " + String.join(", ", allowed));
            }
        }
        return this;
    }

    /** The fields of this object, in the file's order. */
    List<MappingNode> fields(String what) throws IOException {
        if (!node.isObject()) {
            throw expected(what);
        }
        List<MappingNode> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            fields.add(at(field.getKey()));
        }
        return fields;
    }

    /** The elements of this list; a single value is a list of one. */
    List<MappingNode> elements() {
        if (!node.isArray()) {
            return List.of(this);
        }
        List<MappingNode> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new MappingNode(file, path + "/" + i, Integer.toString(i), node.get(i)));
        }
        return elements;
    }

    /** The field's name. */
    String name() {
        return name;
    }

    /** Text that is not blank. */
    String text(String what) throws IOException {
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw expected(what);
        }
        return node.textValue();
    }

    /** The text of a string, number or boolean. */
    String scalar(String what) throws IOException {
        if (!node.isValueNode() || node.isNull()) {
            throw expected(what);
        }
        return node.asText();
    }

    /** One of these words, in lower case; anything at all if there are none. */
    String word(Collection<String> allowed) throws IOException {
        String word = scalar(allowed.isEmpty() ? "text" : "one of " + String.join(", ", allowed));
        if (!allowed.isEmpty()) {
            word = word.toLowerCase(Locale.ROOT);
            if (!allowed.contains(word)) {
                throw expected("one of " + String.join(", ", allowed));
            }
        }
        return word;
    }

    boolean flag(boolean otherwise) throws IOException {
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    int wholeNumber(int otherwise) throws IOException {
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isInt()) {
            throw expected("a whole number");
        }
        return node.intValue();
    }
}
