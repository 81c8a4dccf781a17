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
 * O(nodes · points), with no list of features to unwind at each leaf. Immutable and thread-safe.
 */
public final class TreeShap {

    private final IsolationForest forest;
    private final double[] points;
    private final double[] weights;
    private final double expectedPathLength;

    /** Prepares the explanation of this forest's scores. */
    public TreeShap(IsolationForest forest) {
        this.forest = forest;
        int distinctFeatures = Math.max(1, Math.min(forest.maxDepth(), forest.width()));
        int count = (distinctFeatures + 1) / 2;
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(count, 0, 1);
        this.points = new double[count];
        this.weights = new double[count];
        for (int k = 0; k < count; k++) {
            points[k] = rule.getPoint(k);
            weights[k] = rule.getWeight(k);
        }
        double sum = 0;
        for (int tree = 0; tree < forest.trees(); tree++) {
            sum += expected(forest.root(tree));
        }
        this.expectedPathLength = sum / forest.trees();
    }

    private double expected(int node) {
        if (forest.feature(node) == IsolationForest.LEAF) {
            return forest.leafPathLength(node);
        }
        int left = forest.left(node);
        int right = forest.right(node);
        return (forest.samples(left) * expected(left) + forest.samples(right) * expected(right)) / forest.samples(node);
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
        Pass pass = new Pass(rows, offset);
        for (int tree = 0; tree < forest.trees(); tree++) {
            pass.explain(forest.root(tree));
        }
        for (int i = 0; i < forest.width(); i++) {
            out[i] = -pass.sums[i] / forest.trees();
        }
    }

    /** One row's way through the forest. The arrays by depth hold one value for each quadrature point. */
    private final class Pass {
        private final float[] rows;
        private final int offset;
        private final double[] sums = new double[forest.width()];

        /** o and z of each feature on the path so far; 1 and 1, worth nothing, for those that are not on it. */
        private final boolean[] followed = new boolean[forest.width()];

        private final double[] share = new double[forest.width()];

        private final double[] products = new double[(forest.maxDepth() + 1) * points.length];
        private final double[] leafSums = new double[(forest.maxDepth() + 1) * points.length];

        Pass(float[] rows, int offset) {
            this.rows = rows;
            this.offset = offset;
            Arrays.fill(followed, true);
            Arrays.fill(share, 1);
        }

        void explain(int root) {
            Arrays.fill(products, 0, points.length, 1);
            descend(root, 0);
        }

        private void descend(int node, int depth) {
            int here = depth * points.length;
            int feature = forest.feature(node);
            if (feature == IsolationForest.LEAF) {
                for (int k = 0; k < points.length; k++) {
                    leafSums[here + k] = forest.leafPathLength(node) * products[here + k];
                }
                return;
            }
            Arrays.fill(leafSums, here, here + points.length, 0);
            boolean goesLeft = rows[offset + feature] <= forest.threshold(node);
            descend(node, forest.left(node), goesLeft, depth);
            descend(node, forest.right(node), !goesLeft, depth);
        }

        private void descend(int node, int child, boolean rowGoesThere, int depth) {
            int feature = forest.feature(node);
            boolean followedAbove = followed[feature];
            double shareAbove = share[feature];
            boolean followedHere = followedAbove && rowGoesThere;
            double shareHere = shareAbove * forest.samples(child) / forest.samples(node);

            int here = depth * points.length;
            int below = here + points.length;
            for (int k = 0; k < points.length; k++) {
                products[below + k] = products[here + k]
                        * term(followedHere, shareHere, points[k])
                        / term(followedAbove, shareAbove, points[k]);
            }
            followed[feature] = followedHere;
            share[feature] = shareHere;
            descend(child, depth + 1);
            followed[feature] = followedAbove;
            share[feature] = shareAbove;

            double gained = (followedHere ? 1 : 0) - shareHere;
            double takenBack = (followedAbove ? 1 : 0) - shareAbove;
            double sum = 0;
            for (int k = 0; k < points.length; k++) {
                sum += weights[k]
                        * leafSums[below + k]
                        * (gained / term(followedHere, shareHere, points[k])
                                - takenBack / term(followedAbove, shareAbove, points[k]));
                leafSums[here + k] += leafSums[below + k];
            }
            sums[feature] += sum;
        }

        /** z + t·(o − z); never 0, since every node has rows and the points lie inside 0..1. */
        private static double term(boolean followed, double share, double point) {
            return followed ? share + point * (1 - share) : share * (1 - point);
        }
    }
}
