package io.auditsphere.model.scoring;

import io.auditsphere.model.detect.DetectorSet;
import io.auditsphere.model.detect.source.SourceDetectors;
import io.auditsphere.model.suppression.Suppressions;

/**
 * All that judges beside the forest, and what is muted of it. Immutable but for the count of failures.
 *
 * @param users asked about every event
 * @param sources asked about sign-ins, by where they come from
 * @param suppressions the rules that mute findings, the forest's among them
 */
public record DetectorsInForce(DetectorSet users, SourceDetectors sources, Suppressions suppressions) {

    /** The forest judges alone. */
    public static DetectorsInForce none() {
        return of(DetectorSet.none());
    }

    /** These detectors, and neither sources nor rules. */
    public static DetectorsInForce of(DetectorSet users) {
        return new DetectorsInForce(users, SourceDetectors.none(), Suppressions.none());
    }
}
