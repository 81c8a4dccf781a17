package io.auditsphere.model.forest;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Forests of the seeds 0, 1, … on one labelled set, fitted and scored on the same rows, against what scikit-learn
 * 1.2.1's {@code IsolationForest(max_samples=256)} reached over ten seeds.
 *
 * <p>The rule: both means are estimates over ten seeds, so their difference has a standard error of sd·√(2/10); twice
 * that, and a little for the sd being an estimate too, is allowed. Over n seeds of ours it is sd·√(1/10 + 1/n).
 */
record ParityRun(int seeds, Spread areaUnderRoc, Spread averagePrecision) {

    static final int REFERENCE_SEEDS = 10;

    private static final double AUC_SLACK = 0.002;
    private static final double AP_SLACK = 0.01;

    record Spread(double mean, double deviation) {

        static Spread of(double[] values) {
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Spread(mean, Math.sqrt(squares / (values.length - 1)));
        }

        boolean allows(Spread found, int seeds, double slack) {
            double standardError = deviation * Math.sqrt(1.0 / REFERENCE_SEEDS + 1.0 / seeds);
            return Math.abs(found.mean - mean) <= 2 * standardError + slack;
        }

        /** The mean and its standard error over so many seeds. */
        String withError(int seeds) {
            return String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation / Math.sqrt(seeds));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f, standard deviation %.4f", mean, deviation);
        }
    }

    static ParityRun of(LabelledSet set, int trees, int seeds) {
        return of(set, trees, seeds, plain -> plain);
    }

    static ParityRun of(LabelledSet set, int trees, int seeds, UnaryOperator<ForestParameters> option) {
        double[] auc = new double[seeds];
        double[] ap = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            IsolationForest forest = ForestFitter.fit(
                    set.rows(), set.count(), set.width(), option.apply(ForestParameters.plain(trees, 256, seed)));
            double[] scores = set.scores(forest);
            auc[seed] = set.areaUnderRoc(scores);
            ap[seed] = set.averagePrecision(scores);
        }
        return new ParityRun(seeds, Spread.of(auc), Spread.of(ap));
    }

    boolean matchesAreaUnderRoc(Spread reference) {
        return reference.allows(areaUnderRoc, seeds, AUC_SLACK);
    }

    boolean matchesAveragePrecision(Spread reference) {
        return reference.allows(averagePrecision, seeds, AP_SLACK);
    }
}
