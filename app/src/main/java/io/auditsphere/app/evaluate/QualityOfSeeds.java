package io.auditsphere.app.evaluate;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the tables of docs/QUALITY.md, section "Detection on generated months", for the seeds given as arguments. The
 * seeds 1 to 3 are for tuning, 11 to 13 for reporting. With {@code --forest-alone} before them no detector is asked; with
 * {@code --budget=20} the alert budget is another than the shipped one.
 */
public final class QualityOfSeeds {

    private static final String BUDGET = "--budget=";

    private QualityOfSeeds() {}

    /** Arguments: seeds, whole numbers; without any 11, 12 and 13. */
    public static void main(String[] arguments) throws IOException {
        boolean alone = false;
        GeneratedQuality.Options options = GeneratedQuality.Options.defaults();
        List<String> seeds = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--forest-alone")) {
                alone = true;
            } else if (argument.startsWith(BUDGET)) {
                options = options.with(
                        options.training().withBudget(Double.parseDouble(argument.substring(BUDGET.length()))));
            } else {
                seeds.add(argument);
            }
        }
        if (seeds.isEmpty()) {
            seeds.addAll(List.of("11", "12", "13"));
        }
        GeneratedQuality measurement =
                new GeneratedQuality(options, alone ? DetectorSet.none() : BuiltInDetectors.asShipped());
        List<Quality> qualities = new ArrayList<>();
        for (String seed : seeds) {
            qualities.add(measurement.run(Long.parseLong(seed)));
        }
        EvaluateReport.write(qualities, true, System.out);
    }
}
