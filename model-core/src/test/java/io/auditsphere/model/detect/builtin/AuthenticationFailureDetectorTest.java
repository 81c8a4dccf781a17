package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A week of work from the office, and then sign-ins that fail. Day 7 is a Monday. */
class AuthenticationFailureDetectorTest {

    private static final String ELSEWHERE = "198.51.100.20";

    private final Watched user =
            new Watched(new AuthenticationFailureDetector(AuthenticationFailureDetector.Settings.defaults()));

    AuthenticationFailureDetectorTest() {
        assertThat(user.works(1, 9, 12)).isEmpty();
    }

    private static AuditEventBuilder signIn(AuditEventBuilder event) {
        return event.operation("UserLoggedIn")
                .operationCategory(OperationCategory.AUTHENTICATION)
                .resourcePath(null)
                .resourceName(null);
    }

    private static AuditEventBuilder failed(AuditEventBuilder event, FailureKind kind) {
        return signIn(event)
                .operation("UserLoginFailed")
                .outcome(Outcome.FAILURE)
                .failureKind(kind);
    }

    @Test
    void aForgottenPasswordIsNothing() {
        assertThat(user.times(9, at(7, 9, 0), 20, event -> failed(event, FailureKind.CREDENTIAL)))
                .isEmpty();
        assertThat(user.see(at(7, 9, 5), AuthenticationFailureDetectorTest::signIn))
                .isEmpty();
    }

    @Test
    void tenPasswordsFromANewNetworkAreHigh() {
        List<Signal> signals = user.times(
                10,
                at(7, 9, 0),
                20,
                event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE));
        assertThat(signals).singleElement().satisfies(signal -> {
            assertThat(signal.severity()).isEqualTo(Severity.HIGH);
            assertThat(signal.text()).startsWith("10 wrong passwords for this user within an hour, 10 of them");
        });
    }

    @Test
    void twentyFromTheOfficeAreMedium() {
        List<Signal> signals = user.times(20, at(7, 9, 0), 60, event -> failed(event, FailureKind.CREDENTIAL));
        assertThat(signals)
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.MEDIUM));
    }

    @Test
    void anHourLaterAllIsForgotten() {
        user.times(
                9,
                at(7, 9, 0),
                20,
                event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE));
        assertThat(user.times(
                        9,
                        at(7, 10, 5),
                        20,
                        event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"INTERRUPT", "POLICY", "OTHER"})
    void whatIsNoWrongPasswordDoesNotCount(FailureKind kind) {
        assertThat(user.times(40, at(7, 9, 0), 20, event -> failed(event, kind).clientIp(ELSEWHERE)))
                .isEmpty();
    }

    @Test
    void aSuccessFromANewNetworkInsideTheFindingIsCritical() {
        user.times(
                12,
                at(7, 9, 0),
                20,
                event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE));
        assertThat(user.see(at(7, 9, 5), AuthenticationFailureDetectorTest::signIn))
                .as("the owner at his desk meanwhile")
                .isEmpty();
        assertThat(user.see(at(7, 9, 6), event -> signIn(event).clientIp(ELSEWHERE)))
                .singleElement()
                .satisfies(signal -> assertThat(signal.severity()).isEqualTo(Severity.CRITICAL));
    }

    @Test
    void aSuccessAfterTheFindingIsOverIsNothing() {
        user.times(
                12,
                at(7, 9, 0),
                20,
                event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE));
        assertThat(user.see(at(7, 12, 0), event -> signIn(event).clientIp(ELSEWHERE)))
                .isEmpty();
    }

    @Test
    void whoGivesInToSecondFactorsIsCritical() {
        List<Signal> asked = user.times(7, at(7, 9, 0), 60, event -> failed(event, FailureKind.MFA));
        assertThat(asked)
                .hasSize(2)
                .allSatisfy(signal -> assertThat(signal.severity()).isEqualTo(Severity.HIGH));
        assertThat(user.see(at(7, 9, 8), AuthenticationFailureDetectorTest::signIn))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(signal.text()).contains("may have given in");
                });
    }

    @Test
    void lateAndUnorderedFailuresCountWhereTheyBelong() {
        for (int i = 9; i >= 0; i--) {
            List<Signal> signals = user.see(
                    at(7, 9, i), event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE));
            assertThat(signals)
                    .as("the tenth arrives first, and sees itself alone")
                    .isEmpty();
        }
        assertThat(user.see(
                        at(7, 9, 10),
                        event -> failed(event, FailureKind.CREDENTIAL).clientIp(ELSEWHERE)))
                .isNotEmpty();
    }
}
