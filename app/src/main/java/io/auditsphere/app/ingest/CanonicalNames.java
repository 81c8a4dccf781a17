package io.auditsphere.app.ingest;

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

    /** The object itself if no name in it differs by case alone, else one with such names put right. */
    JsonValue of(JsonValue object) {
        if (object.isObject()) {
            for (JsonValue field : object) {
                if (differs(field.name())) {
                    return object.renamed(this::canonical);
                }
            }
        }
        return object;
    }

    private boolean differs(String name) {
        return !names.contains(name) && byFolded.containsKey(name.toLowerCase(Locale.ROOT));
    }

    private String canonical(String name) {
        return differs(name) ? byFolded.get(name.toLowerCase(Locale.ROOT)) : name;
    }
}
