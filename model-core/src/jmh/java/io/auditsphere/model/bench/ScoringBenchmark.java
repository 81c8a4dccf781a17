package io.auditsphere.model.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.amazon.randomcutforest.RandomCutForest;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.interchange.ForestOnnx;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time to score one row by 200 trees of 256 rows. Rows change with every call, so that no branch is learnt by heart. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScoringBenchmark {

    private static final int ROWS = 8192;
    private static final int WIDTH = AuditRows.WIDTH;

    private float[] whole;
    private float[] continuous;
    private IsolationForest wholeForest;
    private IsolationForest continuousForest;
    private ForestScorer wholeScorer;
    private ForestScorer continuousScorer;
    private final ForestScorer[] fourScorers = new ForestScorer[4];
    private final double[] scores = new double[1024];
    private OrtEnvironment environment;
    private OrtSession session;
    private RandomCutForest randomCutForest;
    private final double[] point = new double[WIDTH];
    private int row;

    @Setup
    public void prepare() throws OrtException {
        whole = AuditRows.whole(1, 50_000);
        continuous = AuditRows.continuous(1, 50_000);
        wholeForest = auditForest(1);
        continuousForest = ForestFitter.fit(continuous, 50_000, WIDTH, ForestParameters.plain(200, 256, 1));
        wholeScorer = ForestScorer.of(wholeForest);
        continuousScorer = ForestScorer.of(continuousForest);
        Arrays.setAll(fourScorers, model -> ForestScorer.of(auditForest(model)));
        environment = OrtEnvironment.getEnvironment();
        OrtSession.SessionOptions oneThread = new OrtSession.SessionOptions();
        oneThread.setIntraOpNumThreads(1);
        session = environment.createSession(ForestOnnx.write(wholeForest), oneThread);
        requireParity();
        randomCutForest = RandomCutForest.builder()
                .dimensions(WIDTH)
                .numberOfTrees(50)
                .sampleSize(256)
                .randomSeed(1)
                .build();
        for (int i = 0; i < 2_000; i++) {
            randomCutForest.update(point(i));
        }
    }

    private IsolationForest auditForest(long seed) {
        return ForestFitter.fit(
                whole, 50_000, WIDTH, new ForestParameters(200, 256, seed, AuditRows.GROUPS, AuditRows.FLAGS, 2));
    }

    /** The exported forest must score alike in ONNX Runtime, whose sums and powers are float32. */
    private void requireParity() throws OrtException {
        float[][] found = onnx(0, 1024);
        for (int i = 0; i < found.length; i++) {
            double expected = wholeForest.score(whole, i * WIDTH);
            if (Math.abs(found[i][0] - expected) > 1e-6) {
                throw new IllegalStateException(
                        "row " + i + " scores " + found[i][0] + " in ONNX Runtime, " + expected + " here");
            }
        }
    }

    private double[] point(int at) {
        for (int feature = 0; feature < WIDTH; feature++) {
            point[feature] = whole[at * WIDTH + feature];
        }
        return point;
    }

    private int nextRow() {
        row = (row + 1) & (ROWS - 1);
        return row * WIDTH;
    }

    @Benchmark
    public double wholeWalk() {
        return wholeForest.score(whole, nextRow());
    }

    @Benchmark
    public double wholeOneRow() {
        return wholeScorer.score(whole, nextRow());
    }

    @Benchmark
    @OperationsPerInvocation(64)
    public double[] wholeBatch64() {
        wholeScorer.scores(whole, 64, scores);
        return scores;
    }

    @Benchmark
    @OperationsPerInvocation(1024)
    public double[] wholeBatch1024() {
        wholeScorer.scores(whole, 1024, scores);
        return scores;
    }

    @Benchmark
    public double wholeFourModelsInTurn() {
        int offset = nextRow();
        return fourScorers[row & 3].score(whole, offset);
    }

    @Benchmark
    public double anyWalk() {
        return continuousForest.score(continuous, nextRow());
    }

    @Benchmark
    public double anyOneRow() {
        return continuousScorer.score(continuous, nextRow());
    }

    @Benchmark
    @OperationsPerInvocation(64)
    public double[] anyBatch64() {
        continuousScorer.scores(continuous, 64, scores);
        return scores;
    }

    @Benchmark
    @OperationsPerInvocation(1024)
    public double[] anyBatch1024() {
        continuousScorer.scores(continuous, 1024, scores);
        return scores;
    }

    @Benchmark
    public float[][] onnxOneRow() throws OrtException {
        return onnx(nextRow() / WIDTH, 1);
    }

    @Benchmark
    @OperationsPerInvocation(1024)
    public float[][] onnxBatch1024() throws OrtException {
        return onnx(0, 1024);
    }

    private float[][] onnx(int first, int count) throws OrtException {
        FloatBuffer values = FloatBuffer.wrap(whole, first * WIDTH, count * WIDTH).slice();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, values, new long[] {count, WIDTH});
                OrtSession.Result result = session.run(Map.of(ForestOnnx.INPUT, input))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    @Benchmark
    public double randomCutForest50Trees() {
        return randomCutForest.getAnomalyScore(point(nextRow() / WIDTH));
    }
}
