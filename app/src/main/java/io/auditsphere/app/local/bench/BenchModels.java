package io.auditsphere.app.local.bench;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.training.BudgetShares;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.schemas.AuditEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The models that benchmarks score with. */
final class BenchModels {

    /** Enough of the users for their tables and thresholds to be those of all: more say nothing new. */
    private static final int USERS = 5_000;

    /** Two weeks of history, of which the trainer takes a quarter to warm up. */
    private static final int DAYS = 14;

    private BenchModels() {}

    /** Models of two weeks of the same users, through the features and the trainer that production has. */
    static List<ModelSnapshot> train(Configuration configuration) {
        ComponentSettings settings = new ComponentSettings(configuration);
        UserStates users = new UserStates();
        Map<String, HistoryReplay> replays = new LinkedHashMap<>();
        BenchLoad history = BenchLoad.of(USERS, DAYS, 0, BenchCluster.SEED);
        for (long i = 0; i < history.learnt(); i++) {
            AuditEvent event = history.next();
            replays.computeIfAbsent(
                            event.provider(),
                            provider -> new HistoryReplay(
                                    provider, settings.features(), settings.training(), DetectorSet.none(), users))
                    .accept(event, history.arrivalMs());
        }
        Map<String, Long> people = replays.values().stream()
                .collect(Collectors.toMap(HistoryReplay::provider, HistoryReplay::activePeople));
        Map<String, Double> budget = BudgetShares.of(settings.training().openingsPerDay(), people);
        ModelTrainer trainer = new ModelTrainer(settings.training(), Clock.systemUTC());
        List<ModelSnapshot> models = new ArrayList<>();
        replays.forEach((provider, replay) ->
                models.add(trainer.train(replay, budget.get(provider)).snapshot()));
        return models;
    }
}
