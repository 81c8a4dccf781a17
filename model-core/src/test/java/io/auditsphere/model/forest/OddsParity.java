package io.auditsphere.model.forest;

import io.auditsphere.model.forest.ParityRun.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Prints the table "Parity with scikit-learn" of docs/QUALITY.md. The labelled sets are not part of the project: give
 * the folder of their CSV files by {@code -Dauditsphere.odds=FOLDER}, and by {@code -Dauditsphere.seeds} how many
 * forests to grow (10). Means stand with their standard errors. Ends with 1 if a set misses the rule.
 */
public final class OddsParity {

    private OddsParity() {}

    /** scikit-learn 1.2.1, {@code max_samples=256}, mean and standard deviation over ten seeds. */
    private record Reference(String set, Spread auc200, Spread ap200, Spread auc100) {}

    private static final List<Reference> REFERENCES = List.of(
            reference("mammography", 0.8633, 0.0071, 0.2245, 0.0299, 0.8615, 0.0075),
            reference("annthyroid", 0.8208, 0.0118, 0.3079, 0.0198, 0.8184, 0.0169),
            reference("satellite", 0.6993, 0.0148, 0.6637, 0.0156, 0.7008, 0.0198),
            reference("satimage-2", 0.9939, 0.0009, 0.9265, 0.0082, 0.9936, 0.0013),
            reference("pima", 0.6728, 0.0043, 0.5022, 0.0050, 0.6707, 0.0074),
            reference("breastw", 0.9872, 0.0013, 0.9700, 0.0038, 0.9873, 0.0014),
            reference("ionosphere", 0.8468, 0.0031, 0.7995, 0.0043, 0.8461, 0.0064),
            reference("thyroid", 0.9782, 0.0030, 0.5287, 0.0682, 0.9781, 0.0040),
            reference("cardio", 0.9334, 0.0067, 0.5815, 0.0293, 0.9329, 0.0095),
            reference("arrhythmia", 0.8068, 0.0079, 0.4698, 0.0104, 0.8090, 0.0098));

    private static Reference reference(
            String set, double auc200, double aucSd, double ap, double apSd, double auc100, double auc100Sd) {
        return new Reference(set, new Spread(auc200, aucSd), new Spread(ap, apSd), new Spread(auc100, auc100Sd));
    }

    public static void main(String[] arguments) throws IOException {
        String folder = System.getProperty("auditsphere.odds");
        if (folder == null) {
            System.err.println("expected -Dauditsphere.odds=FOLDER, the folder of the labelled sets' CSV files");
            System.exit(2);
        }
        int seeds = Integer.getInteger("auditsphere.seeds", ParityRun.REFERENCE_SEEDS);
        System.out.println("| set | AUC, 200 trees | scikit-learn | AP, 200 trees | scikit-learn | AUC, 100 trees"
                + " | scikit-learn | AP, 100 trees | within the rule |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        boolean all = true;
        for (Reference reference : REFERENCES) {
            LabelledSet set = LabelledSet.read(Path.of(folder, reference.set() + ".csv"));
            ParityRun of200 = ParityRun.of(set, 200, seeds);
            ParityRun of100 = ParityRun.of(set, 100, seeds);
            boolean pass = of200.matchesAreaUnderRoc(reference.auc200())
                    && of200.matchesAveragePrecision(reference.ap200())
                    && of100.matchesAreaUnderRoc(reference.auc100());
            all &= pass;
            int theirs = ParityRun.REFERENCE_SEEDS;
            System.out.println("| "
                    + String.join(
                            " | ",
                            set.name(),
                            of200.areaUnderRoc().withError(seeds),
                            reference.auc200().withError(theirs),
                            of200.averagePrecision().withError(seeds),
                            reference.ap200().withError(theirs),
                            of100.areaUnderRoc().withError(seeds),
                            reference.auc100().withError(theirs),
                            of100.averagePrecision().withError(seeds),
                            pass ? "yes" : "**no**")
                    + " |");
        }
        System.exit(all ? 0 : 1);
    }
}
