package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.training.AlertSettings;
import io.auditsphere.app.training.BudgetShares;
import io.auditsphere.app.training.HeldBackRates;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.threshold.AlertRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the table "Expected and found" of docs/QUALITY.md: how often thresholds by each rule are exceeded on the newest
 * tenth of a generated history that they were not made from. Arguments: seeds.
 */
public final class HeldBackTable {

    /** Three weeks less a weekend: the newest tenth are then a Wednesday and a Thursday, not a Saturday and a Sunday. */
    private static final Duration HISTORY = Duration.ofDays(18);

    private HeldBackTable() {}

    /** Arguments: seeds, whole numbers. */
    public static void main(String[] arguments) {
        Map<String, AlertSettings> rules = new LinkedHashMap<>();
        rules.put("budget of 20 a day", AlertSettings.budget(20));
        rules.put("tail at 0.0005", new AlertSettings(AlertRule.TAIL, 20, 0.0005));
        rules.put("tail at 0.005", new AlertSettings(AlertRule.TAIL, 20, 0.005));
        System.out.println("| rule | seed | anomalies, % | expected | over the alert threshold, % | expected"
                + " | findings a day | expected | events held back |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        for (String seed : arguments) {
            Map<String, HistoryReplay> replays = replays(Long.parseLong(seed));
            rules.forEach((name, alerts) -> System.out.println(line(name, seed, heldBack(replays, alerts))));
        }
    }

    private static Map<String, HistoryReplay> replays(long seed) {
        GeneratedQuality.Options options = GeneratedQuality.Options.defaults();
        EventGenerator generator = new EventGenerator(
                GeneratorSettings.defaults().withUsers(options.users()).withSeed(seed));
        Instant end = options.start().plus(HISTORY);
        UserStates users = new UserStates();
        Map<String, HistoryReplay> replays = new LinkedHashMap<>();
        Iterator<Arrival> arrivals = generator.arrivals(options.start(), end, AttackPlan.none());
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            if (!arrival.duplicate()) {
                replays.computeIfAbsent(
                                arrival.event().provider(),
                                provider -> new HistoryReplay(
                                        provider, options.features(), options.training(), DetectorSet.none(), users))
                        .accept(arrival.event(), arrival.arrival().toEpochMilli());
            }
        }
        return replays;
    }

    private static List<HeldBackRates> heldBack(Map<String, HistoryReplay> replays, AlertSettings alerts) {
        TrainingSettings defaults = TrainingSettings.defaults();
        ModelTrainer trainer =
                new ModelTrainer(defaults.with(defaults.recipe(), alerts), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Map<String, Long> people = new LinkedHashMap<>();
        replays.forEach((provider, replay) -> people.put(provider, replay.activePeople()));
        Map<String, Double> budget = BudgetShares.of(alerts.openingsPerDay(), people);
        List<HeldBackRates> rates = new ArrayList<>();
        replays.forEach((provider, replay) ->
                rates.add(trainer.train(replay, budget.get(provider)).report().heldBack()));
        return rates;
    }

    /** All providers together: shares by events, findings by their sum. */
    private static String line(String rule, String seed, List<HeldBackRates> rates) {
        double rows = rates.stream().mapToDouble(HeldBackRates::rows).sum();
        double[] sums = new double[6];
        for (HeldBackRates rate : rates) {
            double share = 100 * rate.rows() / rows;
            sums[0] += share * rate.anomalyShare();
            sums[1] += share * rate.expectedAnomalyShare();
            sums[2] += share * rate.alertShare();
            sums[3] += share * rate.expectedAlertShare();
            sums[4] += rate.openingsPerDay();
            sums[5] += rate.expectedOpeningsPerDay();
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.3f | %.3f | %.1f | %.1f | %,.0f |",
                rule,
                seed,
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4],
                sums[5],
                rows);
    }
}
