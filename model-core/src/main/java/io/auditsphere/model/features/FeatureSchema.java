package io.auditsphere.model.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The ordered features of one kind of source. Its hash covers order, names and both definitions; a model bears the hash
 * of the schema that it was trained on, and one of another hash is refused. Immutable, thread-safe.
 */
public final class FeatureSchema {

    private final String kind;
    private final List<Feature> features;
    private final Map<String, Integer> indexes;
    private final byte[] hash;

    /**
     * A schema of these features, in this order.
     *
     * @param kind the kind of source, such as {@code audit}
     * @throws IllegalArgumentException if two features have one name, or there is none
     */
    public FeatureSchema(String kind, List<Feature> features) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.features = List.copyOf(features);
        if (this.features.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected at least one feature in the schema '" + kind + "', found none");
        }
        this.indexes = new HashMap<>();
        for (int i = 0; i < this.features.size(); i++) {
            String name = this.features.get(i).name();
            if (indexes.put(name, i) != null) {
                throw new IllegalArgumentException(
                        "expected distinct names in the feature schema '" + kind + "', found '" + name + "' twice");
            }
        }
        this.hash = computeHash();
    }

    /** The kind of source that the features describe. */
    public String kind() {
        return kind;
    }

    /** How many features a row has. */
    public int width() {
        return features.size();
    }

    /** The feature at this index, 0..width-1. */
    public Feature feature(int index) {
        return features.get(index);
    }

    /** The names of the features, in order. */
    public List<String> names() {
        return features.stream().map(Feature::name).toList();
    }

    /** The index of the feature of this name, or -1. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    /** SHA-256 over kind, order, names, definitions and groups: 32 bytes, a fresh copy. */
    public byte[] hash() {
        return hash.clone();
    }

    /** The group number of each feature, by index: the form that the forest's group draw takes. */
    @SuppressWarnings("EnumOrdinal")
    public int[] groups() {
        int[] groups = new int[features.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = features.get(i).group().ordinal();
        }
        return groups;
    }

    /** The hash of features of which only the kind and the names are known; no schema with definitions has it. */
    public static byte[] hashOfNames(String kind, List<String> names) {
        return sha256("names alone\n" + kind + '\n' + String.join("\n", names));
    }

    private byte[] computeHash() {
        // Unit separators cannot occur in the words, so no two schemas share a text.
        StringBuilder text = new StringBuilder(kind).append('\n');
        for (Feature feature : features) {
            text.append(feature.name())
                    .append('\u001f')
                    .append(feature.shown())
                    .append('\u001f')
                    .append(feature.split())
                    .append('\u001f')
                    .append(feature.group())
                    .append('\n');
        }
        return sha256(text.toString());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
        }
    }
}
