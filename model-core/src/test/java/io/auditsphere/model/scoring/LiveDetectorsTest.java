package io.auditsphere.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.builtin.AuthenticationFailureDetector;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.detect.source.PasswordSprayingDetector;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveDetectorsTest {

    private static final String NAME = AuthenticationFailureDetector.NAME;

    private final LiveDetectors live = new LiveDetectors(BuiltInDetectors.asShipped(), SourceDetectors.asShipped());

    private static DetectorSettings settings(String detector, Map<String, Object> values, String version) {
        return new DetectorSettings(detector, true, Severity.LOW, values, version, Instant.EPOCH, "test");
    }

    private Object valueOf(String setting) {
        return live.get().detectors().stream()
                .filter(detector -> detector.name().equals(NAME))
                .findFirst()
                .orElseThrow()
                .settings()
                .get(setting);
    }

    @Test
    void settingsAreInForceAtOnceUntilTheyAreTakenBack() {
        Object shipped = valueOf("mfa_failures");

        assertThat(live.set(settings(NAME, Map.of("mfa_failures", 3L), "v1"))).isTrue();
        assertThat(valueOf("mfa_failures")).isEqualTo(3);
        assertThat(live.get().settingsVersion(NAME)).isEqualTo("v1");

        live.set(settings(NAME, Map.of("failures_from_new", 5L), "v2"));
        assertThat(valueOf("mfa_failures"))
                .as("each state of the settings stands for itself, over what was shipped")
                .isEqualTo(shipped);

        live.reset(NAME);
        assertThat(valueOf("mfa_failures")).isEqualTo(shipped);
        assertThat(live.get().settingsVersion(NAME)).isEqualTo(DetectorSet.AS_SHIPPED);
    }

    @Test
    void settingsThatADetectorRefusesChangeNothing() {
        live.set(settings(NAME, Map.of("mfa_failures", 3L), "v1"));

        assertThatThrownBy(() -> live.set(settings(NAME, Map.of("mfa_failures", 1000L), "v2")))
                .hasMessageContaining("Detector authentication_failure")
                .hasMessageContaining("from 2 to 48, not 1000");
        assertThat(live.get().settingsVersion(NAME)).isEqualTo("v1");
        assertThat(live.settings()).containsOnlyKeys(NAME);
    }

    @Test
    void settingsOfADetectorThatIsNotThereAreKeptForIt() {
        assertThat(live.set(settings("of-a-jar", Map.of("anything", 1L), "v1"))).isFalse();
        assertThat(live.settings()).containsOnlyKeys("of-a-jar");
    }

    @Test
    void theDetectorsOfSourcesAreSetTheSameWay() {
        live.set(settings(PasswordSprayingDetector.NAME, Map.of("users_an_hour", 5L), "v1"));

        assertThat(live.sources().settingsVersion(PasswordSprayingDetector.NAME))
                .isEqualTo("v1");
        assertThat(live.sources().detectors().get(0).settings()).containsEntry("users_an_hour", 5);
    }
}
