package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The trainings of a set's detectors, over one provider's history ({@link DetectorSet#trainings}). For one thread. */
public final class DetectorTrainings {

    private final Map<String, DetectorTraining> trainings;
    private final Failed failed;

    /** Told which detector's training failed. */
    interface Failed {
        void failed(String detector, Throwable failure);
    }

    DetectorTrainings(Map<String, DetectorTraining> trainings, Failed failed) {
        this.trainings = new LinkedHashMap<>(trainings);
        this.failed = failed;
    }

    /** Shows the next event of the history to all of them. One that throws learns no more. */
    public void learn(AuditEvent event, Observation observation) {
        if (!trainings.isEmpty()) {
            trainings.entrySet().removeIf(each -> !learnt(each.getKey(), each.getValue(), event, observation));
        }
    }

    /** The tables with what has been learnt so far. */
    public OrganisationTables addTo(OrganisationTables tables) {
        Map<String, byte[]> baselines = new LinkedHashMap<>();
        trainings.entrySet().removeIf(each -> !told(each.getKey(), each.getValue(), baselines));
        return baselines.isEmpty() ? tables : tables.withBaselines(baselines);
    }

    private boolean learnt(String detector, DetectorTraining training, AuditEvent event, Observation observation) {
        try {
            training.learn(event, observation);
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            failed.failed(detector, failure);
            return false;
        }
    }

    private boolean told(String detector, DetectorTraining training, Map<String, byte[]> baselines) {
        try {
            byte[] baseline = training.baseline();
            if (baseline != null && baseline.length > 0) {
                baselines.put(detector, OrganisationTables.requireRoom(detector, baseline, baselines));
            }
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            failed.failed(detector, failure);
            return false;
        }
    }
}
