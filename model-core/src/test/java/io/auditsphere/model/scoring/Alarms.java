package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.util.function.Function;

/** Detectors that say the same of every event that they fire on. */
final class Alarms {

    private Alarms() {}

    /** One of this name that fires where it is told to. */
    static Detector detector(String name, Severity severity, Function<DetectorInput, Boolean> fires) {
        return new Detector() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public AnomalyType anomalyType() {
                return AnomalyType.AUTHENTICATION_FAILURE;
            }

            @Override
            public Signal detect(DetectorInput input) {
                return fires.apply(input) ? new Signal(name, anomalyType(), severity, 0.9, "9 failures") : null;
            }
        };
    }
}
