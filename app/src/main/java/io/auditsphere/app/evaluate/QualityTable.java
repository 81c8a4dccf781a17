package io.auditsphere.app.evaluate;

import io.auditsphere.schemas.AnomalyType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Qualities of several runs as tables in Markdown, for documents and for the eye. Stateless. */
public final class QualityTable {

    private static final AnomalyType[] CATEGORIES = {
        AnomalyType.UNUSUAL_TIMING,
        AnomalyType.UNUSUAL_VOLUME,
        AnomalyType.EXTERNAL_ACCESS,
        AnomalyType.SUSPICIOUS_LOCATION,
        AnomalyType.SENSITIVE_OPERATION,
        AnomalyType.BULK_OPERATION,
        AnomalyType.AUTHENTICATION_FAILURE
    };

    private QualityTable() {}

    /** Attacks found by category, over all runs. */
    public static String attacks(List<Quality> runs) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| attacks | planted | alert, and a finding of the right type | alert of any type | alert bears the right type | scored in the top 0.5 % |\n");
        table.append("|---|--:|--:|--:|--:|--:|\n");
        List<AttackOutcome> all = outcomes(runs);
        for (AnomalyType category : CATEGORIES) {
            List<AttackOutcome> some = all.stream()
                    .filter(outcome -> outcome.attack().category() == category)
                    .toList();
            row(table, "`" + category.wireName() + "`", some);
        }
        row(table, "**all**", all);
        return table.toString();
    }

    /** Attacks found by something else than the category. */
    public static String attacksBy(String title, List<Quality> runs, Function<AttackOutcome, String> group) {
        StringBuilder table = new StringBuilder();
        table.append("| ")
                .append(title)
                .append(
                        " | planted | alert, and a finding of the right type | alert of any type | alert bears the right type | scored in the top 0.5 % |\n");
        table.append("|---|--:|--:|--:|--:|--:|\n");
        Map<String, List<AttackOutcome>> groups = new TreeMap<>();
        for (AttackOutcome outcome : outcomes(runs)) {
            groups.computeIfAbsent(group.apply(outcome), key -> new ArrayList<>())
                    .add(outcome);
        }
        groups.forEach((name, some) -> row(table, name, some));
        return table.toString();
    }

    /** What normal life cost, run by run. */
    public static String normalLife(List<Quality> runs) {
        StringBuilder table = new StringBuilder();
        table.append("| run | days | normal events | of which anomalies | of which alert | false findings a day |"
                + " of which about programs |\n");
        table.append("|---|--:|--:|--:|--:|--:|--:|\n");
        for (Quality run : runs) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f | %,d | %.1f %% | %.3f %% | %.1f | %.1f |%n",
                    run.label(),
                    run.days(),
                    run.normalEvents(),
                    100 * run.anomalyShare(),
                    100 * run.alertShare(),
                    run.falseAlertsPerDay(),
                    run.falseServiceAlerts() / run.days()));
        }
        return table.toString();
    }

    /** False alerts by type and by habit, over all runs. */
    public static String falseAlerts(List<Quality> runs) {
        double days = runs.stream().mapToDouble(Quality::days).sum();
        StringBuilder table = new StringBuilder();
        table.append("| false findings by type | a day |\n|---|--:|\n");
        Map<AnomalyType, Long> types = new TreeMap<>();
        runs.forEach(run -> run.falseAlerts().forEach((type, count) -> types.merge(type, count, Long::sum)));
        types.forEach((type, count) ->
                table.append(String.format(Locale.ROOT, "| `%s` | %.2f |%n", type.wireName(), count / days)));
        table.append("\n| normal life | events | alerts | share | a day |\n|---|--:|--:|--:|--:|\n");
        Map<String, long[]> habits = new LinkedHashMap<>();
        for (Quality run : runs) {
            for (HabitOutcome habit : run.habits()) {
                long[] counts = habits.computeIfAbsent(habit.habit(), key -> new long[2]);
                counts[0] += habit.events();
                counts[1] += habit.alerts();
            }
        }
        habits.entrySet().stream()
                .sorted((a, b) -> Long.compare(b.getValue()[1], a.getValue()[1]))
                .forEach(habit -> table.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %d | %.2f %% | %.2f |%n",
                        habit.getKey().replace('_', ' '),
                        habit.getValue()[0],
                        habit.getValue()[1],
                        100.0 * habit.getValue()[1] / habit.getValue()[0],
                        habit.getValue()[1] / days)));
        return table.toString();
    }

    private static List<AttackOutcome> outcomes(List<Quality> runs) {
        return runs.stream().map(Quality::attacks).flatMap(Collection::stream).toList();
    }

    private static void row(StringBuilder table, String name, List<AttackOutcome> outcomes) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |%n",
                name,
                outcomes.size(),
                share(outcomes, AttackOutcome::foundWithRightType),
                share(outcomes, AttackOutcome::found),
                share(outcomes, AttackOutcome::alertedWithRightType),
                share(outcomes, AttackOutcome::inTop)));
    }

    private static String share(List<AttackOutcome> outcomes, Predicate<AttackOutcome> test) {
        if (outcomes.isEmpty()) {
            return "-";
        }
        long count = outcomes.stream().filter(test).count();
        return String.format(Locale.ROOT, "%.0f %%", 100.0 * count / outcomes.size());
    }
}
