package io.auditsphere.model.snapshot;

import io.auditsphere.model.forest.ForestBuilder;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what {@link SnapshotWriter} wrote, of every format version. Lengths are checked before anything is allocated. Not thread-safe. */
final class SnapshotReader {

    private static final int FIRST_WITH_RULES = 2;

    private final ByteBuffer in;
    private final int version;

    SnapshotReader(ByteBuffer in, int version) {
        this.in = in;
        this.version = version;
    }

    ModelSnapshot read() {
        return new ModelSnapshot(
                new String(bytes(), StandardCharsets.UTF_8),
                new UUID(in.getLong(), in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                varlong(),
                in.getLong(),
                in.getDouble(),
                bytes(),
                thresholds(),
                thresholds(),
                quantiles(),
                floats(),
                bytes(),
                forest(),
                version < FIRST_WITH_RULES ? List.of() : names());
    }

    private PopulationThresholds thresholds() {
        double anomaly = in.getDouble();
        double alert = in.getDouble();
        double anomalyShare = in.getDouble();
        double openings = in.getDouble();
        ScoreQuantiles scores = scores();
        if (version < FIRST_WITH_RULES) {
            return new PopulationThresholds(anomaly, alert, anomalyShare, openings, scores);
        }
        return new PopulationThresholds(
                anomaly, alert, anomalyShare, openings, scores, rule(), in.getDouble(), in.getDouble());
    }

    private AlertRule rule() {
        int code = varint();
        if (code >= SnapshotWriter.CODES.size()) {
            throw new IllegalArgumentException("the alert rule " + code + " is none of 0.."
                    + (SnapshotWriter.CODES.size() - 1) + ", those that this program knows");
        }
        return SnapshotWriter.CODES.get(code);
    }

    private List<String> names() {
        int count = lengthOf(1);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(new String(bytes(), StandardCharsets.UTF_8));
        }
        return names;
    }

    private IsolationForest forest() {
        int width = varint();
        ForestBuilder forest = new ForestBuilder(width, varint());
        int trees = varint();
        boolean stated = version >= FIRST_WITH_RULES && varint() == 1;
        while (forest.trees() < trees) {
            int feature = varint() - 1;
            if (feature != IsolationForest.LEAF) {
                forest.split(feature, in.getFloat());
            } else if (stated) {
                forest.leaf(varint(), in.getDouble());
            } else {
                forest.leaf(varint());
            }
        }
        return forest.build();
    }

    private ScoreQuantiles scores() {
        long count = varlong();
        int points = lengthOf(Double.BYTES + 1);
        long[] ranks = new long[points];
        double[] scores = new double[points];
        long rank = 0;
        for (int point = 0; point < points; point++) {
            rank += varlong();
            ranks[point] = rank;
            scores[point] = in.getDouble();
        }
        return ScoreQuantiles.restore(count, ranks, scores);
    }

    private FeatureQuantiles quantiles() {
        int width = varint();
        int points = varint();
        if (points != FeatureQuantiles.points()) {
            throw new IllegalArgumentException(points + " quantiles a feature, but format version " + version + " has "
                    + FeatureQuantiles.points());
        }
        requireRemaining((long) width * points, Float.BYTES);
        return FeatureQuantiles.restore(width, floats(width * points));
    }

    private float[] floats() {
        return floats(lengthOf(Float.BYTES));
    }

    private float[] floats(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = in.getFloat();
        }
        return values;
    }

    private byte[] bytes() {
        byte[] value = new byte[lengthOf(1)];
        in.get(value);
        return value;
    }

    /** A length of elements of so many bytes each, that the rest of the file has room for. */
    private int lengthOf(int elementBytes) {
        int length = varint();
        requireRemaining(length, elementBytes);
        return length;
    }

    private void requireRemaining(long elements, int elementBytes) {
        if (elements < 0 || elements * elementBytes > in.remaining()) {
            throw new IllegalArgumentException(elements + " elements of at least " + elementBytes
                    + " bytes cannot be in the " + in.remaining() + " bytes left");
        }
    }

    private int varint() {
        long value = varlong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(value + " is no length or count");
        }
        return (int) value;
    }

    private long varlong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
