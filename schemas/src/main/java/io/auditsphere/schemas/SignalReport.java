package io.auditsphere.schemas;

/**
 * A detector that fired on an event, as a result reports it.
 *
 * @param detector the detector's name
 * @param anomalyType what kind of anomaly it reports
 * @param severity how bad it is
 * @param score how sure the detector is, 0..1
 * @param text a sentence with actual and typical values
 * @param findingId the finding that the signal opened or joined
 * @param settingsVersion the version of the detector's settings in force
 * @param muted the rule by which the finding alerts nobody; null if there is none
 */
public record SignalReport(
        String detector,
        AnomalyType anomalyType,
        Severity severity,
        double score,
        String text,
        String findingId,
        String settingsVersion,
        Muted muted) {}
