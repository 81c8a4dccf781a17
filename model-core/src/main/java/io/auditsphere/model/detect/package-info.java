/**
 * Detectors, their signals, and the findings that signals become. {@link io.auditsphere.model.detect.EpisodeRule} is
 * the one place that decides what is a new alert; live scoring goes through
 * {@link io.auditsphere.model.detect.FindingTracker}, the replay behind the alert budget through
 * {@link io.auditsphere.model.detect.EpisodeReplay}.
 */
package io.auditsphere.model.detect;
