package io.auditsphere.model.detect;

import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;

/**
 * What is in force for one detector, beside the values that it works by. Immutable.
 *
 * @param enabled whether it is asked at all
 * @param minimumSeverity signals under it are dropped
 * @param settingsVersion names this state of its settings in results and findings
 */
public record InForce(boolean enabled, Severity minimumSeverity, String settingsVersion) {

    /** As every detector comes. */
    public static final InForce AS_SHIPPED = new InForce(true, Severity.LOW, DetectorSet.AS_SHIPPED);

    /** As these settings say. */
    public static InForce of(DetectorSettings settings) {
        return new InForce(settings.enabled(), settings.minimumSeverity(), settings.version());
    }

    /** Whether a signal of the detector is severe enough. */
    public boolean passes(Signal signal) {
        return signal.severity().compareTo(minimumSeverity) >= 0;
    }
}
