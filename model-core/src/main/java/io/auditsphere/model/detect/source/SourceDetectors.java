package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.InForce;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.DetectorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The detectors that watch sources, with the settings in force. Immutable and thread-safe. */
public final class SourceDetectors {

    /** One detector and what is in force for it. */
    private record Entry(SourceDetector detector, InForce inForce) {}

    private final List<Entry> all;

    private SourceDetectors(List<Entry> all) {
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

    private static Entry shipped(SourceDetector detector) {
        return new Entry(detector, InForce.AS_SHIPPED);
    }

    /** The detectors, those that are off included. */
    public List<SourceDetector> detectors() {
        return all.stream().map(Entry::detector).toList();
    }

    /** The version of a detector's settings; null if there is no such detector. */
    public String settingsVersion(String detector) {
        Entry found = find(detector);
        return found == null ? null : found.inForce().settingsVersion();
    }

    /**
     * These detectors by other settings; names that are not here are ignored.
     *
     * @throws IllegalArgumentException if a detector refuses its settings; the message names both
     */
    public SourceDetectors with(Map<String, DetectorSettings> settings) {
        List<Entry> changed = new ArrayList<>(all.size());
        for (Entry each : all) {
            DetectorSettings own = settings.get(each.detector().name());
            changed.add(own == null ? each : changed(each.detector(), own));
        }
        return new SourceDetectors(changed);
    }

    private static Entry changed(SourceDetector detector, DetectorSettings settings) {
        try {
            return new Entry(detector.withSettings(settings.settings()), InForce.of(settings));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Detector " + detector.name() + ": " + e.getMessage(), e);
        }
    }

    List<String> subjectsOf(SignInAttempt attempt) {
        List<String> subjects = new ArrayList<>(2);
        for (Entry each : all) {
            if (each.inForce().enabled() && each.detector().concerns(attempt)) {
                subjects.add(each.detector().subjectOf(attempt));
            }
        }
        return subjects;
    }

    List<SourceDetector> concernedBy(SignInAttempt attempt, String subject) {
        List<SourceDetector> concerned = new ArrayList<>(1);
        for (Entry each : all) {
            SourceDetector detector = each.detector();
            if (each.inForce().enabled()
                    && detector.concerns(attempt)
                    && detector.subjectOf(attempt).equals(subject)) {
                concerned.add(detector);
            }
        }
        return concerned;
    }

    boolean passes(Signal signal) {
        Entry spoke = find(signal.detector());
        return spoke != null && spoke.inForce().passes(signal);
    }

    private Entry find(String detector) {
        for (Entry each : all) {
            if (each.detector().name().equals(detector)) {
                return each;
            }
        }
        return null;
    }
}
