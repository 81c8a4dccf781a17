package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEvent;

/**
 * What a detector may look at: one event, what the user's state says about it, the detector's own bytes, and the user's
 * findings. Of use during one call, for one thread.
 */
public final class DetectorInput {

    private final AuditEvent event;
    private final Observation observation;
    private final float[] shown;
    private final OrganisationTables organisation;
    private final UserFindings findings;
    private String detector;
    private int maxBytes;
    private byte[] kept;
    private boolean keeps;

    DetectorInput(
            AuditEvent event,
            Observation observation,
            float[] shown,
            OrganisationTables organisation,
            UserFindings findings) {
        this.event = event;
        this.observation = observation;
        this.shown = shown;
        this.organisation = organisation;
        this.findings = findings;
    }

    /** Turns to the next detector that is asked about the same event. */
    void turnTo(String nextDetector, int nextMaxBytes) {
        detector = nextDetector;
        maxBytes = nextMaxBytes;
        kept = null;
        keeps = false;
    }

    /** The event. Its texts are its author's: of any length and content. */
    public AuditEvent event() {
        return event;
    }

    /** What the user's own state says about the event. */
    public Observation observation() {
        return observation;
    }

    /** The shown value of a feature, by its index in {@link io.auditsphere.model.features.AuditFeatures}. */
    public float shown(int feature) {
        return shown[feature];
    }

    /** What is usual in the organisation, by the model that scores; empty while there is none. */
    public OrganisationTables organisation() {
        return organisation;
    }

    /** What this detector kept of the user, a copy; null if nothing. */
    public byte[] bytes() {
        byte[] before = findings.detectorBytes(detector);
        return before == null ? null : before.clone();
    }

    /** Reads what this detector kept of the user, without a copy; null if nothing. */
    public CompactReader reader() {
        return findings.detectorReader(detector);
    }

    /**
     * The first of the bytes that this detector kept of the user, 0..255, which mostly tells their format; -1 if it kept none.
     * For those that need not read more for nearly all events.
     */
    public int firstByte() {
        return findings.firstDetectorByte(detector);
    }

    /**
     * Replaces what this detector keeps of the user; null or an empty array forgets it. It takes effect when the
     * detector returns, and not if it throws.
     *
     * @throws IllegalArgumentException if it is more than {@link Detector#maxBytes()}
     */
    public void keep(byte[] bytes) {
        if (bytes != null && bytes.length > maxBytes) {
            throw new IllegalArgumentException(
                    "The detector keeps at most " + maxBytes + " bytes of a user by its own word, not " + bytes.length);
        }
        kept = bytes == null ? null : bytes.clone();
        keeps = true;
    }

    /**
     * The event time of the latest event, in milliseconds since the epoch, in any finding of this name about the user
     * that is remembered, open or closed; {@link Long#MIN_VALUE} if there is none.
     */
    public long latestFindingMs(String detector) {
        long latest = Long.MIN_VALUE;
        for (TrackedFinding finding : findings.tracked()) {
            if (finding.detector.equals(detector)) {
                latest = Math.max(latest, finding.lastMs);
            }
        }
        return latest;
    }

    boolean keeps() {
        return keeps;
    }

    byte[] kept() {
        return kept;
    }
}
