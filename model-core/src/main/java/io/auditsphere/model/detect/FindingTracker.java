package io.auditsphere.model.detect;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
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
     * @param changed whether that finding opened or rose in severity
     * @param alert whether it did so above the severity of every other finding of the user whose episode covers the event
     */
    public record Placement(String findingId, boolean changed, boolean alert) {}

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
     * @param event the event that the detector fired on
     * @param settingsVersion the version of the detector's settings in force; may be null
     * @param written receives the findings to be written, in order
     */
    public Placement place(
            UserFindings findings,
            Subject subject,
            Signal signal,
            AuditEvent event,
            String settingsVersion,
            List<Finding> written) {
        return place(findings, subject, signal, event.eventId(), event.creationTimeMs(), settingsVersion, written);
    }

    /**
     * The same for an event of which only id and time are at hand.
     *
     * @param timeMs the event's time, in milliseconds since the epoch
     */
    public Placement place(
            UserFindings findings,
            Subject subject,
            Signal signal,
            String eventId,
            long timeMs,
            String settingsVersion,
            List<Finding> written) {
        EpisodeRule rule = signal.detector().equals(FOREST) ? forestRule : detectorRule;
        UserFindings.DetectorEpisodes episodes = findings.episodesOf(signal.detector());
        int index = rule.place(episodes, signal.anomalyType(), timeMs);
        boolean worse = isWorse(findings, signal.severity(), timeMs);
        findings.markChanged();
        if (index == EpisodeRule.OPENS) {
            makeRoom(findings, subject, timeMs, written);
            TrackedFinding opened = TrackedFinding.opened(subject, signal, settingsVersion, eventId, timeMs);
            findings.tracked().add(opened);
            written.add(opened.write(subject, timeMs));
            return new Placement(opened.id.toString(), true, worse);
        }
        TrackedFinding joined = episodes.get(index);
        boolean rises = joined.join(signal, eventId, timeMs);
        if (rises || timeMs - joined.writtenMs >= updateEveryMs) {
            written.add(joined.write(subject, timeMs));
        }
        return new Placement(joined.id.toString(), rises, rises && worse);
    }

    /** Whether nothing as bad is known of the user around this time: whoever was alerted looks at the account already. */
    private boolean isWorse(UserFindings findings, Severity severity, long timeMs) {
        for (TrackedFinding finding : findings.tracked()) {
            if (finding.severity.compareTo(severity) >= 0
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
