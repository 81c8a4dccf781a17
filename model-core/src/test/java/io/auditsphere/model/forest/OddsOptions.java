package io.auditsphere.model.forest;

import io.auditsphere.model.forest.ForestParameters.LeafValues;
import io.auditsphere.model.forest.ParityRun.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Prints the tables "Options" of docs/QUALITY.md: what splits by pooled gain and leaves of adjusted depth do on the
 * labelled sets, beside the plain forest, 200 trees; means with their standard errors over the seeds. Arguments as for
 * {@link OddsParity}.
 */
public final class OddsOptions {

    private static final int TREES = 200;

    private static final List<String> SETS = List.of(
            "mammography",
            "annthyroid",
            "satellite",
            "satimage-2",
            "pima",
            "breastw",
            "ionosphere",
            "thyroid",
            "cardio",
            "arrhythmia");

    private static final Map<String, UnaryOperator<ForestParameters>> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("plain", plain -> plain);
        OPTIONS.put("gain 0.25", plain -> plain.withPooledGain(0.25));
        OPTIONS.put("gain 0.5", plain -> plain.withPooledGain(0.5));
        OPTIONS.put("gain 1", plain -> plain.withPooledGain(1));
        OPTIONS.put("adjusted", plain -> plain.withLeafValues(LeafValues.ADJUSTED_DEPTH));
        OPTIONS.put("gain 0.5, adjusted", plain -> plain.withPooledGain(0.5).withLeafValues(LeafValues.ADJUSTED_DEPTH));
    }

    private OddsOptions() {}

    public static void main(String[] arguments) throws IOException {
        String folder = System.getProperty("auditsphere.odds");
        if (folder == null) {
            System.err.println("expected -Dauditsphere.odds=FOLDER, the folder of the labelled sets' CSV files");
            System.exit(2);
        }
        int seeds = Integer.getInteger("auditsphere.seeds", ParityRun.REFERENCE_SEEDS);
        Map<String, List<ParityRun>> runs = new LinkedHashMap<>();
        for (String name : SETS) {
            LabelledSet set = LabelledSet.read(Path.of(folder, name + ".csv"));
            List<ParityRun> ofSet = new ArrayList<>();
            OPTIONS.values().forEach(option -> ofSet.add(ParityRun.of(set, TREES, seeds, option)));
            runs.put(name, ofSet);
        }
        print("AUC", runs, seeds, ParityRun::areaUnderRoc);
        System.out.println();
        print("average precision", runs, seeds, ParityRun::averagePrecision);
    }

    private static void print(
            String what, Map<String, List<ParityRun>> runs, int seeds, Function<ParityRun, Spread> value) {
        System.out.println("| " + what + " | " + String.join(" | ", OPTIONS.keySet()) + " |");
        System.out.println("|---|" + "---|".repeat(OPTIONS.size()));
        double[] sums = new double[OPTIONS.size()];
        runs.forEach((name, ofSet) -> {
            StringBuilder line = new StringBuilder("| ").append(name);
            for (int i = 0; i < sums.length; i++) {
                Spread spread = value.apply(ofSet.get(i));
                sums[i] += spread.mean() / runs.size();
                line.append(" | ").append(spread.withError(seeds));
            }
            System.out.println(line + " |");
        });
        StringBuilder line = new StringBuilder("| mean of the sets");
        for (double sum : sums) {
            line.append(String.format(Locale.ROOT, " | %.4f", sum));
        }
        System.out.println(line + " |");
    }
}
