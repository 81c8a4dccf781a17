package io.auditsphere.model.detect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.NetworkAddress;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInsTest {

    private static final Instant NINE = Instant.parse("2026-03-03T09:00:00Z");

    private final FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
    private final UserState user = UserState.empty();
    private final UserFindings findings = UserFindings.empty();

    private SignInAttempt attempt(Outcome outcome, FailureKind kind, String address, Instant at) {
        AuditEvent event = AuditEvent.builder()
                .eventId("e-" + at)
                .provider("microsoft")
                .userId("ann@example.com")
                .operation("UserLoggedIn")
                .operationCategory(OperationCategory.AUTHENTICATION)
                .outcome(outcome)
                .failureKind(kind)
                .clientIp(address)
                .creationTime(at)
                .build();
        return SignIns.attemptOrNull(
                event, engine.observe(event, user, at.toEpochMilli(), true), OrganisationTables.empty(), findings);
    }

    @Test
    void aWrongPasswordIsOneAndSurvivesTheTopicBetweenTheTasks() {
        SignInAttempt attempt = attempt(Outcome.FAILURE, FailureKind.CREDENTIAL, "203.0.113.7", NINE);

        assertThat(attempt.source()).isEqualTo("203.0.113.7");
        assertThat(attempt.userKey()).isEqualTo("microsoft|ann@example.com");
        assertThat(attempt.success()).isFalse();
        assertThat(attempt.strange())
                .as("a user without a baseline has no strange network")
                .isFalse();
        assertThat(SignInAttempt.decode(attempt.encode())).isEqualTo(attempt);
    }

    @ParameterizedTest
    @EnumSource(value = FailureKind.class, mode = EnumSource.Mode.EXCLUDE, names = "CREDENTIAL")
    void noOtherFailureIs(FailureKind kind) {
        assertThat(attempt(Outcome.FAILURE, kind, "203.0.113.7", NINE)).isNull();
    }

    @Test
    void aSuccessIsOneWithinADayAfterAWrongPasswordAndAtNoOtherTime() {
        assertThat(attempt(Outcome.SUCCESS, null, "203.0.113.7", NINE)).isNull();
        attempt(Outcome.FAILURE, FailureKind.CREDENTIAL, "203.0.113.7", NINE.plusSeconds(60));

        assertThat(attempt(Outcome.SUCCESS, null, "198.51.100.3", NINE.plus(Duration.ofHours(20)))
                        .success())
                .isTrue();
        assertThat(attempt(Outcome.SUCCESS, null, "198.51.100.3", NINE.plus(Duration.ofHours(25))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8:0:0::/64",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void aSourceIsAnAddressOrTheNetworkOfAnIpv6Address(String address, String source) {
        assertThat(NetworkAddress.sourceOrNull(address)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "203.0.113", "zz::1", "203.0.113.7|x", "localhost"})
    void whatIsNoAddressIsNoSourceAndIsNeverResolved(String text) {
        assertThat(NetworkAddress.sourceOrNull(text)).isNull();
    }

    @Test
    void damagedBytesAreRefusedWithWhatIsWrong() {
        byte[] bytes = attempt(Outcome.FAILURE, FailureKind.CREDENTIAL, "203.0.113.7", NINE)
                .encode();

        assertThatThrownBy(() -> SignInAttempt.decode(Arrays.copyOf(bytes, 12)))
                .hasMessage("A sign-in attempt ends too early: 12 bytes");
        bytes[0] = 9;
        assertThatThrownBy(() -> SignInAttempt.decode(bytes)).hasMessageContaining("of format 9");
    }
}
