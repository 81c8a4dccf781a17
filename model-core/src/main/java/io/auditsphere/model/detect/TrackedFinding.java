package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import io.auditsphere.schemas.Muted;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.time.Instant;

/** One finding as its user's state holds it. Mutable, for one thread; times are event time in ms since the epoch. */
final class TrackedFinding {

    final FindingId id;
    final String detector;
    final AnomalyType type;
    final String settingsVersion;
    final EventIds eventIds = new EventIds();

    Severity severity;

    /** The rule that mutes it; null if there is none. */
    Muted muted;

    /** The severity up to which no rule muted it; null if each of its events was muted. */
    Severity told;

    String text;
    long count;
    long firstMs;
    long lastMs;

    /** Whether its severity ever rose: what it goes back to when it is opened again. */
    boolean raised;

    boolean closed;

    /** The watermark when it closed; of no meaning while it is open. */
    long closedAtMs;

    /** The count as last written, and when that was. */
    long writtenCount;

    long writtenMs = Long.MIN_VALUE;

    TrackedFinding(FindingId id, String detector, AnomalyType type, String settingsVersion) {
        this.id = id;
        this.detector = detector;
        this.type = type;
        this.settingsVersion = settingsVersion;
    }

    /** A finding that this signal opens. */
    static TrackedFinding opened(Subject subject, Signal signal, String settingsVersion, String eventId, long timeMs) {
        FindingId id = FindingId.of(subject, signal.detector(), signal.anomalyType(), eventId);
        TrackedFinding finding = new TrackedFinding(id, signal.detector(), signal.anomalyType(), settingsVersion);
        finding.severity = signal.severity();
        finding.text = signal.text();
        finding.firstMs = timeMs;
        finding.lastMs = timeMs;
        finding.eventIds.addEvidence(signal.evidence());
        finding.count = 1;
        finding.eventIds.add(eventId);
        return finding;
    }

    /**
     * Adds a further event. One that goes on after the latest opens a closed finding again; one that arrives late for a
     * closed finding is only counted.
     *
     * @return whether the severity rose
     */
    boolean join(Signal signal, String eventId, long timeMs) {
        count++;
        eventIds.addEvidence(signal.evidence());
        eventIds.add(eventId);
        boolean rises = signal.severity().compareTo(severity) > 0;
        if (rises) {
            severity = signal.severity();
            text = signal.text();
            raised = true;
        }
        if (rises || timeMs > lastMs) {
            closed = false;
        }
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
        return rises;
    }

    /** Says which rule mutes it from now on; null if none does. */
    void mute(Muted rule) {
        muted = rule;
        if (rule == null) {
            told = severity;
        }
    }

    boolean isMuted() {
        return muted != null;
    }

    /** The finding as it is written now; remembers that it was. */
    Finding write(Subject subject, long nowMs) {
        writtenCount = count;
        writtenMs = Math.max(writtenMs, nowMs);
        return new Finding(
                id.toString(),
                subject,
                detector,
                type,
                state(),
                severity,
                count,
                Instant.ofEpochMilli(firstMs),
                Instant.ofEpochMilli(lastMs),
                text,
                eventIds.toList(),
                settingsVersion,
                muted);
    }

    private FindingState state() {
        if (closed) {
            return FindingState.CLOSED;
        }
        return raised ? FindingState.RAISED : FindingState.OPENED;
    }

    boolean isHighSeverity() {
        return severity.compareTo(Severity.HIGH) >= 0;
    }
}
