package io.auditsphere.model.interchange;

import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.PathLength;

/**
 * Forests as ONNX models, for other runtimes: input {@code rows}, float32 [N, width]; output {@code score}, float32
 * [N, 1], 0..1, higher is more anomalous. Field numbers are those of onnx.proto (IR version 8), operators those of
 * opset 13 and of {@code ai.onnx.ml} opset 3. Thread-safe.
 */
public final class ForestOnnx {

    /** The name of the model's input. */
    public static final String INPUT = "rows";

    /** The name of the model's output. */
    public static final String OUTPUT = "score";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int ML_OPSET = 3;
    private static final int TENSOR_FLOAT = 1;

    /** The values of AttributeProto.AttributeType. */
    private static final int INT = 2;

    private static final int STRING = 3;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    private ForestOnnx() {}

    /** The forest as the bytes of an ONNX ModelProto. */
    public static byte[] write(IsolationForest forest) {
        ProtocolBuffer two = new ProtocolBuffer()
                .numbers(1, new long[] {1})
                .number(2, TENSOR_FLOAT)
                .floats(4, new float[] {2})
                .text(8, "two");
        ProtocolBuffer graph = new ProtocolBuffer()
                .message(1, trees(forest))
                .message(1, node("Neg", "exponent", "path_length"))
                .message(1, node("Pow", OUTPUT, "two", "exponent"))
                .text(2, "isolation_forest")
                .message(5, two)
                .message(11, matrix(INPUT, forest.width()))
                .message(12, matrix(OUTPUT, 1));
        return new ProtocolBuffer()
                .number(1, IR_VERSION)
                .text(2, "auditsphere-streams")
                .message(7, graph)
                .message(8, new ProtocolBuffer().text(1, "").number(2, OPSET))
                .message(8, new ProtocolBuffer().text(1, "ai.onnx.ml").number(2, ML_OPSET))
                .toByteArray();
    }

    private static ProtocolBuffer matrix(String name, int columns) {
        ProtocolBuffer shape = new ProtocolBuffer()
                .message(1, new ProtocolBuffer().text(2, "N"))
                .message(1, new ProtocolBuffer().number(1, columns));
        ProtocolBuffer tensor = new ProtocolBuffer().number(1, TENSOR_FLOAT).message(2, shape);
        return new ProtocolBuffer().text(1, name).message(2, new ProtocolBuffer().message(1, tensor));
    }

    private static ProtocolBuffer node(String operator, String output, String... inputs) {
        ProtocolBuffer node = new ProtocolBuffer();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    /** The ensemble of the trees; what it sums up is the mean path length over c(ψ). */
    private static ProtocolBuffer trees(IsolationForest forest) {
        int nodes = forest.nodes();
        int leaves = (nodes + forest.trees()) / 2;
        long[] tree = new long[nodes];
        long[] id = new long[nodes];
        long[] feature = new long[nodes];
        float[] threshold = new float[nodes];
        String[] mode = new String[nodes];
        long[] left = new long[nodes];
        long[] right = new long[nodes];
        long[] leafTree = new long[leaves];
        long[] leafId = new long[leaves];
        float[] weight = new float[leaves];
        double scale = forest.trees() * PathLength.averageOf(forest.sampleSize());
        int leaf = 0;
        for (int t = 0; t < forest.trees(); t++) {
            long root = forest.root(t);
            for (int node = forest.root(t); node < forest.root(t + 1); node++) {
                tree[node] = t;
                id[node] = (long) node - root;
                if (forest.feature(node) == IsolationForest.LEAF) {
                    mode[node] = "LEAF";
                    leafTree[leaf] = t;
                    leafId[leaf] = (long) node - root;
                    weight[leaf++] = (float) (forest.leafPathLength(node) / scale);
                } else {
                    mode[node] = "BRANCH_LEQ";
                    feature[node] = forest.feature(node);
                    threshold[node] = forest.threshold(node);
                    left[node] = (long) forest.left(node) - root;
                    right[node] = (long) forest.right(node) - root;
                }
            }
        }
        return node("TreeEnsembleRegressor", "path_length", INPUT)
                .message(5, attribute("nodes_treeids", INTS).numbers(8, tree))
                .message(5, attribute("nodes_nodeids", INTS).numbers(8, id))
                .message(5, attribute("nodes_featureids", INTS).numbers(8, feature))
                .message(5, attribute("nodes_values", FLOATS).floats(7, threshold))
                .message(5, strings("nodes_modes", mode))
                .message(5, attribute("nodes_truenodeids", INTS).numbers(8, left))
                .message(5, attribute("nodes_falsenodeids", INTS).numbers(8, right))
                .message(5, attribute("target_treeids", INTS).numbers(8, leafTree))
                .message(5, attribute("target_nodeids", INTS).numbers(8, leafId))
                .message(5, attribute("target_ids", INTS).numbers(8, new long[leaves]))
                .message(5, attribute("target_weights", FLOATS).floats(7, weight))
                .message(5, attribute("n_targets", INT).number(3, 1))
                .message(5, attribute("aggregate_function", STRING).text(4, "SUM"))
                .message(5, attribute("post_transform", STRING).text(4, "NONE"))
                .text(7, "ai.onnx.ml");
    }

    private static ProtocolBuffer attribute(String name, int type) {
        return new ProtocolBuffer().text(1, name).number(20, type);
    }

    private static ProtocolBuffer strings(String name, String[] values) {
        ProtocolBuffer attribute = attribute(name, STRINGS);
        for (String value : values) {
            attribute.text(9, value);
        }
        return attribute;
    }
}
