package io.auditsphere.model.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What sources are found out for, and the everyday things that they are not. */
@DisplayName("Sign-ins by their source")
class SourceWatchTest {

    private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");
    private static final String HOST = "203.0.113.9";

    private final SourceWatch watch = new SourceWatch(SourceDetectors::asShipped, FindingSettings.defaults());
    private final Map<String, UserFindings> states = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int events;

    private void fails(String user, String source, Instant at, boolean strange) {
        attempt(new SignInAttempt(source, user, "e" + events++, at.toEpochMilli(), false, strange));
    }

    private void succeeds(String user, String source, Instant at) {
        attempt(new SignInAttempt(source, user, "e" + events++, at.toEpochMilli(), true, true));
    }

    /** As the stream does it: each subject's state is decoded before and encoded after. */
    private void attempt(SignInAttempt sent) {
        SignInAttempt attempt = SignInAttempt.decode(sent.encode());
        for (String subject : watch.subjectsOf(attempt)) {
            UserFindings before = states.getOrDefault(subject, UserFindings.empty());
            UserFindings state = UserFindings.decode(before.encode());
            findings.addAll(watch.observe(subject, attempt, state).written());
            states.put(subject, state);
        }
    }

    private static String user(int number) {
        return "microsoft|user" + number + "@example.com";
    }

    private static Instant after(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    private List<Finding> of(String detector) {
        return findings.stream()
                .filter(each -> each.detector().equals(detector))
                .toList();
    }

    @Test
    @DisplayName("three users' passwords from one address that is new to them within an hour are spraying")
    void fastSpraying() {
        fails(user(1), HOST, after(0), true);
        fails(user(2), HOST, after(5), true);
        assertThat(findings).as("two users").isEmpty();

        fails(user(3), HOST, after(59), true);

        Finding finding = findings.get(0);
        assertThat(finding.subject()).isEqualTo(Subject.address(HOST));
        assertThat(finding.detector()).isEqualTo(PasswordSprayingDetector.NAME);
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.state()).isEqualTo(FindingState.OPENED);
        assertThat(finding.text()).startsWith("Wrong passwords of 3 users from " + HOST);
        assertThat(finding.settingsVersion()).isEqualTo("as-shipped");
    }

    @Test
    @DisplayName("a flood over many users is one finding, which rises once")
    void oneFindingForAFlood() {
        for (int i = 0; i < 500; i++) {
            fails(user(i), HOST, after(0).plusSeconds(i), true);
        }

        assertThat(of(PasswordSprayingDetector.NAME))
                .extracting(Finding::findingId)
                .containsOnly(findings.get(0).findingId());
        assertThat(of(PasswordSprayingDetector.NAME))
                .filteredOn(each -> each.severity() == Severity.HIGH)
                .isNotEmpty();
        assertThat(states.get(HOST).encode().length)
                .as("bytes kept of one source, however many users it tries")
                .isLessThan(UserFindings.MAX_DETECTOR_BYTES);
    }

    @Test
    @DisplayName("six users over a day are slow spraying")
    void slowSpraying() {
        for (int i = 0; i < 5; i++) {
            fails(user(i), HOST, after(i * 200), true);
        }
        assertThat(findings).isEmpty();

        fails(user(5), HOST, after(5 * 200), true);

        assertThat(findings).hasSize(1);
    }

    @Test
    @DisplayName("one user's forgotten password is no spraying, however often he tries")
    void forgottenPassword() {
        for (int i = 0; i < 40; i++) {
            fails(user(1), HOST, after(i), true);
        }

        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("an office on a Monday morning, whose people mistype what they know, is none")
    void office() {
        for (int i = 0; i < 15; i++) {
            fails(user(i), HOST, after(3 * i), false);
            succeeds(user(i), HOST, after(3 * i + 1));
        }

        assertThat(findings).isEmpty();
    }

    @Test
    @DisplayName("a success from a sprayed address counts for those who were tried there, and raises the finding")
    void successInsideASpray() {
        succeeds(user(2), HOST, after(0));
        for (int i = 0; i < 4; i++) {
            fails(user(i), HOST, after(10 + i), true);
        }
        int before = findings.size();

        succeeds(user(99), HOST, after(20));
        assertThat(findings).as("somebody who was not tried").hasSize(before);
        succeeds(user(2), HOST, after(21));

        Finding raised = findings.get(findings.size() - 1);
        assertThat(raised.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(raised.state()).isEqualTo(FindingState.RAISED);
        assertThat(raised.text()).contains(user(2)).contains(HOST);
    }

    @Test
    @DisplayName("many users, each from another address that is new to him, are stuffing; the provider is the subject")
    void stuffing() {
        for (int i = 0; i < 20; i++) {
            fails(user(i), "198.51.100." + i, after(i), true);
        }

        assertThat(of(PasswordSprayingDetector.NAME)).isEmpty();
        Finding finding = of(CredentialStuffingDetector.NAME).get(0);
        assertThat(finding.subject()).isEqualTo(Subject.address("microsoft|*"));
        assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        assertThat(finding.text()).startsWith("Wrong passwords of 20 users from 20 addresses within an hour");
    }

    @Test
    @DisplayName("many users from few addresses are not stuffing")
    void conference() {
        for (int i = 0; i < 30; i++) {
            fails(user(i), "198.51.100." + i % 9, after(i), true);
        }

        assertThat(of(CredentialStuffingDetector.NAME)).isEmpty();
    }

    @Test
    @DisplayName("a finding closes when it is quiet, and a day later nothing is kept of the source")
    void forgets() {
        for (int i = 0; i < 3; i++) {
            fails(user(i), HOST, after(i), true);
        }
        UserFindings state = states.get(HOST);

        List<Finding> closed = watch.closeQuiet(HOST, state, after(100).toEpochMilli());
        assertThat(closed).extracting(Finding::state).containsExactly(FindingState.CLOSED);
        assertThat(state.isEmpty()).isFalse();

        watch.closeQuiet(HOST, state, after(60 * 24 * 5).toEpochMilli());
        assertThat(state.isEmpty())
                .as("nothing kept after the memory of findings")
                .isTrue();
    }
}
