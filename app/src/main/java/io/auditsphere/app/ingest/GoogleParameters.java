package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The parameters of a Google event: a list of {@code {name}} objects, each with one of seven kinds of value or none. All
 * are read as text; several values are joined with a comma. Immutable.
 */
final class GoogleParameters {

    private static final GoogleParameters NONE = new GoogleParameters(Map.of());

    private static final String[] SINGLE = {"value", "boolValue", "intValue", "strValue"};
    private static final String[] SEVERAL = {"multiValue", "multiStrValue", "multiIntValue"};

    private final Map<String, JsonNode> byName;

    private GoogleParameters(Map<String, JsonNode> byName) {
        this.byName = byName;
    }

    /** The parameters of an event; of a missing node, none. Of two with one name the first counts. */
    static GoogleParameters ofList(JsonNode list) {
        if (list.isEmpty()) {
            return NONE;
        }
        // Some thirty are asked for by name in each event.
        Map<String, JsonNode> byName = new HashMap<>(2 * list.size());
        for (JsonNode parameter : list) {
            JsonNode name = parameter.get("name");
            if (name != null && name.isTextual()) {
                byName.putIfAbsent(name.textValue(), parameter);
            }
        }
        return new GoogleParameters(byName);
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
        JsonNode parameter = byName.get(name);
        return parameter == null ? null : valueOrNull(parameter);
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
