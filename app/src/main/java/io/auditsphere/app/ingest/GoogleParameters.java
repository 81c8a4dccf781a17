package io.auditsphere.app.ingest;

/**
 * The parameters of a Google event: a list of {@code {name}} objects, each with one of seven kinds of value or none. All
 * are read as text; several values are joined with a comma. Immutable.
 */
final class GoogleParameters {

    private static final GoogleParameters NONE = new GoogleParameters(0);

    private static final String[] SINGLE = {"value", "boolValue", "intValue", "strValue"};
    private static final String[] SEVERAL = {"multiValue", "multiStrValue", "multiIntValue"};

    private final String[] names;
    private final JsonValue[] parameters;
    private int count;

    /** A bit for each name: most of the thirty that are asked for are not there. */
    private long nameSet;

    private GoogleParameters(int size) {
        names = new String[size];
        parameters = new JsonValue[size];
    }

    /** The parameters of an event; of a missing node, none. Of two with one name the first counts. */
    static GoogleParameters ofList(JsonValue list) {
        if (list.isEmpty()) {
            return NONE;
        }
        GoogleParameters all = new GoogleParameters(list.size());
        for (JsonValue parameter : list) {
            String name = parameter.path("name").nameOrNull();
            if (name != null) {
                all.names[all.count] = name;
                all.parameters[all.count++] = parameter;
                all.nameSet |= bit(name);
            }
        }
        return all;
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    /** The first of these parameters that has a value. */
    String first(String... names) {
        for (String name : names) {
            String value = text(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The value of a parameter as text, or null if it is absent or has none. */
    String text(String name) {
        if ((nameSet & bit(name)) != 0) {
            for (int i = 0; i < count; i++) {
                if (names[i].equals(name)) {
                    return valueOrNull(parameters[i]);
                }
            }
        }
        return null;
    }

    private static String valueOrNull(JsonValue parameter) {
        for (String kind : SINGLE) {
            String value = parameter.text(kind);
            if (value != null) {
                return value;
            }
        }
        for (String kind : SEVERAL) {
            JsonValue values = parameter.path(kind);
            if (values.isArray() && !values.isEmpty()) {
                return joined(values);
            }
        }
        String message = messageOrNull(parameter.path("messageValue"));
        if (message == null) {
            for (JsonValue element : parameter.path("multiMessageValue")) {
                message = message == null ? messageOrNull(element) : message + ',' + messageOrNull(element);
            }
        }
        return message;
    }

    private static String joined(JsonValue values) {
        StringBuilder text = new StringBuilder();
        for (JsonValue value : values) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(value.asText());
            if (text.length() > Bounds.ATTRIBUTE_VALUE) {
                break;
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    /** A message is a list of parameters again: {@code name=value;name=value}. */
    private static String messageOrNull(JsonValue message) {
        StringBuilder text = new StringBuilder();
        for (JsonValue inner : message.path("parameter")) {
            String value = null;
            for (int i = 0; value == null && i < SINGLE.length; i++) {
                value = Fields.text(inner, SINGLE[i]);
            }
            for (int i = 0; value == null && i < SEVERAL.length; i++) {
                value = inner.path(SEVERAL[i]).isArray() ? joined(inner.path(SEVERAL[i])) : null;
            }
            if (value != null && text.length() < Bounds.ATTRIBUTE_VALUE) {
                text.append(text.isEmpty() ? "" : ";")
                        .append(inner.path("name").asText())
                        .append('=')
                        .append(value);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }
}
