package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * Finds the events in a tree: under wrappers, in arrays, in native forms. Immutable and thread-safe.
 */
final class TreeForms {

    /** How deep wrappers may lie in each other. */
    private static final int MAX_WRAPPERS = 3;

    private static final List<String> WRAPPERS =
            List.of("records", "Records", "items", "entries", "events", "value", "detail", "logEvents", "payload");

    /** Takes an object of which nothing is known. */
    @FunctionalInterface
    interface UnknownSink {
        void add(String detail, String shown);
    }

    private final List<Normaliser> normalisers;

    TreeForms(List<Normaliser> normalisers) {
        this.normalisers = List.copyOf(normalisers);
    }

    /** Hands every event of the tree to one sink and what is of no known form to the other, in order. */
    void read(JsonNode tree, Normaliser.DraftSink drafts, UnknownSink unknown) throws IOException {
        read(tree, 0, drafts, unknown);
    }

    private void read(JsonNode node, int depth, Normaliser.DraftSink drafts, UnknownSink unknown) throws IOException {
        if (node.isArray() && depth <= MAX_WRAPPERS) {
            for (JsonNode element : node) {
                read(element, depth + 1, drafts, unknown);
            }
            return;
        }
        if (!node.isObject()) {
            unknown.add("expected an object, found a single value", node.asText());
            return;
        }
        EventDraft normalised = normalisedOrNull(node);
        if (normalised != null) {
            drafts.add(normalised);
            return;
        }
        for (Normaliser normaliser : normalisers) {
            if (normaliser.recognises(node)) {
                normaliser.normalise(node, drafts);
                return;
            }
        }
        JsonNode wrapped = depth < MAX_WRAPPERS ? wrappedOrNull(node) : null;
        if (wrapped != null) {
            read(wrapped, wrapped.isArray() ? depth : depth + 1, drafts, unknown);
        } else {
            unknown.add("no known form: " + describe(), fieldNames(node));
        }
    }

    private static EventDraft normalisedOrNull(JsonNode node) throws IOException {
        try (JsonParser json = node.traverse()) {
            json.nextToken();
            return NormalisedForm.readOrNull(json);
        }
    }

    private static JsonNode wrappedOrNull(JsonNode node) {
        for (String name : WRAPPERS) {
            JsonNode wrapped = node.get(name);
            if (wrapped != null && wrapped.isContainerNode()) {
                return wrapped;
            }
        }
        return null;
    }

    private String describe() {
        StringBuilder forms = new StringBuilder("tried normalised, legacy");
        for (Normaliser normaliser : normalisers) {
            forms.append(", ").append(normaliser.form());
        }
        return forms.toString();
    }

    private static String fieldNames(JsonNode node) {
        StringBuilder names = new StringBuilder("fields:");
        node.fieldNames().forEachRemaining(name -> {
            if (names.length() < Rejection.MAX_VALUE) {
                names.append(' ').append(Text.cleanOrNull(name, 40));
            }
        });
        return names.toString();
    }
}
