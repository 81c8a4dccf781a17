package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of one user, open or closed not long ago, and the bytes that each detector keeps for itself: one value
 * of the store {@code findings}.
 *
 * <p>Closed findings stay for {@link FindingSettings#memory()}, because logs arrive late: an event of a closed episode
 * joins it there and raises no second alert, and what an attack touched goes on not being learnt, however the closing
 * falls in time. At most {@link EpisodeRule#MAX_REMEMBERED} are held.
 *
 * <p>Mutable, for one thread. Decode a copy, compute, and put the encoded form last.
 */
public final class UserFindings {

    /** Bytes that all detectors together may keep for one user. */
    public static final int MAX_DETECTOR_BYTES = 4096;

    private final ArrayList<TrackedFinding> tracked = new ArrayList<>(0);
    private final DetectorBytes detectorBytes = new DetectorBytes();
    private boolean changed;

    /** Not stored. */
    private KnownTo knownTo;

    UserFindings() {}

    /** A user without findings. */
    public static UserFindings empty() {
        return new UserFindings();
    }

    /**
     * Reads what {@link #encode} wrote, this version's or an earlier one's.
     *
     * @param bytes the stored form; null for a user of whom nothing is stored
     * @throws IllegalArgumentException if the bytes are of a later version or damaged
     */
    public static UserFindings decode(byte[] bytes) {
        return bytes == null ? empty() : FindingsCodec.decode(bytes);
    }

    /**
     * Whether the stored form holds no finding, but at most what detectors keep: told by two bytes, for walks over all
     * users of whom few have one. False for what {@link #decode} may refuse.
     */
    public static boolean hasNoFinding(byte[] bytes) {
        return FindingsCodec.hasNoFinding(bytes);
    }

    /** The stored form; drop the key instead where {@link #isEmpty()}. */
    public byte[] encode() {
        return FindingsCodec.encode(this);
    }

    /** Whether anything differs from what was decoded, so that it has to be written. */
    public boolean changed() {
        return changed;
    }

    /** Whether there is nothing to store. */
    public boolean isEmpty() {
        return tracked.isEmpty() && detectorBytes.isEmpty();
    }

    /** How many findings are open. */
    public int openCount() {
        int open = 0;
        for (TrackedFinding finding : tracked) {
            if (!finding.closed) {
                open++;
            }
        }
        return open;
    }

    /** Whether a finding of high or critical severity is open. */
    public boolean highSeverityOpen() {
        for (TrackedFinding finding : tracked) {
            if (!finding.closed && finding.isHighSeverity()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether an event of this time falls into an episode of high or critical severity, from its first event until it
     * is quiet: such an event must not teach. It depends on event times alone and not on when the finding was closed, so
     * that a replay in other portions learns the same.
     *
     * @param timeMs event time, in milliseconds since the epoch
     * @param quietMs how long an episode may be silent before it is over, in milliseconds
     */
    public boolean highSeverityCovers(long timeMs, long quietMs) {
        for (TrackedFinding finding : tracked) {
            if (finding.isHighSeverity() && timeMs >= finding.firstMs && timeMs <= finding.lastMs + quietMs) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a finding of this detector, open or closed, covers this event time: from its first event until it is quiet.
     *
     * @param timeMs event time, in milliseconds since the epoch
     * @param quietMs how long an episode may be silent before it is over, in milliseconds
     */
    public boolean covers(String detector, long timeMs, long quietMs) {
        for (TrackedFinding finding : tracked) {
            if (finding.detector.equals(detector) && timeMs >= finding.firstMs && timeMs <= finding.lastMs + quietMs) {
                return true;
            }
        }
        return false;
    }

    /** Whether these detectors were found, in these circumstances, to have nothing left to learn of the user. */
    public boolean isKnownTo(DetectorSet detectors, int circumstances) {
        return knownTo != null && knownTo.detectors() == detectors && knownTo.circumstances() == circumstances;
    }

    /** Remembers, as long as the object lives, that these detectors have nothing left to learn of the user. */
    public void markKnownTo(DetectorSet detectors, int circumstances) {
        knownTo = detectors.knownWhile(circumstances);
    }

    /** What {@link #markKnownTo} remembers, for whoever writes the object down and reads it again; null if nothing. */
    public KnownTo knownTo() {
        return knownTo;
    }

    /** Remembers what {@link #knownTo()} said of the same user when he was written down. */
    public void stillKnownTo(KnownTo known) {
        knownTo = known;
    }

    /** What a detector keeps for this user; null if nothing. The array is shared: do not change it. */
    public byte[] detectorBytes(String detector) {
        return detectorBytes.get(detector);
    }

    /** Reads what a detector keeps for this user, where it lies; null if nothing. */
    CompactReader detectorReader(String detector) {
        return detectorBytes.reader(detector);
    }

    /** The first byte of what a detector keeps for this user, 0..255; -1 if it keeps nothing. */
    int firstDetectorByte(String detector) {
        return detectorBytes.firstByte(detector);
    }

    /**
     * Keeps bytes for a detector; null or an empty array forgets them.
     *
     * @throws IllegalArgumentException if all detectors together would keep more than {@link #MAX_DETECTOR_BYTES}
     */
    public void keepDetectorBytes(String detector, byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            changed |= detectorBytes.remove(detector);
            return;
        }
        if (detectorBytes.holds(detector, bytes)) {
            return; // Nothing to write: many a detector keeps at each event what it kept before.
        }
        int total = bytes.length - detectorBytes.lengthOf(detector) + detectorBytes.total();
        if (total > MAX_DETECTOR_BYTES) {
            throw new IllegalArgumentException("Detector " + detector + " asks to keep " + bytes.length
                    + " bytes, with which the detectors of one user keep " + total + "; at most " + MAX_DETECTOR_BYTES
                    + " are allowed");
        }
        detectorBytes.put(detector, bytes);
        changed = true;
    }

    DetectorBytes allDetectorBytes() {
        return detectorBytes;
    }

    List<TrackedFinding> tracked() {
        return tracked;
    }

    void markChanged() {
        changed = true;
    }

    /** Makes these the findings of a user who was never seen; those that are open are to be closed before. */
    public void forget() {
        tracked.clear();
        detectorBytes.clear();
        knownTo = null;
        changed = true;
    }

    /** Says that it has been stored as it is now. */
    public void markStored() {
        changed = false;
    }

    /** The findings of one detector, as the rule of episodes looks at them. */
    DetectorEpisodes episodesOf(String detector) {
        return new DetectorEpisodes(this, detector);
    }

    /** A view that lives for one decision. */
    static final class DetectorEpisodes implements EpisodeRule.Episodes {

        private final ArrayList<TrackedFinding> own = new ArrayList<>(EpisodeRule.FOREST_TYPES_AT_ONCE);

        private DetectorEpisodes(UserFindings findings, String detector) {
            for (TrackedFinding finding : findings.tracked) {
                if (finding.detector.equals(detector)) {
                    own.add(finding);
                }
            }
        }

        TrackedFinding get(int index) {
            return own.get(index);
        }

        @Override
        public int size() {
            return own.size();
        }

        @Override
        public AnomalyType type(int index) {
            return own.get(index).type;
        }

        @Override
        public long firstMs(int index) {
            return own.get(index).firstMs;
        }

        @Override
        public long lastMs(int index) {
            return own.get(index).lastMs;
        }
    }
}
