package io.auditsphere.model.explain;

import io.auditsphere.model.forest.IsolationForest;
import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Exact SHAP values of the mean path length (path-dependent TreeSHAP; Lundberg et al., "From local explanations to
 * global understanding with explainable AI for trees", 2020), with the sign turned: positive means that the feature's
 * value makes the row more anomalous. The contributions add up to {@code expectedPathLength() − meanPathLength(row)}.
 *
 * <p>How: in the game that a leaf plays, a feature i on its path is worth o_i (1 if the row goes the leaf's way at all
 * of the feature's splits, else 0) when it is known and z_i (the share of training rows that do) when it is not. The
 * Shapley value of a product of such terms is the integral over t in 0..1 of the derivative of its multilinear
 * extension (Owen 1972),
 *
 * <pre>  φ_i = leaf · ∫ (o_i − z_i) · Π_{j≠i} (z_j + t·(o_j − z_j)) dt</pre>
 *
 * a polynomial of one degree less than the path has features, for which Gauss-Legendre quadrature with half as many
 * points is exact. One depth-first pass carries the product at each point down the path and the sums over leaves back
 * up; where a feature splits again, the term of its upper split is taken back for the leaves below. That is
 * O(nodes · points), with no list of features to unwind at each leaf.
 *
 * <p>As long as the row goes the way of all splits on a feature, z is the node's own, so what a split does to the
 * product and to the derivative is worked out once for each node, for rows that go its way and for rows that leave it.
 * Once a row has left, terms change by the cover ratio alone, which cancels out of the derivative. Four points, enough
 * for paths of eight features, go in one pass; deeper forests take several. Immutable and thread-safe.
 */
public final class TreeShap {

    private static final int POINTS = 4;

    /** Of a node, for rows that go its way: {@link #POINTS} factors of the product, as many of the derivative. */
    private static final int WITH_ROW = 0;

    /** The same for rows that leave its way here. */
    private static final int WITHOUT_ROW = 2 * POINTS;

    private static final int FACTORS = 4 * POINTS;

    private final IsolationForest forest;

    /** One for each pass: {@code factors[node × FACTORS + …]}. */
    private final double[][] factors;

    private final double[][] weights;

    /** Of each node, the share of its parent's rows that it has. */
    private final double[] coverRatio;

    private final double expectedPathLength;

    /** Prepares the explanation of this forest's scores: some 130 bytes for each node. */
    public TreeShap(IsolationForest forest) {
        this.forest = forest;
        int distinctFeatures = Math.max(1, Math.min(forest.maxDepth(), forest.width()));
        int needed = (distinctFeatures + 1) / 2;
        int passes = (needed + POINTS - 1) / POINTS;
        this.coverRatio = new double[forest.nodes()];
        this.factors = new double[passes][];
        this.weights = new double[passes][POINTS];
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += cover(forest.root(tree));
        }
        this.expectedPathLength = sum / forest.trees();
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(needed, 0, 1);
        for (int pass = 0; pass < passes; pass++) {
            double[] points = new double[POINTS];
            for (int k = 0; k < POINTS && pass * POINTS + k < needed; k++) {
                points[k] = rule.getPoint(pass * POINTS + k);
                weights[pass][k] = rule.getWeight(pass * POINTS + k);
            }
            factors[pass] = new SplitFactors(points).table;
        }
    }

    /** Fills in the cover ratios under the node; returns its expected path length. */
    private double cover(int node) {
        if (forest.feature(node) == IsolationForest.LEAF) {
            return forest.leafPathLength(node);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        coverRatio[left] = (double) forest.samples(left) / forest.samples(node);
        coverRatio[right] = (double) forest.samples(right) / forest.samples(node);
        return coverRatio[left] * cover(left) + coverRatio[right] * cover(right);
    }

    /** The mean path length of the rows that the trees were grown on: what is expected of a row nothing is known of. */
    public double expectedPathLength() {
        return expectedPathLength;
    }

    /**
     * Writes what each feature contributes, in units of path length, to {@code out[0..width − 1]}.
     *
     * @param rows row-major values; those of the row are {@code rows[offset..offset + width − 1]}, none of them NaN
     */
    public void contributions(float[] rows, int offset, double[] out) {
        Explanation explanation = new Explanation(rows, offset);
        for (int pass = 0; pass < factors.length; pass++) {
            explanation.add(factors[pass], weights[pass]);
        }
        for (int i = 0; i < forest.width(); i++) {
            out[i] = -explanation.contributions[i] / forest.trees();
        }
    }

    /** Works out what each split does at four points, for rows that went the way of the splits above it. */
    private final class SplitFactors {
        private final double[] points;
        private final double[] table = new double[forest.nodes() * FACTORS];

        /** z of each feature on the path so far; 1 for those that are not on it. */
        private final double[] share = new double[forest.width()];

        SplitFactors(double[] points) {
            this.points = points;
            Arrays.fill(share, 1);
            for (int tree = 0; tree < forest.trees(); tree++) {
                workOut(forest.root(tree));
            }
        }

        private void workOut(int node) {
            int feature = forest.feature(node);
            if (feature != IsolationForest.LEAF) {
                workOut(feature, forest.left(node));
                workOut(feature, forest.right(node));
            }
        }

        private void workOut(int feature, int child) {
            double above = share[feature];
            double here = above * coverRatio[child];
            int entry = child * FACTORS;
            for (int k = 0; k < POINTS; k++) {
                double t = points[k];
                double termAbove = above + t * (1 - above);
                double termWithRow = here + t * (1 - here);
                double termWithoutRow = here * (1 - t);
                double takenBack = (1 - above) / termAbove;
                table[entry + WITH_ROW + k] = termWithRow / termAbove;
                table[entry + WITH_ROW + POINTS + k] = (1 - here) / termWithRow - takenBack;
                table[entry + WITHOUT_ROW + k] = termWithoutRow / termAbove;
                table[entry + WITHOUT_ROW + POINTS + k] = -here / termWithoutRow - takenBack;
            }
            share[feature] = here;
            workOut(child);
            share[feature] = above;
        }
    }

    /** One row's way through the forest. What is kept by depth has {@link #POINTS} values each. */
    private final class Explanation {
        private final float[] rows;
        private final int offset;
        private final double[] contributions = new double[forest.width()];

        /** Whether the row has left the way of a split on this feature. */
        private final boolean[] left = new boolean[forest.width()];

        /** The product of the path's terms, and the sum over the leaves below of product and path length. */
        private final double[] product = new double[(forest.maxDepth() + 1) * POINTS];

        private final double[] leafSum = new double[(forest.maxDepth() + 1) * POINTS];

        Explanation(float[] rows, int offset) {
            this.rows = rows;
            this.offset = offset;
        }

        void add(double[] table, double[] weight) {
            System.arraycopy(weight, 0, product, 0, POINTS);
            for (int tree = 0; tree < forest.trees(); tree++) {
                visit(table, forest.root(tree), 0);
            }
        }

        /** Explains the tree under this node, whose product is at {@code here}, and leaves its sum there. */
        private void visit(double[] table, int node, int here) {
            for (int k = 0; k < POINTS; k++) {
                leafSum[here + k] = 0;
            }
            int feature = forest.feature(node);
            if (feature == IsolationForest.LEAF) {
                addSum(forest.leafPathLength(node), product, here, here);
            } else if (left[feature]) {
                followOffTheWay(table, forest.left(node), here);
                followOffTheWay(table, forest.right(node), here);
            } else {
                boolean goesLeft = rows[offset + feature] <= forest.threshold(node);
                left[feature] = !goesLeft;
                follow(table, feature, forest.left(node), goesLeft ? WITH_ROW : WITHOUT_ROW, here);
                left[feature] = goesLeft;
                follow(table, feature, forest.right(node), goesLeft ? WITHOUT_ROW : WITH_ROW, here);
                left[feature] = false;
            }
        }

        private void addSum(double times, double[] values, int at, int here) {
            for (int k = 0; k < POINTS; k++) {
                leafSum[here + k] += times * values[at + k];
            }
        }

        private void followOffTheWay(double[] table, int child, int here) {
            if (forest.feature(child) == IsolationForest.LEAF) {
                addSum(forest.leafPathLength(child) * coverRatio[child], product, here, here);
                return;
            }
            int below = here + POINTS;
            for (int k = 0; k < POINTS; k++) {
                product[below + k] = product[here + k] * coverRatio[child];
            }
            visit(table, child, below);
            addSum(1, leafSum, below, here);
        }

        private void follow(double[] table, int feature, int child, int side, int here) {
            int entry = child * FACTORS + side;
            double sum = 0;
            if (forest.feature(child) == IsolationForest.LEAF) {
                double leaf = forest.leafPathLength(child);
                for (int k = 0; k < POINTS; k++) {
                    double worth = leaf * product[here + k] * table[entry + k];
                    sum += worth * table[entry + POINTS + k];
                    leafSum[here + k] += worth;
                }
            } else {
                int below = here + POINTS;
                for (int k = 0; k < POINTS; k++) {
                    product[below + k] = product[here + k] * table[entry + k];
                }
                visit(table, child, below);
                for (int k = 0; k < POINTS; k++) {
                    sum += leafSum[below + k] * table[entry + POINTS + k];
                    leafSum[here + k] += leafSum[below + k];
                }
            }
            contributions[feature] += sum;
        }
    }
}
