package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.FindingSettings;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Watches one source, or one provider's sources as a whole: takes an attempt into what is known of it and lets the
 * detectors judge. A source's state is what a user's findings are ({@link UserFindings}), in which the failures of the
 * last day are kept.
 *
 * <p>Immutable but for the settings in force; what changes is the state that is handed in.
 */
public final class SourceWatch {

    private static final String ACTIVITY = "activity";
    private static final String HABIT = "habit";
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private final Supplier<SourceDetectors> detectors;
    private final Supplier<Suppressions> suppressions;
    private final FindingTracker tracker;
    private final long quietMs;

    /**
     * What came of an attempt.
     *
     * @param written the findings to be written; mostly none
     * @param alert whether one of them opened or rose, and no rule mutes it
     * @param muted the rule but for which it would; null if there is none
     */
    public record Observed(List<Finding> written, boolean alert, Muted muted) {}

    /** A watch by the detectors in force, where nothing is muted. */
    public SourceWatch(Supplier<SourceDetectors> detectors, FindingSettings findings) {
        this(detectors, Suppressions::none, findings);
    }

    /** A watch by the detectors and the suppression rules in force. */
    public SourceWatch(
            Supplier<SourceDetectors> detectors, Supplier<Suppressions> suppressions, FindingSettings findings) {
        this.detectors = detectors;
        this.suppressions = suppressions;
        this.tracker = new FindingTracker(findings);
        this.quietMs = findings.quiet().toMillis();
    }

    /** The subjects under which an attempt is to be watched: its source, and where it is strange its provider. */
    public List<String> subjectsOf(SignInAttempt attempt) {
        return detectors.get().subjectsOf(attempt);
    }

    /**
     * Takes an attempt into the state of a subject.
     *
     * @param subject one of {@link #subjectsOf}
     * @param state the subject's, changed by the call
     */
    public Observed observe(String subject, SignInAttempt attempt, UserFindings state) {
        SourceActivity activity = SourceActivity.decode(state.detectorBytes(ACTIVITY));
        if (!attempt.success()) {
            activity.add(attempt);
            state.keepDetectorBytes(ACTIVITY, activity.encode());
        } else if (activity.resolve(attempt)) {
            state.keepDetectorBytes(ACTIVITY, activity.encode());
        }
        SourceHabit habit = SourceHabit.decode(state.detectorBytes(HABIT));
        List<Finding> written = new ArrayList<>(0);
        boolean alert = false;
        Muted muted = null;
        SourceDetectors inForce = detectors.get();
        boolean quiet = true;
        for (SourceDetector detector : inForce.concernedBy(attempt, subject)) {
            boolean open = state.covers(detector.name(), attempt.timeMs(), quietMs);
            Signal signal = detector.judge(attempt, activity, habit, open);
            quiet &= signal == null && !open;
            if (signal != null && inForce.passes(signal)) {
                FindingTracker.Placement placed = tracker.place(
                        state,
                        Subject.address(subject),
                        signal,
                        attempt.cause(),
                        suppressions.get(),
                        inForce.settingsVersion(detector.name()),
                        written);
                alert |= placed.alert();
                muted = placed.alertMuted() ? placed.muted() : muted;
            }
        }
        if (attempt.origin() != OriginNetwork.ELSEWHERE && !attempt.success() && subject.equals(attempt.source())) {
            learn(attempt, activity, habit, quiet, state);
        }
        return new Observed(written, alert, muted);
    }

    /** What an attack makes of a source never becomes usual there, once it is known what is: a first one is one day of five. */
    private static void learn(
            SignInAttempt failure, SourceActivity activity, SourceHabit habit, boolean quiet, UserFindings state) {
        int users = activity.unresolvedUsers(failure.timeMs(), SourceActivity.HOUR);
        boolean usual = quiet || habit.usual(failure.timeMs()) < 0;
        if (usual ? habit.reach(failure.timeMs(), users) : habit.spoil(failure.timeMs())) {
            state.keepDetectorBytes(HABIT, habit.encode());
        }
    }

    /**
     * Closes the findings of a subject that are quiet at this watermark, forgets its failures when they are more than a day
     * old, and what is usual there after four weeks without any; the state may be empty afterwards.
     *
     * @param watermarkMs event time up to which attempts have arrived, in milliseconds since the epoch
     */
    public List<Finding> closeQuiet(String subject, UserFindings state, long watermarkMs) {
        byte[] kept = state.detectorBytes(ACTIVITY);
        if (kept != null && watermarkMs - SourceActivity.decode(kept).newestMs() > DAY_MS) {
            state.keepDetectorBytes(ACTIVITY, null);
        }
        byte[] usual = state.detectorBytes(HABIT);
        if (usual != null && SourceHabit.decode(usual).isForgotten(watermarkMs)) {
            state.keepDetectorBytes(HABIT, null);
        }
        return tracker.closeQuiet(state, Subject.address(subject), watermarkMs);
    }
}
