package io.auditsphere.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DetectorSetTest {

    private static final long START = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();

    private final AuditEvent event = AuditEvent.builder()
            .eventId("e1")
            .provider("google")
            .userId("anna@example.com")
            .operation("login_success")
            .creationTime(Instant.ofEpochMilli(START))
            .build();
    private final Observation observation =
            new FeatureEngine(FeatureSettings.defaults()).observe(event, UserState.empty(), START, true);
    private final UserFindings findings = UserFindings.empty();

    private static Detector detector(String name, int maxBytes, Function<DetectorInput, Signal> body) {
        return new Detector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public AnomalyType anomalyType() {
                return AnomalyType.SUSPICIOUS_LOCATION;
            }

            @Override
            public int maxBytes() {
                return maxBytes;
            }

            @Override
            public Signal detect(DetectorInput input) {
                return body.apply(input);
            }
        };
    }

    private static Signal signal(String name) {
        return new Signal(name, AnomalyType.SUSPICIOUS_LOCATION, Severity.HIGH, 1, "Text");
    }

    private List<Signal> ask(DetectorSet detectors, long arrivalMs) {
        List<Signal> signals = new ArrayList<>();
        detectors.detect(
                event,
                observation,
                new float[AuditFeatures.WIDTH],
                OrganisationTables.empty(),
                findings,
                arrivalMs,
                signals);
        return signals;
    }

    @Test
    void aFailingDetectorIsCountedAndTheOthersAreHeard() {
        DetectorSet detectors = DetectorSet.of(List.of(
                detector("broken", 0, input -> {
                    throw new IllegalStateException("no luck");
                }),
                detector("endless", 0, DetectorSetTest::recurse),
                detector("sound", 0, input -> signal("sound"))));

        assertThat(ask(detectors, START)).extracting(Signal::detector).containsExactly("sound");
        assertThat(detectors.failures())
                .containsExactly(Map.entry("broken", 1L), Map.entry("endless", 1L), Map.entry("sound", 0L));
        assertThat(detectors.lastFailure("broken")).hasMessage("no luck");
        assertThat(detectors.lastFailure("sound")).isNull();
    }

    @SuppressWarnings("InfiniteRecursion") // a detector that never ends is what this is about
    private static Signal recurse(DetectorInput input) {
        return recurse(input);
    }

    @Test
    void aDetectorThatFailsTooOftenIsLeftOutForAWhileAndThenTriedAgain() {
        int[] asked = {0};
        DetectorSet detectors = DetectorSet.of(List.of(detector("broken", 0, input -> {
            asked[0]++;
            throw new IllegalStateException("no luck");
        })));
        for (int i = 0; i < 100; i++) {
            ask(detectors, START + i);
        }
        int forgiven = DetectorSet.MAX_FAILURES + 1;
        assertThat(asked[0]).as("times asked before it was left out").isEqualTo(forgiven);
        assertThat(detectors.pausedAt(START + 100)).containsExactly("broken");

        long over = START + forgiven - 1 + DetectorSet.PAUSE.toMillis();
        assertThat(detectors.pausedAt(over)).isEmpty();
        ask(detectors, over);
        assertThat(asked[0]).isEqualTo(forgiven + 1);
    }

    @Test
    void failuresOfDifferentIntervalsAreNotAddedUp() {
        int[] asked = {0};
        DetectorSet detectors = DetectorSet.of(List.of(detector("moody", 0, input -> {
            asked[0]++;
            throw new IllegalStateException("no luck");
        })));
        // One failure a minute: ten in each interval, and ten are forgiven.
        for (int minute = 0; minute < 100; minute++) {
            ask(detectors, START + minute * 60_000L);
        }
        assertThat(asked[0]).isEqualTo(100);
    }

    @Test
    void whatADetectorKeepsIsThereForItsNextEventAndForNobodyElse() {
        DetectorSet detectors = DetectorSet.of(List.of(
                detector("counter", 1, input -> {
                    byte[] before = input.bytes();
                    input.keep(new byte[] {(byte) (before == null ? 1 : before[0] + 1)});
                    return null;
                }),
                detector("other", 1, input -> input.bytes() == null ? null : signal("other"))));

        assertThat(ask(detectors, START)).isEmpty();
        assertThat(ask(detectors, START)).isEmpty();
        assertThat(findings.detectorBytes("counter")).containsExactly(2);
        assertThat(findings.changed()).isTrue();
    }

    @Test
    void whatADetectorKeepsBeforeItFailsIsNotStored() {
        DetectorSet detectors = DetectorSet.of(List.of(detector("broken", 1, input -> {
            input.keep(new byte[] {1});
            throw new IllegalStateException("no luck");
        })));
        ask(detectors, START);

        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void aDetectorThatKeepsTooMuchOrSpeaksForAnotherFails() {
        DetectorSet detectors = DetectorSet.of(List.of(
                detector("greedy", 1, input -> {
                    input.keep(new byte[2]);
                    return signal("greedy");
                }),
                detector("liar", 0, input -> signal("greedy"))));

        assertThat(ask(detectors, START)).isEmpty();
        assertThat(detectors.lastFailure("greedy")).hasMessageContaining("at most 1 bytes");
        assertThat(detectors.lastFailure("liar")).hasMessage("Detector liar answered with a signal of greedy");
    }

    @Test
    void namesAreCheckedWhenTheSetIsMade() {
        assertThatThrownBy(() -> DetectorSet.of(List.of(detector("forest", 0, input -> null))))
                .hasMessageContaining("is called 'forest'");
        assertThatThrownBy(() -> DetectorSet.of(List.of(detector("Bad Name", 0, input -> null))))
                .hasMessageContaining("'Bad Name'; a name is 1 to 40 of a-z");
        assertThatThrownBy(() -> DetectorSet.of(
                        List.of(detector("twice", 0, input -> null), detector("twice", 0, input -> null))))
                .hasMessage("Two detectors are called 'twice': remove or rename one");
        assertThatThrownBy(() ->
                        DetectorSet.of(List.of(detector("a", 4000, input -> null), detector("b", 97, input -> null))))
                .hasMessageContaining("ask for 4097 bytes a user, there are 4096");
    }

    @Test
    void aSignalIsBoundedAndItsScoreChecked() {
        Signal long500 = new Signal("a", AnomalyType.BULK_OPERATION, Severity.LOW, 1, "x".repeat(399) + "😀😀");
        assertThat(long500.text()).as("cut before half a character").isEqualTo("x".repeat(399));
        assertThatThrownBy(() -> new Signal("a", AnomalyType.BULK_OPERATION, Severity.LOW, Double.NaN, "t"))
                .hasMessageContaining("must be in 0..1, not NaN");
        assertThatThrownBy(() -> new Signal("a", AnomalyType.BULK_OPERATION, Severity.LOW, 1, " "))
                .hasMessageContaining("must say why");
    }

    @Test
    void aDetectorThatIsOffIsNotAskedAndSignalsUnderTheMinimumAreDropped() {
        DetectorSet detectors = DetectorSet.of(
                List.of(detector("off", 0, input -> signal("off")), detector("high", 0, input -> signal("high"))));

        DetectorSet changed = detectors.with(
                Map.of("off", settings("off", false, Severity.LOW), "high", settings("high", true, Severity.CRITICAL)));

        assertThat(ask(detectors, START)).extracting(Signal::detector).containsExactly("off", "high");
        assertThat(ask(changed, START)).isEmpty();
        assertThat(changed.settingsVersion("off")).isEqualTo("v1");
        assertThat(detectors.settingsVersion("off")).isEqualTo(DetectorSet.AS_SHIPPED);
    }

    @Test
    void somebodyIsToldOfTheFirstFailureOfAnIntervalAndWhenADetectorIsLeftOut() {
        List<String> told = new ArrayList<>();
        DetectorSet detectors = DetectorSet.of(
                List.of(detector("broken", 0, input -> {
                    throw new IllegalStateException("no luck");
                })),
                (name, failure, consequence) -> told.add(name + ": " + failure.getMessage() + ", " + consequence));

        for (int i = 0; i <= DetectorSet.MAX_FAILURES; i++) {
            ask(detectors, START + i);
        }

        assertThat(told)
                .containsExactly(
                        "broken: no luck, it said nothing of one event",
                        "broken: no luck, it is left out for 10 minutes");
    }

    @Test
    void failuresGoOnBeingCountedWhenSettingsChange() {
        DetectorSet detectors = DetectorSet.of(List.of(detector("broken", 0, input -> {
            throw new IllegalStateException("broken");
        })));
        ask(detectors, START);

        DetectorSet changed = detectors.with(Map.of("broken", settings("broken", true, Severity.LOW)));
        ask(changed, START);

        assertThat(changed.failures()).containsEntry("broken", 2L);
    }

    private static DetectorSettings settings(String detector, boolean enabled, Severity minimum) {
        return new DetectorSettings(detector, enabled, minimum, Map.of(), "v1", Instant.EPOCH, "test");
    }
}
