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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The models that benchmarks score with. */
final class BenchModels {

    private static final int TRAINING_EVENTS = 400_000;

    private BenchModels() {}

    /** Models of a history by the same law, so that a tenth of all events is an anomaly, as with any model. */
    static List<ModelSnapshot> train(Configuration configuration) {
        ComponentSettings settings = new ComponentSettings(configuration);
        UserStates users = new UserStates();
        Map<String, HistoryReplay> replays = new LinkedHashMap<>();
        BenchEvents history = new BenchEvents(
                4_000, TRAINING_EVENTS, Instant.now().minus(BenchEvents.SPAN.multipliedBy(2)), BenchCluster.SEED);
        for (int i = 0; i < TRAINING_EVENTS; i++) {
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
