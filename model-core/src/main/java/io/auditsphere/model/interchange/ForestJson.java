package io.auditsphere.model.interchange;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.model.forest.ForestBuilder;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;

/**
 * Forests as JSON, for other programs and from scikit-learn: the format {@value #FORMAT} of docs/INTERCHANGE.md, one
 * array element a node. Thread-safe.
 */
public final class ForestJson {

    /** The value of {@code format}. */
    public static final String FORMAT = "isolation-forest/1";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NO_CHILD = -1;

    private ForestJson() {}

    /** The forest as JSON text. */
    public static String write(IsolationForest forest) {
        return write(forest, json -> {});
    }

    /**
     * The forest of a snapshot as JSON text, with the kind, the names of the features where the snapshot has them, and
     * the anomaly threshold of people.
     */
    public static String write(ModelSnapshot snapshot, String kind) {
        return write(snapshot.forest(), json -> {
            json.writeStringField("kind", kind);
            if (!snapshot.featureNames().isEmpty()) {
                json.writeArrayFieldStart("features");
                for (String name : snapshot.featureNames()) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
            if (snapshot.people().anomaly() <= 1) {
                json.writeNumberField("threshold", snapshot.people().anomaly());
            }
        });
    }

    /** Writes the fields that stand before the trees. */
    @FunctionalInterface
    private interface Head {
        void write(JsonGenerator json) throws IOException;
    }

    private static String write(IsolationForest forest, Head head) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("width", forest.width());
            json.writeNumberField("sample_size", forest.sampleSize());
            head.write(json);
            json.writeArrayFieldStart("trees");
            for (int tree = 0; tree < forest.trees(); tree++) {
                writeTree(json, forest, forest.root(tree), forest.root(tree + 1));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeTree(JsonGenerator json, IsolationForest forest, int root, int end) throws IOException {
        json.writeStartObject();
        writeNodes(json, "left", root, end, node -> isLeaf(forest, node) ? NO_CHILD : forest.left(node) - root);
        writeNodes(json, "right", root, end, node -> isLeaf(forest, node) ? NO_CHILD : forest.right(node) - root);
        writeNodes(json, "feature", root, end, forest::feature);
        // Of a float32 the double of the same value: its shortest decimal form is not that of the float.
        writeNodes(json, "threshold", root, end, node -> (double) forest.threshold(node));
        writeNodes(json, "samples", root, end, forest::samples);
        if (forest.pathLengthsStated()) {
            writeNodes(json, "path_length", root, end, forest::leafPathLength);
        }
        json.writeEndObject();
    }

    private static void writeNodes(JsonGenerator json, String field, int root, int end, IntFunction<Number> value)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (int node = root; node < end; node++) {
            json.writeNumber(value.apply(node).toString());
        }
        json.writeEndArray();
    }

    private static boolean isLeaf(IsolationForest forest, int node) {
        return forest.feature(node) == IsolationForest.LEAF;
    }

    /**
     * The forest of this JSON text.
     *
     * @throws IllegalArgumentException if it is no forest of this format; the message names the tree and the field
     */
    public static IsolationForest read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the forest is not JSON: " + e.getOriginalMessage(), e);
        }
        return read(json);
    }

    /** The same of a tree of JSON. */
    static IsolationForest read(JsonNode json) {
        String format = json.path("format").asText();
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("expected a forest with \"format\": \"" + FORMAT + "\", found \""
                    + format + "\"; write it with docs/interchange/scikit_learn_forest.py");
        }
        ForestBuilder forest = new ForestBuilder(
                json.path("width").asInt(), json.path("sample_size").asInt());
        JsonNode trees = json.path("trees");
        for (int tree = 0; tree < trees.size(); tree++) {
            new TreeReader(trees.get(tree), tree).addTo(forest);
        }
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("the forest has no trees");
        }
        return forest.build();
    }

    /** One tree of the JSON; its nodes may be in any order, as long as the first is the root. */
    private static final class TreeReader {
        private final JsonNode tree;
        private final int number;
        private final int nodes;
        private int visited;

        TreeReader(JsonNode tree, int number) {
            this.tree = tree;
            this.number = number;
            this.nodes = tree.path("left").size();
        }

        void addTo(ForestBuilder forest) {
            add(0, forest);
        }

        private void add(int node, ForestBuilder forest) {
            if (++visited > nodes) {
                throw new IllegalArgumentException("tree " + number + " meets a node twice, or has none");
            }
            int left = at("left", node).asInt();
            if (left == NO_CHILD) {
                addLeaf(node, forest);
                return;
            }
            forest.split(
                    at("feature", node).asInt(), floor32(at("threshold", node).asDouble()));
            add(left, forest);
            add(at("right", node).asInt(), forest);
        }

        private void addLeaf(int node, ForestBuilder forest) {
            int rows = at("samples", node).asInt();
            if (tree.has("path_length")) {
                forest.leaf(rows, at("path_length", node).asDouble());
            } else {
                forest.leaf(rows);
            }
        }

        private JsonNode at(String field, int node) {
            JsonNode value = tree.path(field).path(node);
            if (!value.isNumber()) {
                throw new IllegalArgumentException(
                        "tree " + number + " has no number at \"" + field + "\"[" + node + "], of " + nodes + " nodes");
            }
            return value;
        }

        /** The greatest float32 that is not over this: float32 values compare with both alike. */
        private static float floor32(double threshold) {
            float rounded = (float) threshold;
            return rounded > threshold ? Math.nextDown(rounded) : rounded;
        }
    }
}
