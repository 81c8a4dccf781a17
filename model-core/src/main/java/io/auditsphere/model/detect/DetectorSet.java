package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.DetectorLearning;
import io.auditsphere.schemas.DetectorSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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

    private final List<Entry> entries;

    private DetectorSet(List<Entry> entries) {
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
        List<Entry> entries = new ArrayList<>(detectors.size());
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
            entries.add(new Entry(detector));
        }
        if (bytes > UserFindings.MAX_DETECTOR_BYTES) {
            throw new IllegalArgumentException("The detectors " + names + " ask for " + bytes
                    + " bytes a user, there are " + UserFindings.MAX_DETECTOR_BYTES);
        }
        return new DetectorSet(List.copyOf(entries));
    }

    /** Whether there are no detectors. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** How often each detector failed since the start, by name, in the order of asking. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new LinkedHashMap<>();
        for (Entry entry : entries) {
            failures.put(entry.name, entry.failures.failures.get());
        }
        return failures;
    }

    /** The last failure of a detector, for the log; null if it never failed. */
    public Throwable lastFailure(String detector) {
        for (Entry entry : entries) {
            if (entry.name.equals(detector)) {
                return entry.failures.lastFailure;
            }
        }
        return null;
    }

    /** The names of the detectors that are left out at this time (arrival, in milliseconds since the epoch). */
    public Set<String> pausedAt(long arrivalMs) {
        Set<String> paused = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.failures.isPaused(arrivalMs)) {
                paused.add(entry.name);
            }
        }
        return paused;
    }

    /** The version of the settings that a detector works by; null if there is no such detector. */
    public String settingsVersion(String detector) {
        for (Entry entry : entries) {
            if (entry.name.equals(detector)) {
                return entry.inForce.settingsVersion();
            }
        }
        return null;
    }

    /** The detectors, with the settings in force, in the order of asking; those that are off included. */
    public List<Detector> detectors() {
        return entries.stream().map(entry -> entry.detector).toList();
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
        List<Entry> changed = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            DetectorSettings own = settings.get(entry.name);
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
        for (Entry entry : entries) {
            if (entry.isAsked(arrivalMs)) {
                entry.ask(event, observation, shown, organisation, findings, arrivalMs, signals);
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
        for (Entry entry : entries) {
            if (entry.inForce.enabled()) {
                Learning now = entry.learning(
                        new UserView(user, observation, organisation, findings.detectorBytes(entry.name)), arrivalMs);
                if (!now.isDone()) {
                    learning.add(new DetectorLearning(entry.name, now.state(), now.daysLeft()));
                }
            }
        }
    }

    /** One detector, the settings in force, and what became of it. */
    private static final class Entry {
        private final Detector detector;
        private final String name;
        private final int maxBytes;
        private final InForce inForce;
        private final FailureRecord failures;

        /** A detector as shipped. */
        Entry(Detector detector) {
            this(detector, InForce.AS_SHIPPED, new FailureRecord());
        }

        private Entry(Detector detector, InForce inForce, FailureRecord failures) {
            this.detector = detector;
            this.name = detector.name();
            this.maxBytes = detector.maxBytes();
            this.inForce = inForce;
            this.failures = failures;
        }

        Entry with(DetectorSettings settings) {
            try {
                Detector changed = detector.withSettings(settings.settings());
                return new Entry(changed, InForce.of(settings), failures);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("Detector " + name + ": " + e.getMessage(), e);
            }
        }

        boolean isAsked(long arrivalMs) {
            return inForce.enabled() && !failures.isPaused(arrivalMs);
        }

        Learning learning(UserView user, long arrivalMs) {
            try {
                return Objects.requireNonNull(detector.learning(user), "no answer to what a user is judged by");
            } catch (RuntimeException | LinkageError | StackOverflowError failure) {
                failures.failed(failure, arrivalMs);
                return Learning.DONE;
            }
        }

        void ask(
                AuditEvent event,
                Observation observation,
                float[] shown,
                OrganisationTables organisation,
                UserFindings findings,
                long arrivalMs,
                List<Signal> signals) {
            DetectorInput input = new DetectorInput(event, observation, shown, organisation, findings, name, maxBytes);
            try {
                Signal signal = detector.detect(input);
                if (signal != null && !signal.detector().equals(name)) {
                    throw new IllegalStateException(
                            "Detector " + name + " answered with a signal of " + signal.detector());
                }
                if (input.keeps()) {
                    findings.keepDetectorBytes(name, input.kept());
                }
                if (signal != null && inForce.passes(signal)) {
                    signals.add(signal);
                }
            } catch (RuntimeException | LinkageError | StackOverflowError failure) {
                // Somebody else's code: whatever it does wrong, the event is scored. Counted, shown, and paused.
                failures.failed(failure, arrivalMs);
            }
        }
    }

    /** How often a detector failed, across changes of its settings. Thread-safe. */
    private static final class FailureRecord {
        private final AtomicLong failures = new AtomicLong();
        private volatile Throwable lastFailure;
        private volatile long pausedUntilMs = Long.MIN_VALUE;
        private long intervalStartMs = Long.MIN_VALUE;
        private int failuresInInterval;

        boolean isPaused(long arrivalMs) {
            return arrivalMs < pausedUntilMs;
        }

        synchronized void failed(Throwable failure, long arrivalMs) {
            failures.incrementAndGet();
            lastFailure = failure;
            if (intervalStartMs == Long.MIN_VALUE || arrivalMs - intervalStartMs >= FAILURE_INTERVAL.toMillis()) {
                intervalStartMs = arrivalMs;
                failuresInInterval = 0;
            }
            failuresInInterval++;
            if (failuresInInterval > MAX_FAILURES) {
                pausedUntilMs = arrivalMs + PAUSE.toMillis();
                intervalStartMs = Long.MIN_VALUE;
            }
        }
    }
}
