package io.auditsphere.schemas;

import java.time.Instant;
import java.util.List;

/**
 * One episode that is worth a person's time: many events, one finding. Written when it opens, rises and closes, and its
 * count at most once a minute.
 *
 * @param findingId stable id of the episode
 * @param subject whom it is about
 * @param detector the detector that found it; {@code forest} for the Isolation Forest
 * @param anomalyType what kind of anomaly it is
 * @param state opened, raised or closed
 * @param severity the highest severity so far
 * @param count events that belong to it
 * @param firstSeen event time of the first
 * @param lastSeen event time of the latest
 * @param text what was found, in words
 * @param eventIds up to 20 ids of its events: the first and the latest
 * @param settingsVersion the version of the detector's settings in force when it opened
 * @param muted the rule by which it alerts nobody and nothing is done about it; null if there is none
 */
public record Finding(
        String findingId,
        Subject subject,
        String detector,
        AnomalyType anomalyType,
        FindingState state,
        Severity severity,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        String text,
        List<String> eventIds,
        String settingsVersion,
        Muted muted) {}
