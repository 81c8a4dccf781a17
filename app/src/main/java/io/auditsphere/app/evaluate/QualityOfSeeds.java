package io.auditsphere.app.evaluate;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints the tables of docs/QUALITY.md, section "Detection on generated months", for the seeds given as arguments. The
 * seeds 1 to 3 are for tuning, 11 to 13 for reporting. With {@code --forest-alone} before them no detector is asked.
 */
public final class QualityOfSeeds {

    private QualityOfSeeds() {}

    /** Arguments: seeds, whole numbers; without any 11, 12 and 13. */
    public static void main(String[] arguments) throws IOException {
        boolean alone = arguments.length > 0 && arguments[0].equals("--forest-alone");
        String[] given = alone ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
        String[] seeds = given.length == 0 ? new String[] {"11", "12", "13"} : given;
        GeneratedQuality measurement = new GeneratedQuality(
                GeneratedQuality.Options.defaults(), alone ? DetectorSet.none() : BuiltInDetectors.asShipped());
        List<Quality> qualities = new ArrayList<>();
        for (String seed : seeds) {
            qualities.add(measurement.run(Long.parseLong(seed)));
        }
        EvaluateReport.write(qualities, true, System.out);
    }
}
