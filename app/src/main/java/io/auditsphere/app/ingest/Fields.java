package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/**
 * Looks into trees whose shape strangers chose: whatever is absent, null, blank or of another kind is null or the missing
 * node, and nothing throws.
 */
final class Fields {

    private Fields() {}

    /** The text of a string, number or boolean; null for anything else and for blanks. */
    static String text(JsonNode object, String name) {
        return scalar(object.get(name));
    }

    /** The text at the end of a path of names. */
    static String textAt(JsonNode object, String... path) {
        return scalar(at(object, path));
    }

    /** The text of the first of these fields that has one. */
    static String firstText(JsonNode object, String... names) {
        for (String name : names) {
            String text = scalar(object.get(name));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The first text that is not null. */
    static String first(String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The node at the end of a path of names, or the missing node. */
    static JsonNode at(JsonNode object, String... path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** The object or array of this field, also where a collector wrote it as JSON text; else the missing node. */
    static JsonNode structured(JsonNode object, String name) {
        JsonNode node = object.path(name);
        if (node.isTextual()) {
            JsonNode parsed = JsonText.containerOrNull(node.textValue());
            return parsed == null ? MissingNode.getInstance() : parsed;
        }
        return node.isContainerNode() ? node : MissingNode.getInstance();
    }

    /** A field whose name some collectors write in another case; the missing node if there is none. */
    static JsonNode anyCase(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** The value of the entry of a list of {@code {Name, Value}} objects that has this name. */
    static String named(JsonNode list, String nameField, String name, String valueField) {
        for (JsonNode entry : list) {
            if (name.equalsIgnoreCase(text(entry, nameField))) {
                return text(entry, valueField);
            }
        }
        return null;
    }

    static String scalar(JsonNode node) {
        if (node == null || !node.isValueNode() || node.isNull()) {
            return null;
        }
        String text = node.asText();
        return text.isBlank() ? null : text;
    }

    static Double number(JsonNode node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isTextual() ? NumberText.doubleOrNull(node.textValue()) : null;
    }

    static boolean isTrue(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : "true".equalsIgnoreCase(node.asText());
    }

    /** What stands behind the last slash or backslash; the text itself if there is none behind. */
    static String lastSegment(String path) {
        if (path == null) {
            return null;
        }
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return slash < 0 || slash == path.length() - 1 ? path : path.substring(slash + 1);
    }

    /** What stands before the last slash; null if there is nothing. */
    static String parent(String path) {
        int slash = path == null ? -1 : path.lastIndexOf('/');
        return slash <= 0 ? null : path.substring(0, slash);
    }
}
