package io.auditsphere.model.threshold;

import java.util.Arrays;

/** What is typical of each feature among the training rows: quantiles at fixed shares. Immutable and thread-safe. */
public final class FeatureQuantiles {

    private static final double[] SHARES = {0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1};
    private static final int MEDIAN = 5;

    private final int width;
    private final float[] values;

    private FeatureQuantiles(int width, float[] values) {
        this.width = width;
        this.values = values;
    }

    /**
     * The quantiles of these rows: of each share the value at that place among the sorted ones, always a value that
     * occurs. NaN values (unknown) are left out; a feature of which nothing is known has NaN quantiles.
     *
     * @param rows {@code float[count × width]}, row-major
     */
    public static FeatureQuantiles of(float[] rows, int count, int width) {
        float[] values = new float[width * SHARES.length];
        float[] column = new float[count];
        for (int feature = 0; feature < width; feature++) {
            int known = 0;
            for (int row = 0; row < count; row++) {
                float value = rows[row * width + feature];
                if (!Float.isNaN(value)) {
                    column[known++] = value;
                }
            }
            Arrays.sort(column, 0, known);
            for (int s = 0; s < SHARES.length; s++) {
                values[feature * SHARES.length + s] =
                        known == 0 ? Float.NaN : column[(int) Math.round(SHARES[s] * (known - 1))];
            }
        }
        return new FeatureQuantiles(width, values);
    }

    /** What {@link #value} told, put together again: {@code values[width × points()]}, one feature after another. */
    public static FeatureQuantiles restore(int width, float[] values) {
        if (values.length != width * SHARES.length) {
            throw new IllegalArgumentException("quantiles of " + width + " features are " + width * SHARES.length
                    + " values, but there are " + values.length);
        }
        return new FeatureQuantiles(width, values.clone());
    }

    /** The number of quantiles of a feature. */
    public static int points() {
        return SHARES.length;
    }

    /** The share of rows, 0..1, that this quantile stands for. */
    public static double share(int point) {
        return SHARES[point];
    }

    /** The number of features. */
    public int width() {
        return width;
    }

    /** The value of this feature at this point. */
    public float value(int feature, int point) {
        return values[feature * SHARES.length + point];
    }

    /** The middle value of this feature; NaN if nothing is known of it. */
    public float median(int feature) {
        return value(feature, MEDIAN);
    }

    /** The middle value of every feature. */
    public float[] medians() {
        float[] medians = new float[width];
        for (int feature = 0; feature < width; feature++) {
            medians[feature] = median(feature);
        }
        return medians;
    }

    /** The value of this feature that the given share of rows, 0..1, does not exceed; linear between the points kept. */
    public double quantile(int feature, double share) {
        int upper = 1;
        while (upper < SHARES.length - 1 && SHARES[upper] < share) {
            upper++;
        }
        double low = value(feature, upper - 1);
        double part = (share - SHARES[upper - 1]) / (SHARES[upper] - SHARES[upper - 1]);
        return low + part * (value(feature, upper) - low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureQuantiles that && width == that.width && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "FeatureQuantiles[" + width + " features]";
    }
}
