package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.DetectorLearning;
import io.auditsphere.schemas.DetectorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The detectors in force, asked in the order given. A detector that throws is counted; one that throws more than
 * {@link #MAX_FAILURES} times within {@link #FAILURE_INTERVAL} is left out for {@link #PAUSE} and then tried again. It is
 * never left out for good, because whoever finds an event that makes a detector fail would else have switched it off.
 *
 * <p>Times are those of arrival, so that a replay leaves out the same. Thread-safe.
 */
public final class DetectorSet {

    /** Failures within one interval that a detector is forgiven. */
    public static final int MAX_FAILURES = 10;

    /** How long failures are counted together. */
    public static final Duration FAILURE_INTERVAL = Duration.ofMinutes(10);

    /** How long a failing detector is left out. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    /** The version of the settings that a detector comes with. */
    public static final String AS_SHIPPED = "as-shipped";

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final DetectorSet NONE = new DetectorSet(List.of());

    /** Days that users may be in at once, in their zones, as people and as services: one object for each. */
    private static final int CIRCUMSTANCES = 16;

    private final List<DetectorEntry> entries;
    /** Races are harmless: another object of the same content. */
    private final KnownTo[] knownTo = new KnownTo[CIRCUMSTANCES];

    private DetectorSet(List<DetectorEntry> entries) {
        this.entries = entries;
    }

    /** No detector: the forest judges alone. */
    public static DetectorSet none() {
        return NONE;
    }

    /**
     * These detectors, in this order.
     *
     * @throws IllegalArgumentException if a name is malformed, reserved or there twice, or if a detector asks for more
     *     bytes than there are
     */
    public static DetectorSet of(List<Detector> detectors) {
        return of(detectors, (detector, failure, consequence) -> {});
    }

    /** The same, and somebody to be told of failures. */
    public static DetectorSet of(List<Detector> detectors, DetectorFailureListener listener) {
        List<DetectorEntry> entries = new ArrayList<>(detectors.size());
        Set<String> names = new HashSet<>();
        int bytes = 0;
        for (Detector detector : detectors) {
            String name = detector.name();
            if (name == null || !NAME.matcher(name).matches() || name.equals(FindingTracker.FOREST)) {
                throw new IllegalArgumentException(
                        "Detector " + detector.getClass().getName() + " is called '" + name
                                + "'; a name is 1 to 40 of a-z, 0-9, _ and -, and not '" + FindingTracker.FOREST + "'");
            }
            if (!names.add(name)) {
                throw new IllegalArgumentException("Two detectors are called '" + name + "': remove or rename one");
            }
            bytes += detector.maxBytes();
            entries.add(new DetectorEntry(detector, listener));
        }
        if (bytes > UserFindings.MAX_DETECTOR_BYTES) {
            throw new IllegalArgumentException("The detectors " + names + " ask for " + bytes
                    + " bytes a user, there are " + UserFindings.MAX_DETECTOR_BYTES);
        }
        return new DetectorSet(List.copyOf(entries));
    }

    /** That these detectors know a user, as one object for all users of whom it holds. */
    KnownTo knownWhile(int circumstances) {
        int place = circumstances & (CIRCUMSTANCES - 1);
        KnownTo shared = knownTo[place];
        if (shared == null || shared.circumstances() != circumstances) {
            shared = new KnownTo(this, circumstances);
            knownTo[place] = shared;
        }
        return shared;
    }

    /** Whether there are no detectors. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** How often each detector failed since the start, by name, in the order of asking. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new LinkedHashMap<>();
        for (DetectorEntry entry : entries) {
            failures.put(entry.name(), entry.failures().count());
        }
        return failures;
    }

    /** The last failure of a detector, for the log; null if it never failed. */
    public Throwable lastFailure(String detector) {
        for (DetectorEntry entry : entries) {
            if (entry.name().equals(detector)) {
                return entry.failures().last();
            }
        }
        return null;
    }

    /** The names of the detectors that are left out at this time (arrival, in milliseconds since the epoch). */
    public Set<String> pausedAt(long arrivalMs) {
        Set<String> paused = new HashSet<>();
        for (DetectorEntry entry : entries) {
            if (entry.failures().isPaused(arrivalMs)) {
                paused.add(entry.name());
            }
        }
        return paused;
    }

    /**
     * New trainings of those that are on and want a baseline of the organisation, to be shown one provider's history. What
     * fails in them is counted here.
     */
    public DetectorTrainings trainings() {
        Map<String, DetectorTraining> trainings = new LinkedHashMap<>();
        Map<String, FailureRecord> failures = new HashMap<>();
        for (DetectorEntry entry : entries) {
            DetectorTraining training = entry.inForce().enabled() ? entry.training() : null;
            if (training != null) {
                trainings.put(entry.name(), training);
                failures.put(entry.name(), entry.failures());
            }
        }
        return new DetectorTrainings(
                trainings,
                (detector, failure) ->
                        failures.get(detector).failedOnce(failure, "it learns nothing from this history"));
    }

    /** The version of the settings that a detector works by; null if there is no such detector. */
    public String settingsVersion(String detector) {
        for (DetectorEntry entry : entries) {
            if (entry.name().equals(detector)) {
                return entry.inForce().settingsVersion();
            }
        }
        return null;
    }

    /** The detectors, with the settings in force, in the order of asking; those that are off included. */
    public List<Detector> detectors() {
        return entries.stream().map(DetectorEntry::detector).toList();
    }

    /**
     * The same detectors by other settings; failures go on being counted where they stand. The detectors of this set
     * are taken to be as shipped.
     *
     * @param settings by detector; those that are not there are as in this set, names that this set does not know are
     *     ignored
     * @throws IllegalArgumentException if a detector refuses its settings; the message names both
     */
    public DetectorSet with(Map<String, DetectorSettings> settings) {
        List<DetectorEntry> changed = new ArrayList<>(entries.size());
        for (DetectorEntry entry : entries) {
            DetectorSettings own = settings.get(entry.name());
            changed.add(own == null ? entry : entry.with(own));
        }
        return new DetectorSet(List.copyOf(changed));
    }

    /**
     * Asks every detector about one event. What a detector keeps is stored only if it does not fail.
     *
     * @param shown the shown values of the event's features
     * @param organisation what is usual in the organisation; empty where there is no model
     * @param findings the user's, in which detectors' own bytes are replaced
     * @param signals receives the signals, in the order of asking
     */
    public void detect(
            AuditEvent event,
            Observation observation,
            float[] shown,
            OrganisationTables organisation,
            UserFindings findings,
            long arrivalMs,
            List<Signal> signals) {
        DetectorInput input = new DetectorInput(event, observation, shown, organisation, findings);
        for (int i = 0; i < entries.size(); i++) {
            DetectorEntry entry = entries.get(i);
            if (entry.isAsked(arrivalMs)) {
                entry.ask(input, organisation, findings, arrivalMs, signals);
            }
        }
    }

    /**
     * Asks every detector that is on what it judges a user by.
     *
     * @param user his state, with the event in it
     * @param observation what it said about the event
     * @param learning receives those that do not judge him by his own baseline yet, in the order of asking
     */
    public void learning(
            UserState user,
            Observation observation,
            OrganisationTables organisation,
            UserFindings findings,
            long arrivalMs,
            List<DetectorLearning> learning) {
        for (DetectorEntry entry : entries) {
            if (entry.inForce().enabled()) {
                Learning now = entry.learning(
                        new UserView(user, observation, organisation, findings, entry.name()), organisation, arrivalMs);
                if (!now.isDone()) {
                    learning.add(new DetectorLearning(entry.name(), now.state(), now.daysLeft()));
                }
            }
        }
    }
}
