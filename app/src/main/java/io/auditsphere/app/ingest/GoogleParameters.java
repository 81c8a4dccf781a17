package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The parameters of a Google event: a list of {@code {name}} objects, each with one of seven kinds of value or none. All
 * are read as text; several values are joined with a comma. Immutable.
 */
final class GoogleParameters {

    private static final String[] SINGLE = {"value", "boolValue", "intValue", "strValue"};
    private static final String[] SEVERAL = {"multiValue", "multiStrValue", "multiIntValue"};

    private final JsonNode list;

    private GoogleParameters(JsonNode list) {
        this.list = list;
    }

    /** The parameters of an event; of a missing node, none. */
    static GoogleParameters ofList(JsonNode list) {
        return new GoogleParameters(list);
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
        for (JsonNode parameter : list) {
            if (name.equals(parameter.path("name").asText())) {
                return valueOrNull(parameter);
            }
        }
        return null;
    }

    private static String valueOrNull(JsonNode parameter) {
        for (String kind : SINGLE) {
            String value = Fields.text(parameter, kind);
            if (value != null) {
                return value;
            }
        }
        for (String kind : SEVERAL) {
            JsonNode values = parameter.path(kind);
            if (values.isArray() && !values.isEmpty()) {
                return joined(values);
            }
        }
        String message = messageOrNull(parameter.path("messageValue"));
        if (message == null) {
            for (JsonNode element : parameter.path("multiMessageValue")) {
                message = message == null ? messageOrNull(element) : message + ',' + messageOrNull(element);
            }
        }
        return message;
    }

    private static String joined(JsonNode values) {
        StringBuilder text = new StringBuilder();
        for (JsonNode value : values) {
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
    private static String messageOrNull(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode inner : message.path("parameter")) {
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
