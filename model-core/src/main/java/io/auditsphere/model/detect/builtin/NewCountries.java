package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.DetectorInput;
import io.auditsphere.model.detect.OriginNetwork;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;

/**
 * Countries from which a user never acted before. New to him alone, one is a business trip and worth nothing by itself;
 * new to everybody, it is worth a word; and a sensitive act there is worth more:
 *
 * <table>
 *   <caption>severity of an act from a country new to the user</caption>
 *   <tr><th>the country</th><th>any act</th><th>a sensitive one that is not his routine</th></tr>
 *   <tr><td>nobody of the organisation ever acted from there</td><td>medium</td><td>high</td></tr>
 *   <tr><td>few did</td><td>none (low by setting)</td><td>medium</td></tr>
 *   <tr><td>many do</td><td>none (low by setting)</td><td>none (low by setting)</td></tr>
 * </table>
 *
 * <p>Networks of a known kind and the organisation's own come out wherever they come out, and are not looked at. It is said once for a country: while it is new to the user, three days, and a finding of the detector is not older
 * than that, nothing is said again.
 */
final class NewCountries {

    private static final long HOUR_MS = 3_600_000;
    private static final long NEW_MS = 72 * HOUR_MS;

    private NewCountries() {}

    static Signal judge(DetectorInput input, boolean ofUserAlone) {
        Observation observation = input.observation();
        OrganisationTables organisation = input.organisation();
        if (!observation.newCountry()
                || observation.learning()
                || observation.guest()
                || organisation.usualCountries() == 0
                || !hasPlace(input)
                || isSaid(input)) {
            return null;
        }
        boolean sensitive = observation.sensitive() && !observation.routine();
        boolean usedByNobody = !organisation.wasCountryUsed(observation.countryKey());
        boolean usedByFew = !usedByNobody && !organisation.isUsualCountry(observation.countryKey());
        if (usedByNobody) {
            return signal(input, sensitive ? Severity.HIGH : Severity.MEDIUM, sensitive);
        }
        if (usedByFew && sensitive) {
            return signal(input, Severity.MEDIUM, true);
        }
        return ofUserAlone ? signal(input, Severity.LOW, sensitive) : null;
    }

    private static boolean hasPlace(DetectorInput input) {
        // Whoever comes through a carrier, a proxy or a rented machine is not where its address is.
        return OriginNetwork.kindOrNull(input.event()) == null
                && OriginNetwork.of(input.event(), input.observation(), input.organisation())
                        == OriginNetwork.ELSEWHERE;
    }

    /** Whether the detector spoke of the user while the country was new to him, in an episode that is over. */
    private static boolean isSaid(DetectorInput input) {
        long latestMs = input.latestFindingMs(LocationDetector.NAME);
        long sinceMs = input.observation().timeMs() - latestMs;
        return latestMs != Long.MIN_VALUE && sinceMs > HOUR_MS && sinceMs <= NEW_MS;
    }

    private static Signal signal(DetectorInput input, Severity severity, boolean sensitive) {
        String where = Phrase.name(input.event().country(), "an unknown country");
        String text = switch (severity) {
            case LOW -> "The first act of this user from " + where + ", where others of the organisation work";
            default ->
                (sensitive ? "A sensitive act" : "An act") + " from " + where
                        + ", which is new to this user and to the organisation";
        };
        double score = severity == Severity.LOW ? 0.4 : sensitive ? 0.75 : 0.65;
        return new Signal(LocationDetector.NAME, AnomalyType.SUSPICIOUS_LOCATION, severity, score, text);
    }
}
