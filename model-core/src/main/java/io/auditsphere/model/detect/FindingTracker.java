package io.auditsphere.model.detect;

import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The life of findings: a signal opens one or joins the one that covers its time, a higher severity raises it, silence
 * closes it. Where a signal belongs is decided by {@link EpisodeRule#forest} for the forest's findings and by
 * {@link EpisodeRule#detector} for all others.
 *
 * <p>A finding is written when it opens, when it rises and when it closes; one that only grows is written at most once
 * in {@link FindingSettings#updateEvery()}.
 *
 * <p>Opening and rising are alerts, nothing else is, and only where they say something worse than what is open about the
 * user already: a break-in that five detectors see is five findings and one alert, and another one when it gets worse.
 *
 * <p>A suppression rule mutes the alert and nothing else: the finding lives, counts and is written, and names the rule.
 * It is muted as long as each of its events is. The first one that no rule covers breaks through and alerts: a higher
 * severity than the rule allows, an event out of its scope, one after it has expired. What is muted alerted nobody, so
 * that it makes no other finding less of an alert.
 *
 * <p>Immutable and thread-safe; what changes is the {@link UserFindings} that is handed in.
 */
public final class FindingTracker {

    /** The name under which the forest's own findings are kept. */
    public static final String FOREST = "forest";

    /** How many events of one user's episodes are looked at closely. */
    static final int FAMILIAR = 100;

    private final EpisodeRule forestRule;
    private final EpisodeRule detectorRule;
    private final long quietMs;
    private final long updateEveryMs;
    private final long memoryMs;

    /** A tracker with these times. */
    public FindingTracker(FindingSettings settings) {
        this.forestRule = EpisodeRule.forest(settings.quiet());
        this.detectorRule = EpisodeRule.detector(settings.quiet());
        this.quietMs = settings.quiet().toMillis();
        this.updateEveryMs = settings.updateEvery().toMillis();
        this.memoryMs = settings.memory().toMillis();
    }

    /**
     * Where a signal went.
     *
     * @param findingId the finding that it opened or joined
     * @param changed whether that finding opened, rose in severity or broke through a rule
     * @param alert whether that finding opened, rose or broke through above the severity of everything about the user
     *     that alerted and whose episode covers the event
     * @param muted the rule that mutes that finding now; null if there is none
     * @param alertMuted whether it would be an alert but for that rule
     */
    public record Placement(String findingId, boolean changed, boolean alert, Muted muted, boolean alertMuted) {}

    /**
     * Whether an event of this time (ms since the epoch) falls into an episode of the forest that has {@link #FAMILIAR}
     * events already: one more of them tells nobody anything new, and is not worth an exact explanation.
     */
    public boolean familiar(UserFindings findings, long timeMs) {
        long events = 0;
        for (TrackedFinding finding : findings.tracked()) {
            if (finding.detector.equals(FOREST) && forestRule.covers(finding.firstMs, finding.lastMs, timeMs)) {
                events += finding.count;
            }
        }
        return events >= FAMILIAR;
    }

    /** Whether an event of this time (ms since the epoch) may teach: it is not part of an attack. */
    public boolean teaches(UserFindings findings, long timeMs) {
        return !findings.highSeverityCovers(timeMs, quietMs);
    }

    /**
     * Opens, joins or raises the finding that a signal belongs to.
     *
     * @param findings the user's, changed in place
     * @param subject whom the findings are about
     * @param cause the event that the detector fired on
     * @param suppressions the rules in force
     * @param settingsVersion the version of the detector's settings in force; may be null
     * @param written receives the findings to be written, in order
     */
    public Placement place(
            UserFindings findings,
            Subject subject,
            Signal signal,
            Cause cause,
            Suppressions suppressions,
            String settingsVersion,
            List<Finding> written) {
        long timeMs = cause.timeMs();
        EpisodeRule rule = signal.detector().equals(FOREST) ? forestRule : detectorRule;
        UserFindings.DetectorEpisodes episodes = findings.episodesOf(signal.detector());
        int index = rule.place(episodes, signal.anomalyType(), timeMs);
        findings.markChanged();
        if (index == EpisodeRule.OPENS) {
            boolean worse = isWorse(findings, signal.severity(), timeMs);
            makeRoom(findings, subject, timeMs, written);
            TrackedFinding opened = TrackedFinding.opened(subject, signal, settingsVersion, cause.eventId(), timeMs);
            opened.mute(muted(suppressions, subject, signal, signal.severity(), signal.severity(), cause));
            findings.tracked().add(opened);
            written.add(opened.write(subject, timeMs));
            return placement(opened, true, worse);
        }
        return join(findings, subject, episodes.get(index), signal, cause, suppressions, written);
    }

    private Placement join(
            UserFindings findings,
            Subject subject,
            TrackedFinding joined,
            Signal signal,
            Cause cause,
            Suppressions suppressions,
            List<Finding> written) {
        long timeMs = cause.timeMs();
        Severity before = joined.severity;
        boolean rises = signal.severity().compareTo(before) > 0;
        Severity becomes = rises ? signal.severity() : before;
        boolean wasMuted = joined.isMuted();
        // Whoever was alerted hears of a rise, unless a rule says up to which severity he does not want to.
        Muted muted = wasMuted || rises
                ? muted(suppressions, subject, signal, becomes, wasMuted ? before : null, cause)
                : null;
        boolean breaksThrough = wasMuted && muted == null;
        boolean worse = (rises || breaksThrough) && isWorse(findings, becomes, timeMs);
        joined.join(signal, cause.eventId(), timeMs);
        joined.mute(muted);
        if (rises || breaksThrough || timeMs - joined.writtenMs >= updateEveryMs) {
            written.add(joined.write(subject, timeMs));
        }
        return placement(joined, rises || breaksThrough, worse);
    }

    private static Placement placement(TrackedFinding finding, boolean changed, boolean worse) {
        return new Placement(
                finding.id.toString(), changed, worse && !finding.isMuted(), finding.muted, worse && finding.isMuted());
    }

    private static Muted muted(
            Suppressions suppressions,
            Subject subject,
            Signal signal,
            Severity becomes,
            Severity otherwise,
            Cause cause) {
        return suppressions.isEmpty()
                ? null
                : suppressions.mutes(subject, signal.detector(), signal.anomalyType(), becomes, otherwise, cause);
    }

    /** Whether nothing as bad has alerted about the user around this time: whoever was alerted looks at it already. */
    private boolean isWorse(UserFindings findings, Severity severity, long timeMs) {
        for (TrackedFinding finding : findings.tracked()) {
            if (finding.told != null
                    && finding.told.compareTo(severity) >= 0
                    && detectorRule.covers(finding.firstMs, finding.lastMs, timeMs)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Closes what is quiet at this watermark, writes counts that grew since they were last written, and forgets what
     * closed long ago.
     *
     * @param findings the user's, changed in place
     * @param watermarkMs event time up to which events have arrived, in milliseconds since the epoch
     * @return the findings to be written; empty if there are none
     */
    public List<Finding> closeQuiet(UserFindings findings, Subject subject, long watermarkMs) {
        if (findings.tracked().isEmpty()) {
            return List.of();
        }
        List<Finding> written = new ArrayList<>();
        sweep(findings, subject, watermarkMs, written);
        return written;
    }

    /**
     * Forgets all findings of a user of whom nothing is known any more, and what detectors kept of him.
     *
     * @param timeMs of the event behind his silence, in milliseconds since the epoch
     * @return the findings to be written, which were not closed yet
     */
    public List<Finding> end(UserFindings findings, Subject subject, long timeMs) {
        List<Finding> ended = closeQuiet(findings, subject, timeMs);
        findings.forget();
        return ended;
    }

    private void sweep(UserFindings findings, Subject subject, long watermarkMs, List<Finding> written) {
        Iterator<TrackedFinding> all = findings.tracked().iterator();
        while (all.hasNext()) {
            TrackedFinding finding = all.next();
            boolean closes = !finding.closed && watermarkMs - finding.lastMs > quietMs;
            if (closes) {
                finding.closed = true;
                finding.closedAtMs = watermarkMs;
            }
            boolean forgotten = finding.closed && watermarkMs - finding.closedAtMs > memoryMs;
            boolean grown = finding.count != finding.writtenCount
                    && (forgotten || watermarkMs - finding.writtenMs >= updateEveryMs);
            if (closes || grown) {
                written.add(finding.write(subject, watermarkMs));
            }
            if (forgotten) {
                all.remove();
            }
            if (closes || grown || forgotten) {
                findings.markChanged();
            }
        }
    }

    /** Before a finding opens: those that are over by its time close, and if there are still too many the stalest goes. */
    private void makeRoom(UserFindings findings, Subject subject, long timeMs, List<Finding> written) {
        sweep(findings, subject, timeMs, written);
        if (findings.tracked().size() < EpisodeRule.MAX_REMEMBERED) {
            return;
        }
        TrackedFinding stalest = findings.tracked().get(0);
        for (TrackedFinding finding : findings.tracked()) {
            if (finding.closed == stalest.closed ? finding.lastMs < stalest.lastMs : finding.closed) {
                stalest = finding;
            }
        }
        if (!stalest.closed || stalest.count != stalest.writtenCount) {
            stalest.closed = true;
            written.add(stalest.write(subject, timeMs));
        }
        findings.tracked().remove(stalest);
    }
}
