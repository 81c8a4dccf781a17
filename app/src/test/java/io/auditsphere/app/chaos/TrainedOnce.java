package io.auditsphere.app.chaos;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.snapshot.ModelSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of an organisation's week, one a provider, the same at each call. */
final class TrainedOnce {

    private TrainedOnce() {}

    static List<ModelSnapshot> on(GeneratorSettings organisation, Instant until) {
        Map<String, HistoryReplay> replays = new LinkedHashMap<>();
        for (String provider : organisation.providers()) {
            replays.put(
                    provider,
                    new HistoryReplay(
                            provider,
                            FeatureSettings.defaults(),
                            TrainingSettings.defaults(),
                            DetectorSet.none(),
                            new UserStates()));
        }
        Iterator<Arrival> week =
                new EventGenerator(organisation).arrivals(until.minus(Duration.ofDays(7)), until, AttackPlan.none());
        while (week.hasNext()) {
            Arrival arrival = week.next();
            if (!arrival.duplicate()) {
                replays.get(arrival.event().provider())
                        .accept(arrival.event(), arrival.arrival().toEpochMilli());
            }
        }
        ModelTrainer trainer = new ModelTrainer(TrainingSettings.defaults(), Clock.fixed(until, ZoneOffset.UTC));
        return replays.values().stream()
                .map(replay -> trainer.train(replay, 20).snapshot())
                .toList();
    }
}
