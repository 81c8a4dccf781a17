package io.auditsphere.model.forest;

import java.util.Arrays;

/**
 * The split of a node that gains most: the one that leaves the least spread on both sides, each weighted by its rows,
 *
 * <pre>  gain = (σ − (n_left · σ_left + n_right · σ_right) / n) / σ</pre>
 *
 * which cuts along the gap between a cluster and the rest (SCiForest: Liu, Ting & Zhou, ECML PKDD 2010; the pooling by
 * rows is isotree's). Used by one thread.
 */
final class PooledGain {

    private final float[] values;

    /** The spread of the values up to and with this one, times their number. */
    private final double[] leftSpread;

    PooledGain(int sampleSize) {
        this.values = new float[sampleSize];
        this.leftSpread = new double[sampleSize];
    }

    /**
     * The threshold half-way between the two neighbouring values where the gain is greatest, the lowest of equals.
     *
     * @param columns where the feature's values lie, from {@code column}
     * @param order the places of the node's rows in the column are {@code order[begin..end − 1]}; their values vary
     */
    float bestThreshold(float[] columns, int column, int[] order, int begin, int end) {
        int count = end - begin;
        for (int i = 0; i < count; i++) {
            values[i] = columns[column + order[begin + i]];
        }
        Arrays.sort(values, 0, count);
        Spread left = new Spread();
        for (int i = 0; i < count; i++) {
            leftSpread[i] = left.add(values[i]);
        }
        Spread right = new Spread();
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int i = count - 1; i > 0; i--) {
            double spread = right.add(values[i]) + leftSpread[i - 1];
            if (values[i - 1] < values[i] && spread <= least) {
                least = spread;
                best = i - 1;
            }
        }
        double middle = values[best] + ((double) values[best + 1] - values[best]) / 2;
        // Between neighbouring floats the middle rounds to one of them: the lower one splits them.
        return (float) middle < values[best + 1] ? (float) middle : values[best];
    }

    /** Mean and squares by Welford's updates (Technometrics 1962): no digits are lost to a mean far from 0. */
    private static final class Spread {
        private int count;
        private double mean;
        private double squares;

        /** Takes a value in; the standard deviation of all so far, times their number. */
        double add(double value) {
            count++;
            double off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
            return Math.sqrt(squares * count);
        }
    }
}
