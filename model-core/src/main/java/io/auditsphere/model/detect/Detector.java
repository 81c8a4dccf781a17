package io.auditsphere.model.detect;

import io.auditsphere.schemas.AnomalyType;
import java.util.Map;

/**
 * Looks at one event beside the forest and says what is wrong for its user, if anything. The forest knows what is rare
 * for a provider; a detector knows what is wrong for one account.
 *
 * <p>An implementation is pure: the same input gives the same answer, and there is no I/O, no clock and no state in the
 * object. What it has to remember of a user it keeps in {@link DetectorInput#keep}, in bytes of its own format. One
 * object serves all threads at once.
 *
 * <p>What it throws is counted and costs it its say for a while ({@link DetectorSet}); scoring goes on.
 */
public interface Detector {

    /**
     * The detector's stable name, which results, findings and stored bytes bear: 1 to 40 lower-case letters, digits,
     * hyphens and underscores. {@value FindingTracker#FOREST} is taken.
     */
    String name();

    /** The type that its signals usually have. */
    AnomalyType anomalyType();

    /** How many bytes it may keep for a user, 0..{@link UserFindings#MAX_DETECTOR_BYTES}. */
    default int maxBytes() {
        return 0;
    }

    /**
     * The settings that it works by, by name: numbers, flags, texts and lists of texts; empty if it has none. A record
     * of settings is turned into such a map by {@link RecordSettings}.
     */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * The same detector with some settings replaced. This one stays as it is.
     *
     * @param changes new values by the names of {@link #settings()}
     * @throws IllegalArgumentException if a name is unknown or a value not allowed; the message says what is
     */
    default Detector withSettings(Map<String, Object> changes) {
        if (!changes.isEmpty()) {
            throw new IllegalArgumentException("the detector " + name() + " has no settings");
        }
        return this;
    }

    /**
     * What it judges a user by, for people to see in each of his results: his own baseline, what others do, or nothing
     * yet. It is asked now and then: as long as the user keeps his baseline, his day and his kind of account are the same, and the settings are,
     * an answer of {@link Learning#DONE} must stay.
     *
     * @param user of use during this call only
     * @return here whether he has a baseline of 30 events over 3 days; never null
     */
    default Learning learning(UserView user) {
        return user.established() ? Learning.DONE : Learning.learning(user.baselineDaysLeft());
    }

    /**
     * What takes in a provider's history for it, where it wants to know what is usual in the whole organisation: a new
     * one for each training, for one thread. What it leaves travels in the model, and {@link #trained} gets it.
     *
     * @return null, as here, if it wants no such baseline
     */
    default DetectorTraining training() {
        return null;
    }

    /**
     * The same detector, judging by what its training left. Called once for each model and settings; this one stays as it
     * is, and judges wherever no model holds a baseline of its.
     *
     * @param baseline what {@link DetectorTraining#baseline} returned, perhaps in another release of the detector; not to
     *     be changed
     * @throws IllegalArgumentException if it cannot read that; the detector is then asked as it is here
     */
    default Detector trained(byte[] baseline) {
        return this;
    }

    /**
     * Judges one event.
     *
     * @param input the event and what is known of its user; of use during this call only
     * @return what it found, under its own name, or null if nothing
     */
    Signal detect(DetectorInput input);
}
