package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.app.training.BudgetShares;
import io.auditsphere.app.training.HistoryReplay;
import io.auditsphere.app.training.ModelTrainer;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.DetectorsInForce;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Anomaly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Measures the whole of it in one process, seed by seed: generates a history without attacks, trains a forest for each
 * provider on it, generates the time after it with attacks, scores that as the stream does, and holds the results
 * against the truth. The same seed and settings give the same figures. Each run is for one thread.
 */
public final class GeneratedQuality {

    /**
     * What is measured.
     *
     * @param users how many people the organisation employs
     * @param start first instant of the history
     * @param history how long a history is trained on
     * @param scored how long the scored span after it is
     * @param attacksPerDay attacks planted a day in the scored span
     * @param features the features' settings
     * @param training the trainer's settings
     * @param scoring the scorer's settings
     */
    public record Options(
            int users,
            Instant start,
            Duration history,
            Duration scored,
            double attacksPerDay,
            FeatureSettings features,
            TrainingSettings training,
            ScoringSettings scoring) {

        /** 300 people, three weeks of training from a Monday, one week scored, twelve attacks a day, all else as shipped. */
        public static Options defaults() {
            return new Options(
                    300,
                    Instant.parse("2026-09-07T00:00:00Z"),
                    Duration.ofDays(21),
                    Duration.ofDays(7),
                    12,
                    FeatureSettings.defaults(),
                    TrainingSettings.defaults(),
                    ScoringSettings.defaults());
        }

        /** The same with another trainer. */
        public Options with(TrainingSettings otherTraining) {
            return new Options(users, start, history, scored, attacksPerDay, features, otherTraining, scoring);
        }
    }

    private final Options options;
    private final DetectorSet detectors;
    private final Clock clock;

    /** A measurement; what it calls now is the end of the history. */
    public GeneratedQuality(Options options) {
        this(options, BuiltInDetectors.asShipped());
    }

    /** The same with these detectors beside the forest. */
    public GeneratedQuality(Options options, DetectorSet detectors) {
        this.options = options;
        this.detectors = detectors;
        this.clock = Clock.fixed(options.start().plus(options.history()), ZoneOffset.UTC);
    }

    /** Measures one seed. */
    public Quality run(long seed) {
        return run(seed, (result, truths) -> {});
    }

    /** The same, showing every result, and the truth told so far, to a bystander. */
    public Quality run(long seed, BiConsumer<Anomaly, List<TruthRecord>> bystander) {
        EventGenerator generator = new EventGenerator(
                GeneratorSettings.defaults().withUsers(options.users()).withSeed(seed));
        Instant trained = options.start().plus(options.history());
        UserStates users = new UserStates();
        Map<String, UserFindings> findings = new HashMap<>();
        Map<String, LiveModel> models =
                train(generator.arrivals(options.start(), trained, AttackPlan.none()), users, findings);

        List<TruthRecord> truths = new ArrayList<>();
        Iterator<Arrival> arrivals = generator.arrivals(
                trained, trained.plus(options.scored()), AttackPlan.perDay(options.attacksPerDay()), truths::add);
        List<JudgedEvent> judged = score(arrivals, users, findings, models, truths, bystander);
        QualityTally tally = new QualityTally(truths);
        judged.forEach(tally::add);
        return tally.quality("seed " + seed);
    }

    Map<String, LiveModel> train(Iterator<Arrival> arrivals, UserStates users, Map<String, UserFindings> findings) {
        EventScorer teacher = scorer();
        Map<String, HistoryReplay> replays = new LinkedHashMap<>();
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            if (!arrival.duplicate()) {
                long arrivalMs = arrival.arrival().toEpochMilli();
                HistoryReplay replay = replays.computeIfAbsent(
                        arrival.event().provider(),
                        provider ->
                                new HistoryReplay(provider, options.features(), options.training(), inForce(), users));
                teacher.learn(
                        arrival.event(),
                        replay.observe(arrival.event(), arrivalMs),
                        findings.computeIfAbsent(arrival.event().userKey(), key -> UserFindings.empty()),
                        arrivalMs);
            }
        }
        Map<String, Long> people = new LinkedHashMap<>();
        replays.forEach((provider, replay) -> people.put(provider, replay.activePeople()));
        Map<String, Double> budget = BudgetShares.of(options.training().openingsPerDay(), people);
        ModelTrainer trainer = new ModelTrainer(options.training(), clock);
        Map<String, LiveModel> models = new LinkedHashMap<>();
        replays.forEach((provider, replay) -> models.put(
                provider,
                LiveModel.of(trainer.train(replay, budget.get(provider)).snapshot())));
        return models;
    }

    /** As the trainer of the program has them: what watches sources takes its part of the alert budget too. */
    private DetectorsInForce inForce() {
        return detectors.isEmpty()
                ? DetectorsInForce.none()
                : new DetectorsInForce(detectors, SourceDetectors.asShipped(), Suppressions.none());
    }

    private EventScorer scorer() {
        return new EventScorer(new FeatureEngine(options.features()), detectors, options.scoring(), clock);
    }

    private List<JudgedEvent> score(
            Iterator<Arrival> arrivals,
            UserStates users,
            Map<String, UserFindings> findings,
            Map<String, LiveModel> models,
            List<TruthRecord> truths,
            BiConsumer<Anomaly, List<TruthRecord>> bystander) {
        EventScorer scorer = scorer();
        JudgedSources sources =
                new JudgedSources(detectors.isEmpty(), options.scoring().findings());
        List<JudgedEvent> judged = new ArrayList<>();
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            if (arrival.duplicate()) {
                continue;
            }
            String user = arrival.event().userKey();
            ScoredEvent scored = scorer.score(
                    arrival.event(),
                    users.of(user),
                    findings.computeIfAbsent(user, key -> UserFindings.empty()),
                    models.get(arrival.event().provider()),
                    arrival.arrival().toEpochMilli());
            JudgedEvent own = JudgedEvent.of(scored.anomaly());
            judged.add(scored.attempt() == null ? own : sources.judge(own, scored.attempt()));
            bystander.accept(scored.anomaly(), truths);
        }
        return judged;
    }
}
