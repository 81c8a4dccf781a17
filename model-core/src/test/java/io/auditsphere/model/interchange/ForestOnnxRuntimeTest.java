package io.auditsphere.model.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.ForestParameters.LeafValues;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exported forest in ONNX Runtime itself: the same scores, of any forest that the fitter grows. */
class ForestOnnxRuntimeTest {

    private static final int ROWS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void scoresAsTheForestDoes(long seed) throws OrtException {
        SplittableRandom random = new SplittableRandom(seed);
        int width = random.nextInt(1, 24);
        float[] rows = RandomForests.rows(random, ROWS, width);
        ForestParameters parameters = ForestParameters.plain(random.nextInt(1, 200), 256, seed)
                .withLeafValues(seed % 2 == 0 ? LeafValues.DEPTH : LeafValues.ADJUSTED_DEPTH);
        IsolationForest forest = ForestFitter.fit(rows, ROWS, width, parameters);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(ForestOnnx.write(forest));
                OnnxTensor input =
                        OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), new long[] {ROWS, width});
                OrtSession.Result result = session.run(Map.of(ForestOnnx.INPUT, input))) {
            float[][] scores =
                    (float[][]) result.get(ForestOnnx.OUTPUT).orElseThrow().getValue();
            for (int row = 0; row < ROWS; row++) {
                // Weights, their sum and the power are float32 there.
                assertThat((double) scores[row][0])
                        .as("score of row %d in %s", row, forest)
                        .isCloseTo(forest.score(rows, row * width), within(1e-6));
            }
        }
    }
}
