package io.auditsphere.app.evaluate;

import io.auditsphere.app.generate.TruthRecord;
import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds results against the truth, one at a time. An event of an attack is right if it alerts; any other event is wrong
 * if it alerts, but for those of the same account from the attack's beginning to 24 hours after its end, which are
 * neither: what follows a break-in is worth a look as well. Confined to one thread.
 */
public final class QualityTally {

    /** The share of normal events by which scores are compared whatever the thresholds: five in a thousand. */
    public static final double TOP_SHARE = 0.005;

    private static final long AFTERMATH_MS = Duration.ofHours(24).toMillis();
    private static final String EVERYDAY = "everyday";

    private final Map<String, Tally> attackOfEvent = new HashMap<>();
    private final List<Tally> attacks = new ArrayList<>();
    private final Map<String, List<TruthRecord>> attacksOfUser = new HashMap<>();
    private final Map<String, String> habitOfEvent = new HashMap<>();

    private final Map<AnomalyType, Long> falseAlerts = new EnumMap<>(AnomalyType.class);
    private final Map<String, long[]> habits = new TreeMap<>();
    private final Map<String, Scores> normalScores = new HashMap<>();
    private long normalEvents;
    private long normalAnomalies;
    private long falseServiceAlerts;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    /** A tally against what the generator told. */
    public QualityTally(List<TruthRecord> truths) {
        for (TruthRecord truth : truths) {
            boolean attack = truth.kind() == TruthRecord.Kind.ATTACK;
            Tally tally = new Tally(truth);
            if (attack) {
                attacks.add(tally);
                attacksOfUser
                        .computeIfAbsent(truth.userKey(), key -> new ArrayList<>())
                        .add(truth);
            }
            for (String eventId : truth.eventIds()) {
                String key = key(truth.provider(), eventId);
                if (attack) {
                    attackOfEvent.put(key, tally);
                } else {
                    habitOfEvent.put(key, truth.variant());
                }
            }
        }
    }

    /** Takes one result. Order does not matter; each event is given once. */
    public void add(JudgedEvent event) {
        firstMs = Math.min(firstMs, event.timeMs());
        lastMs = Math.max(lastMs, event.timeMs());
        Tally attack = attackOfEvent.get(key(event.provider(), event.eventId()));
        if (attack != null) {
            attack.add(event);
            follow(event.userKey(), attack.attack);
        } else if (!followsAttack(event)) {
            addNormal(event);
        }
    }

    /** Whoever is one of many under attack is followed from the first of its events on that is his. */
    private void follow(String userKey, TruthRecord attack) {
        List<TruthRecord> attacksOfHis = attacksOfUser.computeIfAbsent(userKey, key -> new ArrayList<>());
        if (!attacksOfHis.contains(attack)) {
            attacksOfHis.add(attack);
        }
    }

    private void addNormal(JudgedEvent event) {
        normalEvents++;
        normalAnomalies += event.anomaly() ? 1 : 0;
        if (!Double.isNaN(event.score())) {
            normalScores.computeIfAbsent(population(event), key -> new Scores()).add(event.score());
        }
        String habit = habitOfEvent.getOrDefault(key(event.provider(), event.eventId()), EVERYDAY);
        long[] counts = habits.computeIfAbsent(habit, key -> new long[2]);
        counts[0]++;
        if (event.alert()) {
            counts[1]++;
            falseServiceAlerts += event.service() ? 1 : 0;
            AnomalyType type = event.types().stream().findFirst().orElse(AnomalyType.UNUSUAL_VOLUME);
            falseAlerts.merge(type, 1L, Long::sum);
        }
    }

    private boolean followsAttack(JudgedEvent event) {
        for (TruthRecord attack : attacksOfUser.getOrDefault(event.userKey(), List.of())) {
            if (event.timeMs() >= attack.start().toEpochMilli()
                    && event.timeMs() <= attack.end().toEpochMilli() + AFTERMATH_MS) {
                return true;
            }
        }
        return false;
    }

    private static String key(String provider, String eventId) {
        return provider + '|' + eventId;
    }

    private static String population(JudgedEvent event) {
        return event.provider() + (event.service() ? "|services" : "|people");
    }

    /** What it all comes to. */
    public Quality quality(String label) {
        Map<String, Double> tops = new HashMap<>();
        normalScores.forEach((population, scores) -> tops.put(population, scores.top(TOP_SHARE)));
        List<AttackOutcome> outcomes =
                attacks.stream().map(tally -> tally.outcome(tops)).toList();
        List<HabitOutcome> habitOutcomes = habits.entrySet().stream()
                .map(habit -> new HabitOutcome(habit.getKey(), habit.getValue()[0], habit.getValue()[1]))
                .toList();
        double days = lastMs <= firstMs
                ? 1
                : (lastMs - firstMs) / (double) Duration.ofDays(1).toMillis();
        return new Quality(
                label,
                days,
                outcomes,
                normalEvents,
                normalAnomalies,
                Map.copyOf(falseAlerts),
                falseServiceAlerts,
                habitOutcomes);
    }

    /** The results of one attack's events. */
    private static final class Tally {
        private final TruthRecord attack;
        private final Set<AnomalyType> alertTypes = EnumSet.noneOf(AnomalyType.class);
        private final Set<AnomalyType> findingTypes = EnumSet.noneOf(AnomalyType.class);
        private int judged;
        private int anomalies;
        private double topScore = Double.NEGATIVE_INFINITY;
        private String population = "";

        Tally(TruthRecord attack) {
            this.attack = attack;
        }

        void add(JudgedEvent event) {
            judged++;
            anomalies += event.anomaly() ? 1 : 0;
            population = population(event);
            if (event.alert()) {
                alertTypes.addAll(event.types());
            }
            findingTypes.addAll(event.findingTypes());
            if (!Double.isNaN(event.score())) {
                topScore = Math.max(topScore, event.score());
            }
        }

        AttackOutcome outcome(Map<String, Double> tops) {
            boolean inTop = topScore >= tops.getOrDefault(population, Double.POSITIVE_INFINITY);
            return new AttackOutcome(
                    attack, judged, anomalies, Set.copyOf(alertTypes), Set.copyOf(findingTypes), inTop);
        }
    }

    /** A growing list of scores. */
    private static final class Scores {
        private double[] values = new double[1024];
        private int size;

        void add(double score) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = score;
        }

        /** The score that no more than this share of the values reaches or exceeds. */
        double top(double share) {
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            int allowed = (int) (share * size);
            int index = size - allowed - 1;
            return Math.nextUp(sorted[Math.max(0, index)]);
        }
    }
}
