package io.auditsphere.app.ingest;

/**
 * Looks into trees whose shape strangers chose: whatever is absent, null, blank or of another kind is null or the missing
 * node, and nothing throws.
 */
final class Fields {

    private Fields() {}

    /** The text of a string, number or boolean; null for anything else and for blanks. */
    static String text(JsonValue object, String name) {
        return object.text(name);
    }

    /** The text of a field of a field. */
    static String textAt(JsonValue object, String name, String within) {
        return object.path(name).text(within);
    }

    /** The text at the end of a path of names. */
    static String textAt(JsonValue object, String... path) {
        return at(object, path).scalar();
    }

    /** The text of this field, else of that one. */
    static String firstText(JsonValue object, String name, String other) {
        String text = object.text(name);
        return text == null ? object.text(other) : text;
    }

    /** The text of the first of three fields that has one. */
    static String firstText(JsonValue object, String name, String second, String third) {
        String text = firstText(object, name, second);
        return text == null ? object.text(third) : text;
    }

    /** The text of the first of these fields that has one. */
    static String firstText(JsonValue object, String... names) {
        for (String name : names) {
            String text = object.text(name);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The first text, else the other. */
    static String first(String text, String other) {
        return text == null ? other : text;
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
    static JsonValue at(JsonValue object, String... path) {
        JsonValue node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** The object or array of this field, also where a collector wrote it as JSON text; else the missing node. */
    static JsonValue structured(JsonValue object, String name) {
        JsonValue node = object.path(name);
        if (node.isTextual()) {
            JsonValue parsed = JsonText.containerOrNull(node.textValue());
            return parsed == null ? JsonValue.MISSING : parsed;
        }
        return node.isContainer() ? node : JsonValue.MISSING;
    }

    /** A field whose name some collectors write in another case; the missing node if there is none. */
    static JsonValue anyCase(JsonValue object, String name) {
        JsonValue exact = object.path(name);
        if (!exact.isMissing() || !object.isObject()) {
            return exact;
        }
        for (JsonValue field : object) {
            if (field.name().equalsIgnoreCase(name)) {
                return field;
            }
        }
        return JsonValue.MISSING;
    }

    /** The value of the entry of a list of {@code {Name, Value}} objects that has this name. */
    static String named(JsonValue list, String nameField, String name, String valueField) {
        for (JsonValue entry : list) {
            if (entry.path(nameField).isIgnoringCase(name)) {
                return entry.text(valueField);
            }
        }
        return null;
    }

    static Double number(JsonValue node) {
        if (node.isNumber()) {
            return node.doubleValue();
        }
        return node.isTextual() ? NumberText.doubleOrNull(node.textValue()) : null;
    }

    static boolean isTrue(JsonValue node) {
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
