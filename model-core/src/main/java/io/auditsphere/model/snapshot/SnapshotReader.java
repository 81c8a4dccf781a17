package io.auditsphere.model.snapshot;

import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reads what {@link SnapshotWriter} wrote. Lengths are checked before anything is allocated. Not thread-safe. */
final class SnapshotReader {

    private final ByteBuffer in;

    SnapshotReader(ByteBuffer in) {
        this.in = in;
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
                SnapshotCodec.readForest(this));
    }

    private PopulationThresholds thresholds() {
        return new PopulationThresholds(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble(), scores());
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
            throw new IllegalArgumentException(
                    points + " quantiles a feature, but format version 1 has " + FeatureQuantiles.points());
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

    int varint() {
        long value = varlong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(value + " is no length or count");
        }
        return (int) value;
    }

    float float32() {
        return in.getFloat();
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
