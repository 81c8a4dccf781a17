package io.auditsphere.model.forest;

import java.util.Arrays;
import java.util.BitSet;

/** Grows one tree: draws its sample, then splits depth first. Used once, by one thread. */
final class TreeGrower {

    /** As isotree: a range of values and a share of rows are taken for at least this, so that no ratio is 0 or infinite. */
    private static final double LEAST_SHARE = 1e-9;

    /** As scikit-learn's FEATURE_THRESHOLD: values closer than this are one value. */
    private static final float CONSTANT_WITHIN = 1e-7f;

    private final float[] rows;
    private final int count;
    private final int width;
    private final int sampleSize;
    private final ForestParameters parameters;
    private final SplitMix64 random;
    private final int maxDepth;

    /** The sample, column after column, so that a feature's values lie together. */
    private final float[] columns;

    /** Places in the sample, ordered so that each node's rows are neighbours. */
    private final int[] order;

    private final FeatureDraw[] drawAtDepth;
    private final PooledGain gains;
    private final boolean adjusted;
    private final Tree tree;
    private int drawnFeature;
    private float drawnMin;
    private float drawnMax;

    TreeGrower(float[] rows, int count, int width, int sampleSize, ForestParameters parameters, int index) {
        this.rows = rows;
        this.count = count;
        this.width = width;
        this.sampleSize = sampleSize;
        this.parameters = parameters;
        this.random = SplitMix64.forTask(parameters.seed(), index);
        this.maxDepth = Integer.SIZE - Integer.numberOfLeadingZeros(sampleSize - 1);
        this.columns = new float[sampleSize * width];
        this.order = new int[sampleSize];
        this.gains = parameters.pooledGain() > 0 ? new PooledGain(sampleSize) : null;
        this.adjusted = parameters.leafValues() == ForestParameters.LeafValues.ADJUSTED_DEPTH;
        this.tree = new Tree(2 * sampleSize, adjusted);
        FeatureDraw all = FeatureDraw.of(parameters.groups(), width);
        this.drawAtDepth = new FeatureDraw[maxDepth + 1];
        for (int depth = 0; depth <= maxDepth; depth++) {
            drawAtDepth[depth] = all.copy();
        }
    }

    Tree grow() {
        drawSample();
        grow(0, sampleSize, 0, 0);
        return tree;
    }

    /** Floyd's draw without replacement (Bentley & Floyd, CACM 1987), then the anchors in the last places. */
    private void drawSample() {
        int anchors = anchors();
        int real = sampleSize - anchors;
        BitSet taken = new BitSet(count);
        for (int place = 0; place < real; place++) {
            int limit = count - real + place;
            int row = random.nextInt(limit + 1);
            if (taken.get(row)) {
                row = limit;
            }
            taken.set(row);
            order[place] = row;
        }
        for (int place = real; place < sampleSize; place++) {
            order[place] = random.nextInt(count);
        }
        copySample();
        int[] anchored = parameters.anchorFeatures();
        for (int anchor = 0; anchor < anchors; anchor++) {
            int which = anchor % anchored.length;
            columns[anchored[which] * sampleSize + real + anchor] = parameters.anchorValue(which);
        }
        Arrays.setAll(order, place -> place);
    }

    /** Feature by feature: the first asks memory for all rows at once, the others find them in the cache. */
    private void copySample() {
        for (int feature = 0; feature < width; feature++) {
            int column = feature * sampleSize;
            for (int place = 0; place < sampleSize; place++) {
                columns[column + place] = rows[order[place] * width + feature];
            }
        }
    }

    private int anchors() {
        return Math.min(parameters.anchorFeatures().length * parameters.anchorsPerFeature(), sampleSize / 4);
    }

    /** Grows the node of the rows {@code order[begin..end − 1]}; its draw knows what is constant above it. */
    private void grow(int begin, int end, int depth, double pathLength) {
        if (depth == maxDepth || end - begin == 1 || !drawVarying(drawAtDepth[depth], begin, end)) {
            tree.leaf(end - begin, pathLength + PathLength.averageOf(end - begin));
            return;
        }
        int feature = drawnFeature;
        float min = drawnMin;
        float max = drawnMax;
        float threshold = threshold(feature, begin, end);
        int middle = partition(feature, threshold, begin, end);
        double leftShare = (double) (middle - begin) / (end - begin);
        double leftRange = ((double) threshold - min) / ((double) max - min);
        tree.split(feature, threshold);
        drawAtDepth[depth + 1].copyFrom(drawAtDepth[depth]);
        grow(begin, middle, depth + 1, pathLength + step(leftShare, leftRange));
        drawAtDepth[depth + 1].copyFrom(drawAtDepth[depth]);
        grow(middle, end, depth + 1, pathLength + step(1 - leftShare, 1 - leftRange));
    }

    /** What the side with these shares of the node's rows and of its range adds to the path. */
    private double step(double share, double range) {
        if (!adjusted) {
            return 1;
        }
        double density = share / Math.max(range, LEAST_SHARE);
        return 2 / (1 + 1 / (2 * density));
    }

    /** The threshold of the node's split on the feature just drawn. */
    private float threshold(int feature, int begin, int end) {
        double chance = parameters.pooledGain();
        // No draw where none is asked for: plain forests of a seed stay what they were.
        if (chance > 0 && random.nextDouble() < chance) {
            return gains.bestThreshold(columns, feature * sampleSize, order, begin, end);
        }
        return drawThreshold(drawnMin, drawnMax);
    }

    /** Draws features, dropping those that are constant here, until one varies; false if none does. */
    private boolean drawVarying(FeatureDraw draw, int begin, int end) {
        while (draw.next(random)) {
            int column = draw.feature() * sampleSize;
            float min = columns[column + order[begin]];
            float max = min;
            for (int i = begin + 1; i < end; i++) {
                float value = columns[column + order[i]];
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            if (max > min + CONSTANT_WITHIN) {
                drawnFeature = draw.feature();
                drawnMin = min;
                drawnMax = max;
                return true;
            }
            draw.drop();
        }
        return false;
    }

    /**
     * Uniform between the two. scikit-learn compares float32 values with a float64 threshold; the greatest float32 that
     * is not over that threshold splits the same way.
     */
    private float drawThreshold(float min, float max) {
        double exact = min + random.nextDouble() * ((double) max - min);
        float threshold = (float) exact;
        if (threshold > exact) {
            threshold = Math.nextDown(threshold);
        }
        return threshold < max ? threshold : min;
    }

    private int partition(int feature, float threshold, int begin, int end) {
        int column = feature * sampleSize;
        int left = begin;
        int right = end;
        while (left < right) {
            int place = order[left];
            if (columns[column + place] <= threshold) {
                left++;
            } else {
                order[left] = order[--right];
                order[right] = place;
            }
        }
        return left;
    }

    /** The nodes of one tree in pre-order. */
    static final class Tree {
        private final boolean statesPathLengths;
        private final int[] featureOrLeaf;
        private final float[] threshold;
        private final int[] samples;
        private final double[] pathLength;
        private int nodes;

        Tree(int capacity, boolean statesPathLengths) {
            this.statesPathLengths = statesPathLengths;
            featureOrLeaf = new int[capacity];
            threshold = new float[capacity];
            samples = new int[capacity];
            pathLength = new double[capacity];
        }

        void split(int feature, float at) {
            featureOrLeaf[nodes] = feature;
            threshold[nodes++] = at;
        }

        void leaf(int rows, double length) {
            featureOrLeaf[nodes] = IsolationForest.LEAF;
            samples[nodes] = rows;
            pathLength[nodes++] = length;
        }

        void addTo(ForestBuilder forest) {
            for (int node = 0; node < nodes; node++) {
                if (featureOrLeaf[node] != IsolationForest.LEAF) {
                    forest.split(featureOrLeaf[node], threshold[node]);
                } else if (statesPathLengths) {
                    forest.leaf(samples[node], pathLength[node]);
                } else {
                    forest.leaf(samples[node]);
                }
            }
        }
    }
}
