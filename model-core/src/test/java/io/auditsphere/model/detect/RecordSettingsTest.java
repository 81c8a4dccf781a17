package io.auditsphere.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSettingsTest {

    /** One component of each kind that settings may have. */
    public record Sample(int mostTries, double highTimes, boolean strict, String zone, List<String> roles) {
        public Sample {
            if (mostTries < 1) {
                throw new IllegalArgumentException("most_tries must be at least 1, not " + mostTries);
            }
        }
    }

    private static final Sample SAMPLE = new Sample(3, 1.5, true, "UTC", List.of("owner"));

    static List<Detector> builtIn() {
        return BuiltInDetectors.all(BuiltInDetectors.Settings.defaults());
    }

    @Test
    void aRecordIsShownByTheNamesOfItsComponents() {
        assertThat(RecordSettings.of(SAMPLE))
                .containsExactly(
                        Map.entry("most_tries", 3),
                        Map.entry("high_times", 1.5),
                        Map.entry("strict", true),
                        Map.entry("zone", "UTC"),
                        Map.entry("roles", List.of("owner")));
    }

    @Test
    void namedValuesAreReplacedAndTheOthersStay() {
        // As JSON has them: whole numbers are Long there, and a number may be written without a fraction.
        Sample changed = RecordSettings.with(SAMPLE, Map.of("most_tries", 5L, "high_times", 2L));

        assertThat(changed).isEqualTo(new Sample(5, 2.0, true, "UTC", List.of("owner")));
        assertThat(SAMPLE.mostTries()).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        assertThatThrownBy(() -> RecordSettings.with(SAMPLE, Map.of("tries", 5)))
                .hasMessage("there is no setting tries; there are [high_times, most_tries, roles, strict, zone]");
        assertThatThrownBy(() -> RecordSettings.with(SAMPLE, Map.of("most_tries", 2.5)))
                .hasMessage("most_tries: expected a whole number, found 2.5");
        assertThatThrownBy(() -> RecordSettings.with(SAMPLE, Map.of("strict", "yes")))
                .hasMessage("strict: expected true or false, found yes");
        assertThatThrownBy(() -> RecordSettings.with(SAMPLE, Map.of("most_tries", 0)))
                .as("the record's own check")
                .hasMessage("most_tries must be at least 1, not 0");
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void everyBuiltInDetectorTakesItsOwnSettings(Detector detector) {
        assertThat(detector.settings()).as(detector.name()).isNotEmpty();
        assertThat(detector.withSettings(detector.settings()).settings())
                .as(detector.name())
                .isEqualTo(detector.settings());
    }
}
