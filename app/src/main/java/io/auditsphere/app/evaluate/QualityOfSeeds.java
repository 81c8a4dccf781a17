package io.auditsphere.app.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the tables of docs/QUALITY.md, section "Detection on generated months", for the seeds given as arguments. The
 * seeds 1 to 3 are for tuning, 11 to 13 for reporting.
 */
public final class QualityOfSeeds {

    private QualityOfSeeds() {}

    /** Arguments: seeds, whole numbers; without any 11, 12 and 13. */
    public static void main(String[] arguments) throws IOException {
        String[] seeds = arguments.length == 0 ? new String[] {"11", "12", "13"} : arguments;
        GeneratedQuality measurement = new GeneratedQuality(GeneratedQuality.Options.defaults());
        List<Quality> qualities = new ArrayList<>();
        for (String seed : seeds) {
            qualities.add(measurement.run(Long.parseLong(seed)));
        }
        EvaluateReport.write(qualities, true, System.out);
    }
}
