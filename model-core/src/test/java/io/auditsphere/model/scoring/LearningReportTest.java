package io.auditsphere.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.UserView;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.DetectorLearning;
import io.auditsphere.schemas.LearningState;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.UserType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's results say of who knows him yet. */
class LearningReportTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T00:00:00Z");
    private static final SmallOrganisation ORGANISATION = new SmallOrganisation();

    private final DetectorSet detectors = BuiltInDetectors.asShipped();
    private UserState user = UserState.empty();
    private UserFindings findings = UserFindings.empty();

    private static EventScorer scorer(DetectorSet detectors) {
        return new EventScorer(
                new FeatureEngine(FeatureSettings.defaults()),
                detectors,
                ScoringSettings.defaults(),
                Clock.systemUTC());
    }

    private static AuditEvent event(Instant at, UserType type) {
        return AuditEvent.builder()
                .eventId("e" + at.toEpochMilli())
                .provider("microsoft")
                .creationTime(at)
                .operation("FileAccessed")
                .operationCategory(OperationCategory.ACCESS)
                .userId("dana@contoso.com")
                .userType(type)
                .clientIp("203.0.113.10")
                .userAgent("Mozilla/5.0 (X11; Linux x86_64) Chrome/138.0.0.0 Safari/537.36")
                .resourcePath("/sites/finance")
                .resourceName("plan.docx")
                .build();
    }

    private List<DetectorLearning> see(EventScorer scorer, Instant at, LiveModel model) {
        return scorer.score(event(at, UserType.USER), user, findings, model, at.toEpochMilli())
                .anomaly()
                .learning();
    }

    /** The report on the last of twelve events of each day. */
    private List<List<DetectorLearning>> days(int days, LiveModel model) {
        EventScorer scorer = scorer(detectors);
        List<List<DetectorLearning>> reports = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            List<DetectorLearning> report = List.of();
            for (int i = 0; i < 12; i++) {
                report = see(scorer, MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(480 + i * 40L)), model);
            }
            reports.add(report);
        }
        return reports;
    }

    private static DetectorLearning learning(String detector, int days) {
        return new DetectorLearning(detector, LearningState.LEARNING, days);
    }

    @Test
    void aNewUserIsLearntByOneDetectorAfterTheOtherUntilAllKnowHim() {
        List<List<DetectorLearning>> reports = days(9, null);

        assertThat(reports.get(0))
                .as("the first day: 3 days to a baseline, 7 until devices and 5 until contacts mean something")
                .containsExactly(
                        learning("location", 7),
                        learning("bulk", 3),
                        learning("external_access", 5),
                        learning("access_time", 3),
                        learning("request_frequency", 3));
        assertThat(reports.get(2)).contains(learning("bulk", 1), learning("location", 5));
        assertThat(reports.get(3))
                .as("a baseline of his own after three days")
                .containsExactly(learning("location", 4), learning("external_access", 2));
        assertThat(reports.get(6)).containsExactly(learning("location", 1));
        assertThat(reports.get(8)).isEmpty();
    }

    @Test
    void whereAModelKnowsTheOthersANewUserIsHeldAgainstThem() {
        LiveModel model = ORGANISATION.model(1, 1);

        List<DetectorLearning> first = days(1, model).get(0);

        assertThat(first)
                .startsWith(new DetectorLearning("forest", LearningState.PEERS, 3))
                .contains(new DetectorLearning("request_frequency", LearningState.PEERS, 3));
        assertThat(days(9, model).get(8)).isEmpty();
    }

    @Test
    void whoActsSeldomHasMoreDaysLeft() {
        EventScorer scorer = scorer(detectors);
        List<DetectorLearning> report = List.of();
        for (int day = 0; day < 6; day++) {
            report = see(scorer, MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(9)), null);
        }
        assertThat(report).as("24 events missing, one a day").contains(learning("bulk", 24));
    }

    @Test
    void aKnownUserCostsNoListOfHisOwn() {
        days(9, null);
        EventScorer scorer = scorer(detectors);
        Instant at = MONDAY.plus(Duration.ofDays(8)).plus(Duration.ofHours(18));

        assertThat(see(scorer, at, null)).isSameAs(List.of());
        assertThat(findings.isKnownTo(detectors, 2 * user.localDay())).isTrue();
    }

    @Test
    void aDetectorThatFailsToSayIsCountedAndLeftOut() {
        DetectorSet broken = DetectorSet.of(List.of(new Broken()));
        EventScorer scorer = scorer(broken);

        assertThat(see(scorer, MONDAY, null)).isEmpty();
        assertThat(broken.failures()).containsEntry("broken", 1L);
    }

    /** What is remembered between events must never show: a stream that restarts remembers nothing of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsRememberedBetweenEventsChangesNoReport(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EventScorer one = scorer(detectors);
        EventScorer other = scorer(BuiltInDetectors.asShipped());
        UserState otherUser = UserState.empty();
        UserFindings otherFindings = UserFindings.empty();
        Instant at = MONDAY;
        int empty = 0;
        for (int i = 0; i < 600; i++) {
            // Hours apart, now and then days, and once or twice a silence after which a baseline is gone.
            int kind = random.nextInt(200);
            at = at.plus(kind == 0 ? Duration.ofDays(45) : Duration.ofMinutes(random.nextInt(kind < 20 ? 4000 : 240)));
            AuditEvent event = event(at.minusSeconds(random.nextInt(7200)), type(random));
            List<DetectorLearning> remembered = one.score(event, user, findings, null, at.toEpochMilli())
                    .anomaly()
                    .learning();
            otherUser = UserState.decode(otherUser.encodeActivity(), otherUser.encodeHistory());
            otherFindings = UserFindings.decode(otherFindings.encode());
            assertThat(other.score(event, otherUser, otherFindings, null, at.toEpochMilli())
                            .anomaly()
                            .learning())
                    .as("event %d of seed %d", i, seed)
                    .isEqualTo(remembered);
            empty += remembered.isEmpty() ? 1 : 0;
        }
        assertThat(empty).as("known users occur, and others").isBetween(50, 590);
    }

    private static UserType type(SplittableRandom random) {
        return random.nextInt(10) == 0 ? UserType.SERVICE : UserType.USER;
    }

    private record Broken() implements Detector {

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public AnomalyType anomalyType() {
            return AnomalyType.UNUSUAL_TIMING;
        }

        @Override
        public Learning learning(UserView user) {
            throw new IllegalStateException("nobody knows");
        }

        @Override
        public Signal detect(DetectorInput input) {
            return null;
        }
    }
}
