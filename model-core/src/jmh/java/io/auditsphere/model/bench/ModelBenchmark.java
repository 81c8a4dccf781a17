package io.auditsphere.model.bench;

import io.auditsphere.model.explain.Ablation;
import io.auditsphere.model.explain.TextbookTreeShap;
import io.auditsphere.model.explain.TreeShap;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.snapshot.SnapshotCodec;
import io.auditsphere.model.snapshot.SnapshotFormatException;
import io.auditsphere.model.snapshot.TimeOrderedUuid;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What is done once a model or once an alert: fitting, explaining, and reading a snapshot, at default sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ModelBenchmark {

    static final int ROWS = 200_000;
    private static final int WIDTH = AuditRows.WIDTH;

    private float[] rows;
    private TreeShap treeShap;
    private TextbookTreeShap textbook;
    private Ablation ablation;
    private float[] medians;
    private final double[] contributions = new double[WIDTH];
    private byte[] snapshot;
    private int row;
    private long seed;

    @Setup
    public void prepare() {
        rows = AuditRows.whole(1, ROWS);
        IsolationForest forest = fit();
        treeShap = new TreeShap(forest);
        textbook = new TextbookTreeShap(forest);
        ablation = new Ablation(forest);
        FeatureQuantiles quantiles = FeatureQuantiles.of(rows, ROWS, WIDTH);
        medians = quantiles.medians();
        double[] scores = new double[ROWS];
        ForestScorer.of(forest).scores(rows, ROWS, scores);
        PopulationThresholds thresholds =
                new PopulationThresholds(0.6, 0.7, 0.1, 5, ScoreQuantiles.of(scores));
        Instant now = Instant.EPOCH;
        snapshot = SnapshotCodec.encode(new ModelSnapshot(
                "microsoft", TimeOrderedUuid.at(now), now, now, now, ROWS, 1, 0.1, new byte[32], thresholds, thresholds,
                quantiles, medians, new byte[100_000], forest));
    }

    private IsolationForest fit() {
        return ForestFitter.fit(
                rows, ROWS, WIDTH, new ForestParameters(200, 256, seed++, AuditRows.GROUPS, AuditRows.FLAGS, 2));
    }

    private int nextRow() {
        row = (row + 1) & 8191;
        return row * WIDTH;
    }

    @Benchmark
    public IsolationForest fit200Trees() {
        return fit();
    }

    @Benchmark
    public double[] explainTextbook() {
        textbook.contributions(rows, nextRow(), contributions);
        return contributions;
    }

    @Benchmark
    public double[] explainTreeShap() {
        treeShap.contributions(rows, nextRow(), contributions);
        return contributions;
    }

    @Benchmark
    public double[] explainAblation() {
        ablation.contributions(rows, nextRow(), medians, contributions);
        return contributions;
    }

    /** From bytes to everything that scoring and explaining need. */
    @Benchmark
    public Object[] snapshotToScorer() throws SnapshotFormatException {
        IsolationForest forest = SnapshotCodec.decode(snapshot, new byte[32]).forest();
        return new Object[] {ForestScorer.of(forest), new TreeShap(forest)};
    }
}
