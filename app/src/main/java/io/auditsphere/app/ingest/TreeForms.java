package io.auditsphere.app.ingest;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Finds the events in a tree: in arrays, under wrappers, in native forms. Immutable and thread-safe. */
final class TreeForms {

    /** How deep wrappers may lie in each other. */
    private static final int MAX_WRAPPERS = 3;

    /** Takes an object of which nothing is known; what is said of it is only made up where it is wanted. */
    @FunctionalInterface
    interface UnknownSink {
        void add(Supplier<String> detail, Supplier<String> shown);
    }

    private final List<Normaliser> normalisers;
    private final Envelope envelope;

    TreeForms(List<Normaliser> normalisers, Envelope envelope) {
        this.normalisers = List.copyOf(normalisers);
        this.envelope = envelope;
    }

    /** Hands every event of the tree to one sink and what is of no known form to the other, in order. */
    void read(JsonValue tree, Normaliser.DraftSink drafts, UnknownSink unknown) throws IOException {
        JsonValue packed = tree.isTextual() ? envelope.containerOrNull(tree) : null;
        read(packed == null ? tree : packed, 0, drafts, unknown);
    }

    private void read(JsonValue node, int wrappers, Normaliser.DraftSink drafts, UnknownSink unknown)
            throws IOException {
        if (node.isArray()) {
            for (JsonValue element : node) {
                read(element, wrappers, drafts, unknown);
            }
            return;
        }
        if (!node.isObject()) {
            unknown.add(() -> "expected an object, found a single value", node::asText);
            return;
        }
        if (NormalisedForm.recognises(node)) {
            drafts.add(NormalisedForm.read(node));
            return;
        }
        for (Normaliser normaliser : normalisers) {
            if (normaliser.recognises(node)) {
                normaliser.normalise(node, drafts);
                return;
            }
        }
        JsonValue content = wrappers < MAX_WRAPPERS ? envelope.contentOrNull(node) : null;
        if (content != null) {
            read(content, wrappers + 1, drafts, unknown);
        } else {
            unknown.add(() -> describe(node), () -> fieldNames(node));
        }
    }

    private String describe(JsonValue node) {
        StringBuilder text = new StringBuilder("of no known form; tried normalised and legacy");
        ProviderFingerprint nearest = NormalisedForm.FINGERPRINT;
        for (Normaliser normaliser : normalisers) {
            ProviderFingerprint fingerprint = normaliser.fingerprint();
            text.append(", ").append(fingerprint.form());
            if (fingerprint.present(node) > nearest.present(node)) {
                nearest = fingerprint;
            }
        }
        if (nearest.present(node) > 0) {
            text.append("; nearest is ")
                    .append(nearest.form())
                    .append(", without ")
                    .append(nearest.missing(node));
        }
        return text.toString();
    }

    private static String fieldNames(JsonValue node) {
        StringBuilder names = new StringBuilder("fields:");
        for (JsonValue field : node) {
            if (names.length() >= Rejection.MAX_VALUE) {
                break;
            }
            names.append(' ').append(Text.cleanOrNull(field.name(), 40));
        }
        return names.toString();
    }
}
