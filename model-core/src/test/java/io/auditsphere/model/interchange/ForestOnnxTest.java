package io.auditsphere.model.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Reads the model back by a small decoder of its own and evaluates the operators by their definition in the ONNX
 * specification. The comparison with ONNX Runtime itself is part of the benchmarks, which need its native library.
 */
class ForestOnnxTest {

    /** A message as its fields' raw values, in their order. */
    private record Message(Map<Integer, List<Object>> fields) {

        static Message of(byte[] bytes) {
            Map<Integer, List<Object>> fields = new HashMap<>();
            ByteBuffer in = ByteBuffer.wrap(bytes);
            while (in.hasRemaining()) {
                int tag = (int) varint(in);
                Object value;
                if ((tag & 7) == 0) {
                    value = varint(in);
                } else {
                    byte[] content = new byte[(int) varint(in)];
                    in.get(content);
                    value = content;
                }
                fields.computeIfAbsent(tag >> 3, any -> new ArrayList<>()).add(value);
            }
            return new Message(fields);
        }

        static long varint(ByteBuffer in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                value |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        Message message(int field, int index) {
            return of((byte[]) fields.get(field).get(index));
        }

        String text(int field) {
            return new String((byte[]) fields.get(field).get(0), StandardCharsets.UTF_8);
        }

        long[] numbers(int field) {
            ByteBuffer in = ByteBuffer.wrap((byte[]) fields.get(field).get(0));
            List<Long> values = new ArrayList<>();
            while (in.hasRemaining()) {
                values.add(varint(in));
            }
            return values.stream().mapToLong(Long::longValue).toArray();
        }

        float[] floats(int field) {
            ByteBuffer in = ByteBuffer.wrap((byte[]) fields.get(field).get(0)).order(ByteOrder.LITTLE_ENDIAN);
            float[] values = new float[in.remaining() / Float.BYTES];
            in.asFloatBuffer().get(values);
            return values;
        }
    }

    @Test
    void aReaderOfTheSpecificationScoresAsTheForestDoes() {
        SplittableRandom random = new SplittableRandom(9);
        IsolationForest forest = RandomForests.forest(random, 40, 256, 6);
        Message graph = Message.of(ForestOnnx.write(forest)).message(7, 0);
        Message ensemble = graph.message(1, 0);
        assertThat(ensemble.text(4)).isEqualTo("TreeEnsembleRegressor");
        assertThat(ensemble.text(7)).isEqualTo("ai.onnx.ml");
        assertThat(graph.message(1, 1).text(4)).isEqualTo("Neg");
        assertThat(graph.message(1, 2).text(4)).isEqualTo("Pow");
        assertThat(graph.message(5, 0).floats(4)).containsExactly(2);
        Map<String, Message> attributes = new HashMap<>();
        for (int i = 0; i < ensemble.fields().get(5).size(); i++) {
            attributes.put(ensemble.message(5, i).text(1), ensemble.message(5, i));
        }
        float[] rows = RandomForests.rows(random, 200, 6);
        for (int row = 0; row < 200; row++) {
            float[] values = Arrays.copyOfRange(rows, row * 6, row * 6 + 6);
            double score = Math.pow(2, -evaluate(attributes, values));
            // Weights are float32: half a unit in their last place, summed over the trees.
            assertThat(score).isCloseTo(forest.score(values, 0), within(1e-6));
        }
    }

    private static double evaluate(Map<String, Message> attributes, float[] row) {
        long[] treeIds = attributes.get("nodes_treeids").numbers(8);
        long[] nodeIds = attributes.get("nodes_nodeids").numbers(8);
        long[] features = attributes.get("nodes_featureids").numbers(8);
        float[] thresholds = attributes.get("nodes_values").floats(7);
        List<Object> modes = attributes.get("nodes_modes").fields().get(9);
        long[] yes = attributes.get("nodes_truenodeids").numbers(8);
        long[] no = attributes.get("nodes_falsenodeids").numbers(8);
        long[] targetTrees = attributes.get("target_treeids").numbers(8);
        long[] targetNodes = attributes.get("target_nodeids").numbers(8);
        float[] weights = attributes.get("target_weights").floats(7);
        Map<String, Float> leaves = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            leaves.put(targetTrees[i] + "/" + targetNodes[i], weights[i]);
        }
        double sum = 0;
        for (int root = 0; root < nodeIds.length; root++) {
            if (nodeIds[root] != 0) {
                continue;
            }
            int node = root;
            while (new String((byte[]) modes.get(node), StandardCharsets.UTF_8).equals("BRANCH_LEQ")) {
                node = root + (int) (row[(int) features[node]] <= thresholds[node] ? yes[node] : no[node]);
            }
            sum += leaves.get(treeIds[node] + "/" + nodeIds[node]);
        }
        return sum;
    }
}
