package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.FindingTracker;
import io.auditsphere.model.detect.Learning;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.DetectorLearning;
import java.util.ArrayList;
import java.util.List;

/**
 * Which detectors do not judge a user by his own baseline yet, for each of his results. Nearly all users are known, and
 * nearly all events are theirs: once the detectors are found to know a user they are not asked again on the same day of
 * his as the same kind of account, which costs two comparisons and allocates nothing. An answer of theirs stays for as long
 * ({@link io.auditsphere.model.detect.Detector#learning}), so that asking again, as after a restart, says the same.
 */
final class LearningReport {

    private LearningReport() {}

    /**
     * The detectors that are learning, the forest first; empty for an established user.
     *
     * @param user his state, with the event in it
     * @param tables of the model that scores; null where there is none
     */
    static List<DetectorLearning> of(
            DetectorSet detectors,
            UserState user,
            Observation observation,
            UserFindings findings,
            OrganisationTables tables,
            long arrivalMs) {
        int circumstances = 2 * user.localDay() + (observation.service() ? 1 : 0);
        boolean learning = observation.learning();
        if (!learning && findings.isKnownTo(detectors, circumstances)) {
            return List.of();
        }
        List<DetectorLearning> asked = new ArrayList<>();
        if (learning && tables != null) {
            Learning forest = Learning.peers(user.baselineDaysLeft());
            asked.add(new DetectorLearning(FindingTracker.FOREST, forest.state(), forest.daysLeft()));
        }
        detectors.learning(
                user, observation, tables == null ? OrganisationTables.empty() : tables, findings, arrivalMs, asked);
        if (!learning && asked.isEmpty()) {
            findings.markKnownTo(detectors, circumstances);
        }
        return List.copyOf(asked);
    }
}
