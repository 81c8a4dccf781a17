package io.auditsphere.model.detect;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** Detectors that learn from a provider's history what is usual in the organisation. */
class DetectorTrainingTest {

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

    /** Speaks of every event, and says how many events its history had. */
    private static class Counting implements Detector {
        private final String name;
        private final int known;

        Counting(String name, int known) {
            this.name = name;
            this.known = known;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public AnomalyType anomalyType() {
            return AnomalyType.UNUSUAL_VOLUME;
        }

        @Override
        public DetectorTraining training() {
            return new Count();
        }

        @Override
        public Detector trained(byte[] baseline) {
            if (baseline.length > 1) {
                throw new IllegalArgumentException("expected 1 byte, found " + baseline.length);
            }
            return new Counting(name, baseline[0]);
        }

        @Override
        public Signal detect(DetectorInput input) {
            return new Signal(name, anomalyType(), Severity.LOW, 1, "history of " + known);
        }
    }

    private static class Count implements DetectorTraining {
        private int events;

        @Override
        public void learn(AuditEvent event, Observation observation) {
            events++;
        }

        @Override
        public byte[] baseline() {
            return events == 0 ? null : new byte[] {(byte) events};
        }
    }

    private OrganisationTables trainedOn(DetectorSet detectors, int events) {
        DetectorTrainings trainings = detectors.trainings();
        for (int i = 0; i < events; i++) {
            trainings.learn(event, observation);
        }
        return trainings.addTo(OrganisationTables.empty());
    }

    private List<String> said(DetectorSet detectors, OrganisationTables tables) {
        List<Signal> signals = new ArrayList<>();
        detectors.detect(
                event, observation, new float[AuditFeatures.WIDTH], tables, UserFindings.empty(), START, signals);
        return signals.stream().map(Signal::text).toList();
    }

    @Test
    void eachModelsDetectorJudgesByTheHistoryOfThatModel() {
        DetectorSet detectors = DetectorSet.of(List.of(new Counting("counting", 0)));
        OrganisationTables three =
                OrganisationTables.decode(trainedOn(detectors, 3).encode());
        OrganisationTables five = trainedOn(detectors, 5);

        for (int round = 0; round < 2; round++) {
            assertThat(said(detectors, three)).containsExactly("history of 3");
            assertThat(said(detectors, five)).containsExactly("history of 5");
            assertThat(said(detectors, OrganisationTables.empty()))
                    .as("where no model holds a baseline")
                    .containsExactly("history of 0");
        }
        assertThat(said(detectors, trainedOn(detectors, 0)))
                .as("after a history without events")
                .containsExactly("history of 0");
    }

    @Test
    void aDetectorThatIsOffLearnsNothing() {
        DetectorSet off = DetectorSet.of(List.of(new Counting("counting", 0)))
                .with(Map.of(
                        "counting",
                        new DetectorSettings("counting", false, Severity.LOW, Map.of(), "v1", Instant.EPOCH, "test")));

        assertThat(trainedOn(off, 3).baseline("counting")).isNull();
    }

    @Test
    void whatFailsToLearnCostsItsOwnBaselineAndIsCounted() {
        DetectorSet detectors = DetectorSet.of(List.of(
                failingAt("learning", new Count() {
                    @Override
                    public void learn(AuditEvent learnt, Observation seen) {
                        throw new IllegalStateException("cannot learn");
                    }
                }),
                failingAt("telling", new Count() {
                    @Override
                    public byte[] baseline() {
                        throw new IllegalStateException("cannot tell");
                    }
                }),
                failingAt("greedy", new Count() {
                    @Override
                    public byte[] baseline() {
                        return new byte[OrganisationTables.MAX_BASELINE_BYTES + 1];
                    }
                }),
                new Counting("sound", 0)));

        OrganisationTables tables = trainedOn(detectors, 4);

        assertThat(tables.baseline("sound")).containsExactly(4);
        assertThat(detectors.failures())
                .as("failures, each training left alone after its first")
                .isEqualTo(Map.of("learning", 1L, "telling", 1L, "greedy", 1L, "sound", 0L));
        assertThat(detectors.lastFailure("greedy"))
                .hasMessageContaining("65537 bytes")
                .hasMessageContaining("65536 of one");
        assertThat(said(detectors, tables)).hasSize(4);
    }

    @Test
    void aBaselineOfAnotherReleaseThatCannotBeReadIsLeftAlone() {
        DetectorSet detectors = DetectorSet.of(List.of(new Counting("counting", 0)));
        OrganisationTables later = OrganisationTables.empty().withBaselines(Map.of("counting", new byte[] {1, 2}));

        assertThat(said(detectors, later)).containsExactly("history of 0");
        assertThat(said(detectors, later)).containsExactly("history of 0");
        assertThat(detectors.failures()).as("counted once a model").containsEntry("counting", 1L);
        assertThat(detectors.lastFailure("counting")).hasMessage("expected 1 byte, found 2");
    }

    private static Detector failingAt(String name, DetectorTraining training) {
        return new Counting(name, 0) {
            @Override
            public DetectorTraining training() {
                return training;
            }
        };
    }
}
