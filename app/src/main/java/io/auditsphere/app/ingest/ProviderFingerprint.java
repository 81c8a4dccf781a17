package io.auditsphere.app.ingest;

import java.util.List;

/**
 * The names by which a form shows itself, for the words of a dead letter: what was tried and what came nearest.
 *
 * @param form the form's name
 * @param fields names that a record of it has at its top level
 */
record ProviderFingerprint(String form, List<String> fields) {

    /** How many of the names the object has. */
    int present(JsonValue object) {
        int count = 0;
        for (String field : fields) {
            if (object.has(field)) {
                count++;
            }
        }
        return count;
    }

    /** The names that the object lacks. */
    List<String> missing(JsonValue object) {
        return fields.stream().filter(field -> !object.has(field)).toList();
    }
}
