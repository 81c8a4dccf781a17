package io.auditsphere.model.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One address with a whole office, or half a city, behind it: whose forgotten passwords are no attack, and what is one. */
@DisplayName("Sign-ins from the organisation's own networks and from carriers'")
class OwnNetworksTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final String OFFICE = "203.0.113.9";

    private final SourceWatch watch = new SourceWatch(SourceDetectors::asShipped, FindingSettings.defaults());
    private final Map<String, UserFindings> states = new HashMap<>();
    private int events;

    private List<Finding> attempt(int user, Instant at, boolean success, boolean strange, OriginNetwork origin) {
        SignInAttempt attempt = SignInAttempt.decode(new SignInAttempt(
                        OFFICE, "microsoft|u" + user, "e" + events++, at.toEpochMilli(), success, strange, origin)
                .encode());
        List<Finding> findings = new ArrayList<>();
        for (String subject : watch.subjectsOf(attempt)) {
            UserFindings state = UserFindings.decode(
                    states.getOrDefault(subject, UserFindings.empty()).encode());
            findings.addAll(watch.observe(subject, attempt, state).written());
            states.put(subject, state);
        }
        return findings;
    }

    private List<Finding> fails(int user, Instant at) {
        return attempt(user, at, false, false, OriginNetwork.OWN);
    }

    /** A morning on which so many forget their passwords, and some of them never get in on their own. */
    private List<Finding> morning(int day, int users, int unresolved) {
        List<Finding> findings = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            Instant at = MONDAY.plus(Duration.ofDays(day)).plusSeconds(40L * user);
            findings.addAll(fails(100 * day + user, at));
            if (user >= unresolved) {
                findings.addAll(attempt(100 * day + user, at.plusSeconds(30), true, false, OriginNetwork.OWN));
            }
        }
        return findings;
    }

    @Test
    @DisplayName("sixty a morning who get in within minutes are none, from the first morning on")
    void forgottenPasswordsOfAnOffice() {
        for (int day = 0; day < 7; day++) {
            assertThat(morning(day, 60, 3)).as("day %d", day).isEmpty();
        }
    }

    @Test
    @DisplayName("an egress where 25 a morning ask the help desk for a new password is quiet once it is known")
    void largeEgress() {
        int alerts = 0;
        for (int day = 0; day < 14; day++) {
            boolean alerted = !morning(day, 25 + day % 3, 25).isEmpty();
            alerts += alerted ? 1 : 0;
            assertThat(day >= SourceHabit.LEAST_DAYS && alerted)
                    .as("day %d", day)
                    .isFalse();
        }
        assertThat(alerts).as("mornings until its habit is known").isLessThanOrEqualTo(SourceHabit.LEAST_DAYS);
    }

    @Test
    @DisplayName(
            "one machine inside is found at three times the four whose passwords are wrong at once on a usual morning")
    void realSprayingFromInside() {
        for (int day = 0; day < 7; day++) {
            assertThat(morning(day, 4, 3)).isEmpty();
        }
        List<Finding> findings = new ArrayList<>();
        Instant at = MONDAY.plus(Duration.ofDays(7)).plus(Duration.ofHours(5));
        for (int user = 0; user < 24; user++) {
            findings.addAll(fails(900 + user, at.plusSeconds(20L * user)));
        }
        assertThat(findings.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(findings.get(0).text())
                .startsWith("Wrong passwords of 12 users from the organisation's own " + OFFICE)
                .endsWith("on half of its days there are 4 at most");
        assertThat(findings.get(findings.size() - 1).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    @DisplayName("an attack never becomes usual")
    void anAttackIsNeverUsual() {
        for (int day = 0; day < 7; day++) {
            morning(day, 4, 3);
        }
        for (int day = 7; day < 20; day++) {
            assertThat(morning(day, 30, 30)).as("day %d", day).isNotEmpty();
        }
    }

    @Test
    @DisplayName("on the first days twenty who do not get in are found")
    void unknownOffice() {
        assertThat(morning(0, 19, 19)).isEmpty();
        assertThat(fails(77, MONDAY.plusSeconds(1500))).isNotEmpty();
    }

    @Test
    @DisplayName("whoever succeeds at the office during a finding is its owner: nothing rises")
    void successAtTheOffice() {
        morning(0, 25, 25);
        assertThat(attempt(3, MONDAY.plusSeconds(1800), true, false, OriginNetwork.OWN))
                .isEmpty();
    }

    @Test
    @DisplayName("behind a carrier's address seven strangers an hour are none, and eight are")
    void carriers() {
        for (int user = 0; user < 7; user++) {
            assertThat(attempt(user, MONDAY.plusSeconds(60L * user), false, true, OriginNetwork.CARRIER))
                    .isEmpty();
        }
        assertThat(attempt(7, MONDAY.plusSeconds(900), false, true, OriginNetwork.CARRIER))
                .isNotEmpty();
    }

    @Test
    @DisplayName("what is usual at a source is kept for four weeks and then forgotten")
    void forgets() {
        morning(0, 3, 3);
        UserFindings state = states.get(OFFICE);
        watch.closeQuiet(OFFICE, state, MONDAY.plus(Duration.ofDays(20)).toEpochMilli());
        assertThat(state.isEmpty()).isFalse();
        watch.closeQuiet(OFFICE, state, MONDAY.plus(Duration.ofDays(30)).toEpochMilli());
        assertThat(state.isEmpty()).isTrue();
    }
}
