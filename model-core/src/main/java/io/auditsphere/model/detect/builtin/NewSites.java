package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.Observation;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;

/**
 * Somebody who looks around: places where he never was, many on one day ({@link SeenSites}). Programs go where they are
 * sent, and guests are another detector's.
 */
final class NewSites {

    private static final long HOUR_MS = 3_600_000;

    private NewSites() {}

    /** Whether the event is on a site, and of somebody who may be a stranger there. */
    static boolean isVisit(DetectorInput input) {
        Observation observation = input.observation();
        return input.event().resourcePath() != null
                && !observation.service()
                && !observation.guest()
                && !observation.beyondHorizon();
    }

    /** Whether a visit is to where the user has been for a day and longer: it says nothing and teaches nothing. */
    static boolean isLongKnown(DetectorInput input) {
        return FrequencyMemory.hasLongKnown(
                input, Keys.ofSite(input.event().resourcePath()), hour(input.observation()));
    }

    /** What is odd about a visit, null if nothing; the site goes into the memory. */
    static Signal judge(DetectorInput input, FrequencyMemory memory, RequestFrequencyDetector.Settings settings) {
        Observation observation = input.observation();
        int hour = hour(observation);
        SeenSites sites = memory.sites();
        int seen = sites.visit(Keys.ofSite(input.event().resourcePath()), hour);
        int usual = sites.usual(hour);
        boolean known = hour - sites.since(hour) >= settings.newSitesDays() * SeenSites.DAY;
        if (sites.changed()) {
            memory.sites(sites.encode());
        }
        int limit = Math.max(settings.newSites(), 2 * usual + 1);
        if (!known
                || seen < limit
                || observation.learning()
                || Repeats.isRepeated(input, RequestFrequencyDetector.NAME)) {
            return null;
        }
        Severity severity = seen >= settings.highTimes() * limit ? Severity.HIGH : Severity.MEDIUM;
        return new Signal(
                RequestFrequencyDetector.NAME,
                AnomalyType.UNUSUAL_VOLUME,
                severity,
                1 - limit / (2.0 * seen),
                Phrase.count(seen, "site") + " within a day where this user never was before; he usually sees " + usual
                        + " new ones a day at most");
    }

    private static int hour(Observation observation) {
        return (int) Math.floorDiv(observation.timeMs(), HOUR_MS);
    }
}
