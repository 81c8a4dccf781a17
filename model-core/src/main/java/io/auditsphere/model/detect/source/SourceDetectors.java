package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The detectors that watch sources, with the settings in force. Immutable and thread-safe. */
public final class SourceDetectors {

    /** One detector and what is in force for it. */
    private record InForce(
            SourceDetector detector, boolean enabled, Severity minimumSeverity, String settingsVersion) {}

    private final List<InForce> all;

    private SourceDetectors(List<InForce> all) {
        this.all = List.copyOf(all);
    }

    /** Nobody watches sources. */
    public static SourceDetectors none() {
        return new SourceDetectors(List.of());
    }

    /** As shipped. */
    public static SourceDetectors asShipped() {
        return new SourceDetectors(List.of(
                shipped(new PasswordSprayingDetector(PasswordSprayingDetector.Settings.defaults())),
                shipped(new CredentialStuffingDetector(CredentialStuffingDetector.Settings.defaults()))));
    }

    private static InForce shipped(SourceDetector detector) {
        return new InForce(detector, true, Severity.LOW, DetectorSet.AS_SHIPPED);
    }

    /** The detectors, those that are off included. */
    public List<SourceDetector> detectors() {
        return all.stream().map(InForce::detector).toList();
    }

    /** The version of a detector's settings; null if there is no such detector. */
    public String settingsVersion(String detector) {
        InForce found = find(detector);
        return found == null ? null : found.settingsVersion();
    }

    /**
     * These detectors by other settings; names that are not here are ignored.
     *
     * @throws IllegalArgumentException if a detector refuses its settings; the message names both
     */
    public SourceDetectors with(Map<String, DetectorSettings> settings) {
        List<InForce> changed = new ArrayList<>(all.size());
        for (InForce each : all) {
            DetectorSettings own = settings.get(each.detector().name());
            changed.add(own == null ? each : changed(each.detector(), own));
        }
        return new SourceDetectors(changed);
    }

    private static InForce changed(SourceDetector detector, DetectorSettings settings) {
        try {
            return new InForce(
                    detector.withSettings(settings.settings()),
                    settings.enabled(),
                    settings.minimumSeverity(),
                    settings.version());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Detector " + detector.name() + ": " + e.getMessage(), e);
        }
    }

    List<String> subjectsOf(SignInAttempt attempt) {
        List<String> subjects = new ArrayList<>(2);
        for (InForce each : all) {
            if (each.enabled() && each.detector().concerns(attempt)) {
                subjects.add(each.detector().subjectOf(attempt));
            }
        }
        return subjects;
    }

    List<SourceDetector> concernedBy(SignInAttempt attempt, String subject) {
        List<SourceDetector> concerned = new ArrayList<>(1);
        for (InForce each : all) {
            SourceDetector detector = each.detector();
            if (each.enabled()
                    && detector.concerns(attempt)
                    && detector.subjectOf(attempt).equals(subject)) {
                concerned.add(detector);
            }
        }
        return concerned;
    }

    boolean passes(Signal signal) {
        InForce spoke = find(signal.detector());
        return spoke != null && signal.severity().compareTo(spoke.minimumSeverity()) >= 0;
    }

    private InForce find(String detector) {
        for (InForce each : all) {
            if (each.detector().name().equals(detector)) {
                return each;
            }
        }
        return null;
    }
}
