package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AnomalyJson;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The stream puts every user's state into bytes after each event and takes it out again before the next; the offline
 * command holds it in memory. The same events must give the same results, bit for bit.
 */
class OfflineParityTest {

    /** The driver commits after every record, which takes milliseconds. */
    private static final int EVENTS = 1_500;

    private static final Instant FROM = Instant.parse("2026-02-02T00:00:00Z");

    /** Thresholds within the range of scores of a forest over noise, so that results of every kind occur. */
    private static final Map<String, LiveModel> MODELS = Map.of(
            "microsoft", TestModels.model("microsoft", 0.46, 0.50),
            "google", TestModels.model("google", 0.46, 0.50),
            "box", TestModels.model("box", 0.46, 0.50));

    @TempDir
    Path folder;

    /** Detectors by settings of the operator's own, and a rule that mutes what every second user does. */
    private static LiveDetectors detectors() {
        LiveDetectors detectors = new LiveDetectors(BuiltInDetectors.asShipped(), SourceDetectors.asShipped());
        detectors.set(new DetectorSettings(
                "access_time",
                true,
                Severity.LOW,
                Map.of("acts", 2L, "points", 2L, "hours_known", 1L),
                "own",
                null,
                null));
        detectors.suppress(new SuppressionRule(
                "half",
                "soc",
                "a test",
                FROM.plus(Duration.ofDays(300)),
                null,
                new SuppressionScope(
                        List.of("a*", "c*", "e*", "g*", "i*", "k*", "m*", "o*", "q*", "s*"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                "v",
                FROM,
                null));
        return detectors;
    }

    private static EventScorer scorer(LiveDetectors detectors) {
        return new EventScorer(
                new FeatureEngine(FeatureSettings.defaults()),
                detectors,
                detectors::suppressions,
                ScoringSettings.defaults(),
                Clock.fixed(StreamStory.MORNING, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSameEventsGiveTheSameResultsInTheStreamAndOffline(boolean withDetectors) throws IOException {
        Supplier<EventScorer> scorers = withDetectors ? () -> scorer(detectors()) : StreamStory::scorer;
        List<Arrival> log = log();
        List<Anomaly> offline = new ArrayList<>();
        List<Finding> offlineFindings = new ArrayList<>();
        scoreInMemory(scorers.get(), log, offline, offlineFindings);

        try (StreamStory story = new StreamStory(StreamStory.onePartition(), MODELS::get, folder, scorers)) {
            log.forEach(each -> story.arrives(each.event(), each.arrival()));
            List<Anomaly> streamed = story.anomalies();

            assertThat(streamed).as("one result for each event, in order").hasSameSizeAs(offline);
            for (int i = 0; i < offline.size(); i++) {
                Anomaly expected = AnomalyJson.read(AnomalyJson.toBytes(offline.get(i)));
                assertThat(streamed.get(i))
                        .as("result %d, of event %s", i, expected.event().eventId())
                        .isEqualTo(expected);
            }
            assertThat(story.findings()).isEqualTo(offlineFindings);
        }
        assertThat(offline)
                .as("users that are learnt, and alerts that are muted, both occur")
                .anyMatch(result -> !result.learning().isEmpty())
                .matches(results -> !withDetectors || results.stream().anyMatch(result -> result.muted() != null));
        assertThat(offline)
                .as("anomalies and others both occur")
                .extracting(Anomaly::isAnomaly)
                .contains(true, false);
        assertThat(offlineFindings).as("findings occur").isNotEmpty();
    }

    /** Who comes back behind the time to live is known to neither; findings close when somebody looks, and not together. */
    @Test
    void behindALongerSilenceThanStateIsKeptTheResultsAreTheSameToo() throws IOException {
        Supplier<EventScorer> scorers = () -> scorer(detectors());
        List<Arrival> log = new ArrayList<>(log().subList(0, 200));
        log.addAll(log.stream().map(OfflineParityTest::monthsLater).toList());
        List<Anomaly> offline = new ArrayList<>();
        scoreInMemory(scorers.get(), log, offline, new ArrayList<>());

        try (StreamStory story = new StreamStory(StreamStory.onePartition(), MODELS::get, folder, scorers)) {
            log.forEach(each -> story.arrives(each.event(), each.arrival()));
            List<Anomaly> streamed = story.anomalies();
            assertThat(story.counters.forgottenUsers()).as("dropped by then").isPositive();
            assertThat(streamed).hasSameSizeAs(offline);
            for (int i = 0; i < offline.size(); i++) {
                assertThat(streamed.get(i))
                        .as("result %d", i)
                        .isEqualTo(AnomalyJson.read(AnomalyJson.toBytes(offline.get(i))));
            }
        }
    }

    private static Arrival monthsLater(Arrival arrival) {
        Duration months = Duration.ofDays(98);
        AuditEvent event = arrival.event();
        return new Arrival(
                event.toBuilder()
                        .eventId(event.eventId() + "-later")
                        .creationTime(event.creationTime().plus(months))
                        .build(),
                arrival.arrival().plus(months),
                arrival.duplicate());
    }

    private static void scoreInMemory(
            EventScorer scorer, List<Arrival> log, List<Anomaly> results, List<Finding> findings) {
        Map<String, UserState> users = new HashMap<>();
        Map<String, UserFindings> open = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Arrival each : log) {
            AuditEvent event = each.event();
            if (seen.add(event.provider() + '|' + event.eventId())) {
                ScoredEvent scored = scorer.score(
                        event,
                        users.computeIfAbsent(event.userKey(), key -> UserState.empty()),
                        open.computeIfAbsent(event.userKey(), key -> UserFindings.empty()),
                        MODELS.get(event.provider()),
                        each.arrival().toEpochMilli());
                results.add(scored.anomaly());
                findings.addAll(scored.findings());
            }
        }
    }

    /** The first days of a small organisation: late arrivals and duplicates among them, and attacks. */
    private static List<Arrival> log() {
        Iterator<Arrival> arrivals = new EventGenerator(
                        GeneratorSettings.defaults().withUsers(25).withSeed(11))
                .arrivals(FROM, FROM.plus(Duration.ofDays(3)), AttackPlan.perDay(2));
        List<Arrival> log = new ArrayList<>();
        while (arrivals.hasNext() && log.size() < EVENTS) {
            log.add(arrivals.next());
        }
        return log;
    }
}
