package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.DetectorSet;
import java.util.List;

/**
 * The detectors that come with the program, in the order in which they are asked: those whose findings make another's
 * signal worse come first.
 */
public final class BuiltInDetectors {

    /**
     * The settings of each.
     *
     * @param location see {@link LocationDetector}
     * @param authenticationFailure see {@link AuthenticationFailureDetector}
     * @param sensitiveChange see {@link SensitiveChangeDetector}
     * @param bulk see {@link BulkDetector}
     * @param externalAccess see {@link ExternalAccessDetector}
     * @param accessTime see {@link AccessTimeDetector}
     * @param requestFrequency see {@link RequestFrequencyDetector}
     */
    public record Settings(
            LocationDetector.Settings location,
            AuthenticationFailureDetector.Settings authenticationFailure,
            SensitiveChangeDetector.Settings sensitiveChange,
            BulkDetector.Settings bulk,
            ExternalAccessDetector.Settings externalAccess,
            AccessTimeDetector.Settings accessTime,
            RequestFrequencyDetector.Settings requestFrequency) {

        /** As shipped. */
        public static Settings defaults() {
            return new Settings(
                    LocationDetector.Settings.defaults(),
                    AuthenticationFailureDetector.Settings.defaults(),
                    SensitiveChangeDetector.Settings.defaults(),
                    BulkDetector.Settings.defaults(),
                    ExternalAccessDetector.Settings.defaults(),
                    AccessTimeDetector.Settings.defaults(),
                    RequestFrequencyDetector.Settings.defaults());
        }
    }

    private BuiltInDetectors() {}

    /** All of them. They hold no state, so that one list serves any number of sets. */
    public static List<Detector> all(Settings settings) {
        return List.of(
                new LocationDetector(settings.location()),
                new AuthenticationFailureDetector(settings.authenticationFailure()),
                new SensitiveChangeDetector(settings.sensitiveChange()),
                new BulkDetector(settings.bulk()),
                new ExternalAccessDetector(settings.externalAccess()),
                new AccessTimeDetector(settings.accessTime()),
                new RequestFrequencyDetector(settings.requestFrequency()));
    }

    /** All of them as shipped, for the composition root. */
    public static DetectorSet asShipped() {
        return DetectorSet.of(all(Settings.defaults()));
    }
}
