package io.auditsphere.app.evaluate;

import io.auditsphere.app.training.AlertSettings;
import io.auditsphere.app.training.ForestRecipe;
import io.auditsphere.app.training.ForestRecipe.Anchors;
import io.auditsphere.app.training.ForestRecipe.Draw;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.forest.ForestParameters.LeafValues;
import io.auditsphere.model.threshold.AlertRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Prints the table "What the parts of the recipe are worth" of docs/QUALITY.md: forests by several recipes, with no
 * detector beside them, on the generated months of some seeds; means with their standard errors over the seeds.
 */
public final class ForestVariants {

    /** Findings a day of the forests alone: enough of them to tell recipes apart. */
    private static final double BUDGET = 20;

    private static final Map<String, ForestRecipe> RECIPES = new LinkedHashMap<>();
    private static final Map<String, AlertSettings> RULES = new LinkedHashMap<>();

    static {
        recipe("plain", Draw.ALL_ALIKE, Anchors.NONE, 0, LeafValues.DEPTH);
        recipe("flags", Draw.ALL_ALIKE, Anchors.FLAGS, 0, LeafValues.DEPTH);
        recipe("anchors", Draw.ALL_ALIKE, Anchors.FLAGS_AND_AMOUNTS, 0, LeafValues.DEPTH);
        recipe("groups", Draw.BY_GROUP, Anchors.NONE, 0, LeafValues.DEPTH);
        recipe("groups-flags", Draw.BY_GROUP, Anchors.FLAGS, 0, LeafValues.DEPTH);
        recipe("groups-anchors", Draw.BY_GROUP, Anchors.FLAGS_AND_AMOUNTS, 0, LeafValues.DEPTH);
        recipe("nodays", Draw.BY_GROUP_WITHOUT_DAYS, Anchors.NONE, 0, LeafValues.DEPTH);
        recipe("nodays-flags", Draw.BY_GROUP_WITHOUT_DAYS, Anchors.FLAGS, 0, LeafValues.DEPTH);
        RECIPES.put("shipped", ForestRecipe.shipped());
        recipe("shipped-gain", Draw.BY_GROUP_WITHOUT_DAYS, Anchors.FLAGS_AND_AMOUNTS, 0.5, LeafValues.DEPTH);
        recipe("shipped-adjusted", Draw.BY_GROUP_WITHOUT_DAYS, Anchors.FLAGS_AND_AMOUNTS, 0, LeafValues.ADJUSTED_DEPTH);
        RULES.put("tail-0.0005", new AlertSettings(AlertRule.TAIL, BUDGET, 0.0005));
        RULES.put("tail-0.0002", new AlertSettings(AlertRule.TAIL, BUDGET, 0.0002));
        RULES.put("tail-0.001", new AlertSettings(AlertRule.TAIL, BUDGET, 0.001));
    }

    private ForestVariants() {}

    private static void recipe(String name, Draw draw, Anchors anchors, double gain, LeafValues leaves) {
        RECIPES.put(name, new ForestRecipe(draw, anchors, gain, leaves));
    }

    /** Arguments: names of variants, separated by commas, or {@code all}; then the seeds. */
    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("expected VARIANT,… SEED …; variants are " + RECIPES.keySet() + RULES.keySet());
            System.exit(2);
        }
        List<String> names = new ArrayList<>(List.of(arguments[0].split(",")));
        if (arguments[0].equals("all")) {
            names.clear();
            names.addAll(RECIPES.keySet());
            names.addAll(RULES.keySet());
        }
        System.out.println(
                "| recipe | right type | any type | in the top 0.5 % | false findings a day | right type, any type"
                        + " and top 0.5 % less those of " + names.get(0) + ", seed by seed |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        List<Quality> reference = null;
        for (String name : names) {
            List<Quality> qualities = new ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                qualities.add(measure(name, Long.parseLong(arguments[i])));
            }
            System.out.println("| " + name
                    + percent(qualities, quality -> share(quality, AttackOutcome::foundWithRightType))
                    + percent(qualities, quality -> share(quality, AttackOutcome::found))
                    + percent(qualities, quality -> share(quality, AttackOutcome::inTop))
                    + cell("%.1f ± %.1f", qualities, Quality::falseAlertsPerDay)
                    + (reference == null
                            ? " |"
                            : " | " + difference(qualities, reference, AttackOutcome::foundWithRightType) + ", "
                                    + difference(qualities, reference, AttackOutcome::found) + ", "
                                    + difference(qualities, reference, AttackOutcome::inTop))
                    + " |");
            reference = reference == null ? qualities : reference;
        }
    }

    private static Quality measure(String name, long seed) {
        GeneratedQuality.Options options = GeneratedQuality.Options.defaults();
        if (!RECIPES.containsKey(name) && !RULES.containsKey(name)) {
            throw new IllegalArgumentException(
                    "expected one of " + RECIPES.keySet() + RULES.keySet() + ", found " + name);
        }
        ForestRecipe recipe = RECIPES.getOrDefault(name, ForestRecipe.shipped());
        AlertSettings alerts = RULES.getOrDefault(name, AlertSettings.budget(BUDGET));
        return new GeneratedQuality(options.with(options.training().with(recipe, alerts)), DetectorSet.none())
                .run(seed);
    }

    private static double share(Quality quality, Predicate<AttackOutcome> found) {
        return (double) quality.attacks().stream().filter(found).count()
                / quality.attacks().size();
    }

    /** The same attacks on the same events, so that most of what differs from seed to seed falls out. */
    private static String difference(List<Quality> qualities, List<Quality> reference, Predicate<AttackOutcome> found) {
        double[] values = new double[qualities.size()];
        Arrays.setAll(values, i -> 100 * (share(qualities.get(i), found) - share(reference.get(i), found)));
        return withError("%+.1f ± %.1f", values);
    }

    private static String percent(List<Quality> qualities, ToDoubleFunction<Quality> value) {
        return cell("%.1f ± %.1f %%", qualities, quality -> 100 * value.applyAsDouble(quality));
    }

    private static String cell(String format, List<Quality> qualities, ToDoubleFunction<Quality> value) {
        return " | " + withError(format, qualities.stream().mapToDouble(value).toArray());
    }

    private static String withError(String format, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double error = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1) / values.length);
        return String.format(Locale.ROOT, format, mean, error);
    }
}
