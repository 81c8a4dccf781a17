package io.auditsphere.model.explain;

import io.auditsphere.model.forest.IsolationForest;

/**
 * Algorithm 2 of Lundberg, Erion & Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018), of
 * the mean path length: the baseline that {@link TreeShap} is compared with. Not thread-safe.
 */
public final class TextbookTreeShap {

    private final IsolationForest forest;
    private final Path[] paths;
    private double[] values;
    private float[] rows;
    private int offset;

    private static final class Path {
        private final int[] feature;
        private final double[] zero;
        private final double[] one;
        private final double[] weight;
        private int length;

        Path(int capacity) {
            feature = new int[capacity];
            zero = new double[capacity];
            one = new double[capacity];
            weight = new double[capacity];
        }

        void copyFrom(Path other) {
            length = other.length;
            System.arraycopy(other.feature, 0, feature, 0, length);
            System.arraycopy(other.zero, 0, zero, 0, length);
            System.arraycopy(other.one, 0, one, 0, length);
            System.arraycopy(other.weight, 0, weight, 0, length);
        }

        void extend(double zeroFraction, double oneFraction, int of) {
            feature[length] = of;
            zero[length] = zeroFraction;
            one[length] = oneFraction;
            weight[length] = length == 0 ? 1 : 0;
            length++;
            for (int i = length - 2; i >= 0; i--) {
                weight[i + 1] += oneFraction * weight[i] * (i + 1) / length;
                weight[i] = zeroFraction * weight[i] * (length - 1 - i) / length;
            }
        }

        void unwind(int at) {
            double next = weight[length - 1];
            for (int j = length - 2; j >= 0; j--) {
                if (one[at] != 0) {
                    double before = weight[j];
                    weight[j] = next * length / ((j + 1) * one[at]);
                    next = before - weight[j] * zero[at] * (length - 1 - j) / length;
                } else {
                    weight[j] = weight[j] * length / (zero[at] * (length - 1 - j));
                }
            }
            for (int j = at; j < length - 1; j++) {
                feature[j] = feature[j + 1];
                zero[j] = zero[j + 1];
                one[j] = one[j + 1];
            }
            length--;
        }

        double unwoundSum(int at) {
            double next = weight[length - 1];
            double sum = 0;
            for (int j = length - 2; j >= 0; j--) {
                if (one[at] != 0) {
                    double part = next * length / ((j + 1) * one[at]);
                    sum += part;
                    next = weight[j] - part * zero[at] * (length - 1 - j) / length;
                } else {
                    sum += weight[j] * length / (zero[at] * (length - 1 - j));
                }
            }
            return sum;
        }
    }

    public TextbookTreeShap(IsolationForest forest) {
        this.forest = forest;
        this.paths = new Path[forest.maxDepth() + 2];
        for (int depth = 0; depth < paths.length; depth++) {
            paths[depth] = new Path(paths.length + 1);
        }
    }

    /** As {@link TreeShap#contributions}. */
    public void contributions(float[] allRows, int rowOffset, double[] out) {
        rows = allRows;
        offset = rowOffset;
        values = new double[forest.width()];
        for (int tree = 0; tree < forest.trees(); tree++) {
            paths[0].length = 0;
            recurse(forest.root(tree), 0, 1, 1, -1);
        }
        for (int i = 0; i < values.length; i++) {
            out[i] = -values[i] / forest.trees();
        }
    }

    private void recurse(int node, int depth, double zeroFraction, double oneFraction, int of) {
        Path path = paths[depth];
        path.extend(zeroFraction, oneFraction, of);
        int feature = forest.feature(node);
        if (feature == IsolationForest.LEAF) {
            for (int i = 1; i < path.length; i++) {
                values[path.feature[i]] +=
                        path.unwoundSum(i) * (path.one[i] - path.zero[i]) * forest.leafPathLength(node);
            }
            return;
        }
        boolean left = rows[offset + feature] <= forest.threshold(node);
        int hot = left ? forest.left(node) : forest.right(node);
        int cold = left ? forest.right(node) : forest.left(node);
        double incomingZero = 1;
        double incomingOne = 1;
        for (int i = 1; i < path.length; i++) {
            if (path.feature[i] == feature) {
                incomingZero = path.zero[i];
                incomingOne = path.one[i];
                path.unwind(i);
                break;
            }
        }
        double samples = forest.samples(node);
        paths[depth + 1].copyFrom(path);
        recurse(hot, depth + 1, incomingZero * forest.samples(hot) / samples, incomingOne, feature);
        paths[depth + 1].copyFrom(path);
        recurse(cold, depth + 1, incomingZero * forest.samples(cold) / samples, 0, feature);
    }
}
