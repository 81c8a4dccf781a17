package io.auditsphere.model.threshold;

import java.util.Arrays;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * The threshold by extreme-value tail (Siffer et al., "Anomaly Detection in Streams with Extreme Value Theory", KDD
 * 2017): the scores over a high quantile t are taken as a generalised Pareto tail, whose quantile at a chosen risk may
 * lie beyond every score seen:
 *
 * <pre>  score = t + σ/γ · ((risk · n / n_t)^−γ − 1)</pre>
 *
 * with n scores, n_t of them over t, and the shape γ and the scale σ of greatest likelihood. These are found on one
 * dimension, θ = γ/σ, as Grimshaw (Technometrics 1993) does: given θ, the likeliest γ is the mean of ln(1 + θ·y) over
 * the excesses y.
 *
 * @param score the threshold, at most 1: scores at or over it are rarer than the risk
 * @param risk the share of events that may reach it
 * @param observedShare the share of training scores that did
 * @param shape γ; negative for a tail that ends, positive for a heavy one
 * @param scale σ, in units of score
 */
public record PeaksOverThreshold(double score, double risk, double observedShare, double shape, double scale) {

    /** t: the share of scores that are excesses. The paper's 2 %. A risk lies under it. */
    public static final double EXCESS_SHARE = 0.02;

    /** With fewer excesses a fit says nothing. */
    private static final int FEWEST_EXCESSES = 30;

    private static final int GRID = 60;

    /**
     * The threshold of these training scores, in any order. Of too few scores for a fit, or where none varies over t,
     * it is the quantile itself.
     *
     * @param risk in (0, 0.02)
     * @throws IllegalArgumentException if the risk is out of range or there are no scores
     */
    public static PeaksOverThreshold of(double[] scores, double risk) {
        if (!(risk > 0 && risk < EXCESS_SHARE)) {
            throw new IllegalArgumentException(
                    "the risk is over 0 and under " + EXCESS_SHARE + " of the events, not " + risk);
        }
        if (scores.length == 0) {
            throw new IllegalArgumentException("a tail needs training scores; there are none");
        }
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        int count = ascending.length;
        double base = ascending[(int) Math.floor((1 - EXCESS_SHARE) * (count - 1))];
        double[] excesses = Arrays.stream(ascending)
                .filter(score -> score > base)
                .map(score -> score - base)
                .toArray();
        if (excesses.length < FEWEST_EXCESSES || excesses[0] == excesses[excesses.length - 1]) {
            double quantile = ascending[(int) Math.ceil((1 - risk) * (count - 1))];
            return new PeaksOverThreshold(quantile, risk, share(ascending, quantile), 0, 0);
        }
        double theta = likeliestTheta(excesses);
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double shape = shape(excesses, theta);
        double scale = theta == 0 ? mean : shape / theta;
        double rarity = risk * count / excesses.length;
        double beyond = theta == 0 ? -scale * Math.log(rarity) : scale / shape * (Math.pow(rarity, -shape) - 1);
        double threshold = Math.min(1, base + beyond);
        return new PeaksOverThreshold(threshold, risk, share(ascending, threshold), shape, scale);
    }

    private static double share(double[] ascending, double threshold) {
        int reached = 0;
        while (reached < ascending.length && ascending[ascending.length - 1 - reached] >= threshold) {
            reached++;
        }
        return (double) reached / ascending.length;
    }

    /** A grid finds the highest of possibly several maxima, Brent's method its top; 0 is the exponential tail. */
    private static double likeliestTheta(double[] excesses) {
        double greatest = excesses[excesses.length - 1];
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double[] grid = new double[2 * GRID + 1];
        for (int i = 0; i < GRID; i++) {
            // From just over −1/greatest, where the tail ends at the highest score, to a tail as heavy as any.
            grid[i] = -(1 - Math.pow(10, -4.0 * (GRID - i) / GRID)) / greatest;
            grid[GRID + 1 + i] = Math.pow(10, -4 + 6.0 * (i + 1) / GRID) / mean;
        }
        Arrays.sort(grid);
        int best = 1;
        for (int i = 1; i < grid.length - 1; i++) {
            best = logLikelihood(excesses, grid[i]) > logLikelihood(excesses, grid[best]) ? i : best;
        }
        UnivariatePointValuePair top = new BrentOptimizer(1e-10, 1e-12)
                .optimize(
                        new MaxEval(200),
                        GoalType.MAXIMIZE,
                        new SearchInterval(grid[best - 1], grid[best + 1], grid[best]),
                        new UnivariateObjectiveFunction(theta -> logLikelihood(excesses, theta)));
        double scaled = Math.abs(top.getPoint() * mean);
        // So close to 0 that the formulas lose their digits.
        return scaled < 1e-8 ? 0 : top.getPoint();
    }

    /** The mean over the excesses of the log-likelihood, at the likeliest shape for this θ. */
    private static double logLikelihood(double[] excesses, double theta) {
        double mean = Arrays.stream(excesses).average().orElseThrow();
        if (Math.abs(theta * mean) < 1e-8) {
            return -Math.log(mean) - 1;
        }
        double shape = shape(excesses, theta);
        return -Math.log(shape / theta) - shape - 1;
    }

    private static double shape(double[] excesses, double theta) {
        double sum = 0;
        for (double excess : excesses) {
            sum += Math.log1p(theta * excess);
        }
        return sum / excesses.length;
    }
}
