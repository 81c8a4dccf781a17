package io.auditsphere.app.evaluate;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints the tables of docs/QUALITY.md, section "Detection on generated months", for the seeds given as arguments. The
 * seeds 1 to 3 are for tuning, 11 to 13 for reporting. With {@code --forest-alone} before them no detector is asked; with
 * {@code --budget=20} the alert budget is another than the shipped one, with {@code --set=bulk.reads=60} (or {@code
 * bulk=off}) a detector's settings are, and {@code --show-false} prints the false alerts.
 */
public final class QualityOfSeeds {

    private static final String BUDGET = "--budget=";
    private static final String SET = "--set=";
    private static final String SHOW = "--show-false";

    private QualityOfSeeds() {}

    /** Arguments: seeds, whole numbers; without any 11, 12 and 13. */
    public static void main(String[] arguments) throws IOException {
        boolean alone = false;
        boolean shows = false;
        DetectorSet detectors = BuiltInDetectors.asShipped();
        GeneratedQuality.Options options = GeneratedQuality.Options.defaults();
        List<String> seeds = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("--forest-alone")) {
                alone = true;
            } else if (argument.startsWith(BUDGET)) {
                options = options.with(
                        options.training().withBudget(Double.parseDouble(argument.substring(BUDGET.length()))));
            } else if (argument.equals(SHOW)) {
                shows = true;
            } else if (argument.startsWith(SET)) {
                detectors = with(detectors, argument.substring(SET.length()));
            } else {
                seeds.add(argument);
            }
        }
        if (seeds.isEmpty()) {
            seeds.addAll(List.of("11", "12", "13"));
        }
        GeneratedQuality measurement = new GeneratedQuality(options, alone ? DetectorSet.none() : detectors);
        List<Quality> qualities = new ArrayList<>();
        for (String seed : seeds) {
            FalseAlerts falseAlerts = new FalseAlerts(seed, System.out);
            qualities.add(
                    shows
                            ? measurement.run(Long.parseLong(seed), falseAlerts::see)
                            : measurement.run(Long.parseLong(seed)));
        }
        EvaluateReport.write(qualities, true, System.out);
    }

    /** {@code detector=off}, or {@code detector.setting=number}. */
    private static DetectorSet with(DetectorSet detectors, String change) {
        int end = change.indexOf('=');
        int dot = change.indexOf('.');
        boolean off = change.endsWith("=off");
        if (end < 0 || (!off && (dot < 0 || dot > end))) {
            throw new IllegalArgumentException(SET + change + ": expected detector.setting=number or detector=off");
        }
        String detector = change.substring(0, off ? end : dot);
        Map<String, Object> settings =
                off ? Map.of() : Map.of(change.substring(dot + 1, end), Double.valueOf(change.substring(end + 1)));
        return detectors.with(Map.of(
                detector,
                new DetectorSettings(detector, !off, Severity.LOW, settings, change, Instant.EPOCH, "evaluation")));
    }
}
