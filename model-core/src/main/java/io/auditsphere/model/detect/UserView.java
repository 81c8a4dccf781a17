package io.auditsphere.model.detect;

import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;

/**
 * How far a user is known, as a detector is asked about it ({@link Detector#learning}): what his state says, and the bytes
 * that the detector keeps of him. Of use during one call, for one thread.
 */
public final class UserView {

    private final UserState user;
    private final Observation observation;
    private final OrganisationTables organisation;
    private final UserFindings findings;
    private final String detector;

    UserView(
            UserState user,
            Observation observation,
            OrganisationTables organisation,
            UserFindings findings,
            String detector) {
        this.user = user;
        this.observation = observation;
        this.organisation = organisation;
        this.findings = findings;
        this.detector = detector;
    }

    /** Whether he has a baseline: 30 events over 3 days. */
    public boolean established() {
        return !observation.learning();
    }

    /** Days until he has one if he goes on as he does, at least 1. Of use while he has none. */
    public int baselineDaysLeft() {
        return user.baselineDaysLeft();
    }

    /** Whole days that taught his baseline, the present one left out. */
    public int baselineDays() {
        return user.baselineDays();
    }

    /** Hours of activity that his habit of hours rests on, older ones counting less. */
    public int hoursKnown() {
        return observation.hoursKnown();
    }

    /** Whether it is an account of a machine. */
    public boolean service() {
        return observation.service();
    }

    /** Time of his newest event, in milliseconds since the epoch: it never goes back. */
    public long nowMs() {
        return user.newestMs();
    }

    /** What is usual in the organisation, by the model that scores; empty while there is none. */
    public OrganisationTables organisation() {
        return organisation;
    }

    /** What the detector keeps of him, a copy; null if nothing. */
    public byte[] bytes() {
        byte[] kept = findings.detectorBytes(detector);
        return kept == null ? null : kept.clone();
    }

    /** Reads what the detector keeps of him, without a copy; null if nothing. */
    public CompactReader reader() {
        return findings.detectorReader(detector);
    }
}
