package io.auditsphere.model.snapshot;

import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The body of format version 4: the components of {@link ModelSnapshot} in their order. Lengths, ranks and counts are
 * LEB128 varints, instants and seeds are 64 bits, text is UTF-8 after its length. Of score quantiles the differences
 * of the ranks are stored; of the trees the nodes in pre-order, of inner nodes feature + 1 and threshold, of leaves 0
 * and their rows, from which the rows of the inner nodes follow.
 *
 * <p>Version 1 ends after the trees, has no path lengths in leaves, nor the flag before the first node that says
 * whether they have any, and says nothing of how the alert threshold was chosen. Versions 2 and 3 are laid
 * out as version 4 is; the tables of the organisation in them end before who reaches what, and before what detectors
 * learnt, and programs of their day cannot read the new ones. Not thread-safe.
 */
final class SnapshotWriter {

    /** The places of rules here are what files hold: add at the end, take nothing out. */
    static final List<AlertRule> CODES = List.of(AlertRule.BUDGET, AlertRule.TAIL);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);

    void write(ModelSnapshot snapshot) {
        bytes(snapshot.provider().getBytes(StandardCharsets.UTF_8));
        int64(snapshot.version().getMostSignificantBits());
        int64(snapshot.version().getLeastSignificantBits());
        int64(snapshot.trainedAt().toEpochMilli());
        int64(snapshot.historyFrom().toEpochMilli());
        int64(snapshot.historyTo().toEpochMilli());
        varlong(snapshot.sampleCount());
        int64(snapshot.seed());
        float64(snapshot.contamination());
        bytes(snapshot.schemaHash());
        thresholds(snapshot.people());
        thresholds(snapshot.services());
        quantiles(snapshot.shownQuantiles());
        floats(snapshot.splitMedians());
        bytes(snapshot.organisationTables());
        forest(snapshot.forest());
        varint(snapshot.featureNames().size());
        snapshot.featureNames().forEach(name -> bytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private void forest(IsolationForest forest) {
        varint(forest.width());
        varint(forest.sampleSize());
        varint(forest.trees());
        varint(forest.pathLengthsStated() ? 1 : 0);
        for (int node = 0; node < forest.nodes(); node++) {
            int feature = forest.feature(node);
            varint(feature + 1);
            if (feature != IsolationForest.LEAF) {
                float32(forest.threshold(node));
            } else {
                varint(forest.samples(node));
                if (forest.pathLengthsStated()) {
                    float64(forest.leafPathLength(node));
                }
            }
        }
    }

    private void thresholds(PopulationThresholds thresholds) {
        float64(thresholds.anomaly());
        float64(thresholds.alert());
        float64(thresholds.expectedAnomalyShare());
        float64(thresholds.expectedOpeningsPerDay());
        ScoreQuantiles scores = thresholds.scores();
        varlong(scores.count());
        varint(scores.points());
        long above = 0;
        for (int point = 0; point < scores.points(); point++) {
            varlong(scores.rank(point) - above);
            above = scores.rank(point);
            float64(scores.score(point));
        }
        varint(CODES.indexOf(thresholds.rule()));
        float64(thresholds.ruleTarget());
        float64(thresholds.expectedAlertShare());
    }

    private void quantiles(FeatureQuantiles quantiles) {
        varint(quantiles.width());
        varint(FeatureQuantiles.points());
        for (int feature = 0; feature < quantiles.width(); feature++) {
            for (int point = 0; point < FeatureQuantiles.points(); point++) {
                float32(quantiles.value(feature, point));
            }
        }
    }

    private void floats(float[] values) {
        varint(values.length);
        for (float value : values) {
            float32(value);
        }
    }

    private void bytes(byte[] value) {
        varint(value.length);
        out.writeBytes(value);
    }

    private void varint(int value) {
        varlong(value);
    }

    private void varlong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private void float32(float value) {
        out.write(eight.putFloat(0, value).array(), 0, Float.BYTES);
    }

    private void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    private void int64(long value) {
        out.write(eight.putLong(0, value).array(), 0, Long.BYTES);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
