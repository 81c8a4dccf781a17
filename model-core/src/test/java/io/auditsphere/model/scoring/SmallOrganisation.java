package io.auditsphere.model.scoring;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.OrganisationTablesBuilder;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.forest.ForestFitter;
import io.auditsphere.model.forest.ForestParameters;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.snapshot.ModelSnapshot;
import io.auditsphere.model.threshold.FeatureQuantiles;
import io.auditsphere.model.threshold.PopulationThresholds;
import io.auditsphere.model.threshold.ScoreQuantiles;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Twenty people who read documents in the mornings of three weeks, and the model that is trained on them: real features,
 * a real forest, and thresholds that a test may set.
 */
final class SmallOrganisation {

    static final Instant START = Instant.parse("2026-02-02T00:00:00Z");
    static final int PEOPLE = 20;
    static final int DAYS = 21;
    static final int EVENTS_A_DAY = 8;

    private final FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
    private final Map<String, UserState> states = new HashMap<>();
    private final OrganisationTables tables;
    private final IsolationForest forest;
    private final FeatureQuantiles shownQuantiles;
    private final float[] splitMedians;
    private final double[] scores;

    SmallOrganisation() {
        List<Observation> observations = new ArrayList<>();
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (AuditEvent event : history()) {
            UserState state = states.computeIfAbsent(event.userKey(), key -> UserState.empty());
            Observation observation = engine.observe(event, state, event.creationTimeMs(), true);
            builder.add(event, observation);
            observations.add(observation);
        }
        tables = builder.build();
        int width = AuditFeatures.WIDTH;
        float[] split = new float[observations.size() * width];
        float[] shown = new float[observations.size() * width];
        for (int i = 0; i < observations.size(); i++) {
            AuditFeatures.split(observations.get(i), tables, split, i * width);
            AuditFeatures.shown(observations.get(i), tables, shown, i * width);
        }
        int[] anchors = {
            AuditFeatures.IS_GUEST,
            AuditFeatures.IS_EXTERNAL,
            AuditFeatures.IS_NEW_IP,
            AuditFeatures.IS_UNUSUAL_LOCATION,
            AuditFeatures.IS_SENSITIVE_OPERATION
        };
        ForestParameters parameters = new ForestParameters(100, 256, 7, groups(), anchors, 2);
        forest = ForestFitter.fit(split, observations.size(), width, parameters);
        shownQuantiles = FeatureQuantiles.of(shown, observations.size(), width);
        splitMedians = FeatureQuantiles.of(split, observations.size(), width).medians();
        scores = new double[observations.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = forest.score(split, i * width);
        }
    }

    /** The features by group, as the trainer hands them to the fit. */
    private static int[][] groups() {
        Map<Integer, List<Integer>> byGroup = new TreeMap<>();
        int[] groupOf = AuditFeatures.SCHEMA.groups();
        for (int i = 0; i < groupOf.length; i++) {
            byGroup.computeIfAbsent(groupOf[i], group -> new ArrayList<>()).add(i);
        }
        return byGroup.values().stream()
                .map(features -> features.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static List<AuditEvent> history() {
        SplittableRandom random = new SplittableRandom(1);
        List<AuditEvent> events = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int person = 0; person < PEOPLE; person++) {
                for (int i = 0; i < EVENTS_A_DAY; i++) {
                    Instant time = START.plus(Duration.ofDays(day))
                            .plus(Duration.ofMinutes(6 * 60 + i * 20 + random.nextInt(15)));
                    events.add(reading("h" + day + "-" + person + "-" + i, person, time)
                            .build());
                }
            }
        }
        return events;
    }

    /** An ordinary act: a person reads a document from his own network. */
    static AuditEventBuilder reading(String id, int person, Instant time) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .userId("person" + person + "@example.com")
                .userType(UserType.USER)
                .operation("FileAccessed")
                .operationCategory(OperationCategory.ACCESS)
                .clientIp("198.51.100." + person)
                .country("DE")
                .resourcePath("https://example.com/sites/team" + person % 4)
                .resourceName("report" + id + ".docx")
                .creationTime(time);
    }

    /** A strange act: a role is granted from the other end of the world. */
    static AuditEventBuilder grant(String id, int person, Instant time) {
        return reading(id, person, time)
                .operation("Add member to role.")
                .operationCategory(OperationCategory.ADMIN)
                .clientIp("203.0.113.9")
                .country("BR")
                .resourcePath(null)
                .resourceName("secrets.env")
                .sensitive(true);
    }

    /** When the history is over. */
    static Instant today() {
        return START.plus(Duration.ofDays(DAYS)).plus(Duration.ofHours(7));
    }

    FeatureEngine engine() {
        return engine;
    }

    /** The state that the history left of a person; a copy. */
    UserState state(int person) {
        UserState state = states.get("microsoft|person" + person + "@example.com");
        return UserState.decode(state.encodeActivity(), state.encodeHistory());
    }

    /** The model, with these thresholds for people and others for service accounts. */
    LiveModel model(double anomaly, double alert, double serviceAnomaly, double serviceAlert) {
        ScoreQuantiles quantiles = ScoreQuantiles.of(scores);
        return LiveModel.of(new ModelSnapshot(
                "microsoft",
                UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
                today(),
                START,
                today(),
                scores.length,
                7,
                0.1,
                AuditFeatures.SCHEMA.hash(),
                new PopulationThresholds(anomaly, alert, 0.1, 1, quantiles),
                new PopulationThresholds(serviceAnomaly, serviceAlert, 0.1, 1, quantiles),
                shownQuantiles,
                splitMedians,
                tables.encode(),
                forest));
    }

    /** The model with one pair of thresholds for everybody. */
    LiveModel model(double anomaly, double alert) {
        return model(anomaly, alert, anomaly, alert);
    }
}
