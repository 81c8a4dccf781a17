package io.auditsphere.app.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names of a form's fields as its provider writes them, for records whose collector wrote them in another case
 * ({@code calleripaddress}, {@code CallerIpAddress}). One pass over a record finds out whether it is one: asking for each
 * field in every case would go through all names once a field. Immutable and thread-safe.
 */
final class CanonicalNames {

    private final Set<String> names;
    private final Map<String, String> byFolded = new HashMap<>();

    CanonicalNames(String... names) {
        this.names = Set.of(names);
        for (String name : names) {
            byFolded.put(name.toLowerCase(Locale.ROOT), name);
        }
    }

    /** The object itself if no name in it differs by case alone, else a copy with such names put right. */
    JsonNode of(JsonNode object) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (differs(field.getKey())) {
                return renamed(object);
            }
        }
        return object;
    }

    private boolean differs(String name) {
        return !names.contains(name) && byFolded.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Where a record has a field in both spellings, the provider's counts. */
    private JsonNode renamed(JsonNode object) {
        ObjectNode copy = JsonText.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            if (!differs(name)) {
                copy.set(name, field.getValue());
            } else {
                String canonical = byFolded.get(name.toLowerCase(Locale.ROOT));
                if (!object.has(canonical)) {
                    copy.set(canonical, field.getValue());
                }
            }
        }
        return copy;
    }
}
