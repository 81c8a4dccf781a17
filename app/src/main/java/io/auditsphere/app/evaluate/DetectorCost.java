package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.training.UserStates;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what detectors cost an event in CPU: a generated month is learnt and trained on, and the week after it is scored
 * in portions, by a scorer with the shipped detectors and one with none in turn, so that a machine that drifts, drifts for
 * both. Each scorer has users of its own. Collection of garbage runs in threads of its own and is not in the figures.
 */
public final class DetectorCost {

    private static final int PORTION = 2_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final DetectorSet detectors;
    private final EventScorer scorer;
    private final Map<String, LiveModel> models;
    private final UserStates users = new UserStates();
    private final Map<String, UserFindings> findings = new HashMap<>();
    private long nanos;

    private DetectorCost(DetectorSet detectors, GeneratedQuality.Options options, EventGenerator generator) {
        this.detectors = detectors;
        this.scorer =
                new EventScorer(new FeatureEngine(options.features()), detectors, options.scoring(), Clock.systemUTC());
        this.models = new GeneratedQuality(options, detectors)
                .train(
                        generator.arrivals(options.start(), options.start().plus(options.history()), AttackPlan.none()),
                        users,
                        findings);
    }

    /** Arguments: the pipeline's CPU seconds per million events, of which the detectors' share is to be told. */
    public static void main(String[] arguments) {
        double pipeline = arguments.length == 0 ? Double.NaN : Double.parseDouble(arguments[0]);
        GeneratedQuality.Options options = GeneratedQuality.Options.defaults();
        EventGenerator generator = new EventGenerator(GeneratorSettings.defaults());
        List<Arrival> week = week(generator, options);
        DetectorCost with = new DetectorCost(BuiltInDetectors.asShipped(), options, generator);
        DetectorCost without = new DetectorCost(DetectorSet.none(), options, generator);
        for (int from = 0; from < week.size(); from += PORTION) {
            List<Arrival> portion = week.subList(from, Math.min(week.size(), from + PORTION));
            if (from == week.size() / 4 / PORTION * PORTION) {
                // A quarter warms up what training has not.
                with.nanos = 0;
                without.nanos = 0;
            }
            with.score(portion);
            without.score(portion);
        }
        double events = week.size() - week.size() / 4 / PORTION * PORTION;
        double all = with.nanos / events / 1000;
        double alone = without.nanos / events / 1000;
        System.out.printf(
                Locale.ROOT,
                "%,d events: %.2f CPU-s a million with %d detectors, %.2f without; detectors %.2f (%.0f %% of scoring)%n",
                (long) events,
                all,
                with.detectors.detectors().size(),
                alone,
                all - alone,
                100 * (all - alone) / all);
        if (!Double.isNaN(pipeline)) {
            System.out.printf(
                    Locale.ROOT,
                    "%.1f %% of a pipeline of %.1f CPU-s a million%n",
                    100 * (all - alone) / pipeline,
                    pipeline);
        }
        System.out.printf(Locale.ROOT, "findings and detectors' memory: %.0f bytes a user%n", with.storedBytes());
    }

    private static List<Arrival> week(EventGenerator generator, GeneratedQuality.Options options) {
        Instant from = options.start().plus(options.history());
        List<Arrival> week = new ArrayList<>();
        Iterator<Arrival> arrivals = generator.arrivals(from, from.plus(options.scored()), AttackPlan.none());
        arrivals.forEachRemaining(arrival -> {
            if (!arrival.duplicate()) {
                week.add(arrival);
            }
        });
        return week;
    }

    private void score(List<Arrival> portion) {
        long before = THREADS.getCurrentThreadCpuTime();
        for (Arrival arrival : portion) {
            String user = arrival.event().userKey();
            scorer.score(
                    arrival.event(),
                    users.of(user),
                    findings.computeIfAbsent(user, key -> UserFindings.empty()),
                    models.get(arrival.event().provider()),
                    arrival.arrival().toEpochMilli());
        }
        nanos += THREADS.getCurrentThreadCpuTime() - before;
    }

    private double storedBytes() {
        return findings.values().stream()
                .filter(own -> !own.isEmpty())
                .mapToInt(own -> own.encode().length)
                .average()
                .orElse(0);
    }
}
