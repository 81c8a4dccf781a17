package io.auditsphere.model.detect;

import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.DetectorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One detector, the settings in force, what its trainings left, and what became of it. Thread-safe. */
final class DetectorEntry {

    /** Models whose form of the detector is kept ready: those of all providers, before and after a change. */
    private static final int MAX_TRAINED = 32;

    private final Detector detector;
    private final String name;
    private final int maxBytes;
    private final InForce inForce;
    private final FailureRecord failures;
    private volatile List<Trained> trained = List.of();

    /** The detector as it judges with one model's tables. */
    private record Trained(OrganisationTables tables, Detector detector) {}

    /** A detector as shipped. */
    DetectorEntry(Detector detector, DetectorFailureListener listener) {
        this(detector, InForce.AS_SHIPPED, new FailureRecord(detector.name(), listener));
    }

    private DetectorEntry(Detector detector, InForce inForce, FailureRecord failures) {
        this.detector = detector;
        this.name = DetectorNames.shared(detector.name());
        this.maxBytes = detector.maxBytes();
        this.inForce = inForce;
        this.failures = failures;
    }

    DetectorEntry with(DetectorSettings settings) {
        try {
            Detector changed = detector.withSettings(settings.settings());
            return new DetectorEntry(changed, InForce.of(settings), failures);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Detector " + name + ": " + e.getMessage(), e);
        }
    }

    boolean isAsked(long arrivalMs) {
        return inForce.enabled() && !failures.isPaused(arrivalMs);
    }

    /** The detector, with the settings in force and as no model trained it. */
    Detector detector() {
        return detector;
    }

    String name() {
        return name;
    }

    InForce inForce() {
        return inForce;
    }

    FailureRecord failures() {
        return failures;
    }

    /** A new training; null if the detector wants none, or fails to make it. */
    DetectorTraining training() {
        try {
            return detector.training();
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            failures.failedOnce(failure, "it learns nothing from this history");
            return null;
        }
    }

    Learning learning(UserView user, OrganisationTables organisation, long arrivalMs) {
        try {
            Learning now = by(organisation).learning(user);
            return Objects.requireNonNull(now, "no answer to what a user is judged by");
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            failures.failed(failure, arrivalMs);
            return Learning.DONE;
        }
    }

    void ask(
            DetectorInput input,
            OrganisationTables organisation,
            UserFindings findings,
            long arrivalMs,
            List<Signal> signals) {
        input.turnTo(name, maxBytes);
        try {
            Signal signal = by(organisation).detect(input);
            if (signal != null && !signal.detector().equals(name)) {
                throw new IllegalStateException("Detector " + name + " answered with a signal of " + signal.detector());
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

    /** The detector as it judges with these tables. */
    private Detector by(OrganisationTables organisation) {
        byte[] baseline = organisation.baseline(name);
        if (baseline == null) {
            return detector;
        }
        Detector ready = readyFor(organisation);
        return ready != null ? ready : prepare(organisation, baseline);
    }

    private Detector readyFor(OrganisationTables organisation) {
        for (Trained each : trained) {
            if (each.tables == organisation) {
                return each.detector;
            }
        }
        return null;
    }

    private synchronized Detector prepare(OrganisationTables organisation, byte[] baseline) {
        Detector ready = readyFor(organisation);
        if (ready != null) {
            return ready;
        }
        try {
            ready = Objects.requireNonNull(detector.trained(baseline), "no detector made of what its training left");
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            // Perhaps another release of the detector wrote it. Without it the detector still knows each user.
            failures.failedOnce(failure, "it judges without what it learnt for this model");
            ready = detector;
        }
        List<Trained> next = new ArrayList<>(trained);
        if (next.size() == MAX_TRAINED) {
            next.remove(0);
        }
        next.add(new Trained(organisation, ready));
        trained = List.copyOf(next);
        return ready;
    }
}
