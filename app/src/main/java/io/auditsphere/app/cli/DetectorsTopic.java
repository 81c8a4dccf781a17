package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.detectors.DetectorSettingsFollower;
import io.auditsphere.app.detectors.DetectorSettingsPublisher;
import io.auditsphere.model.scoring.LiveDetectors;
import java.time.Duration;

/** The topic {@code detector-settings}, as commands that end read and write it. */
final class DetectorsTopic {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private DetectorsTopic() {}

    /**
     * The detectors, those of jars included, by the settings and with the suppression rules that are in force.
     *
     * @throws org.apache.kafka.common.KafkaException if the topic cannot be read; the message says what to do
     */
    static LiveDetectors inForce(Configuration configuration) {
        ComponentSettings components = new ComponentSettings(configuration);
        LiveDetectors detectors = components.detectors();
        try (DetectorSettingsFollower follower = DetectorSettingsFollower.open(
                ClientSettings.shared(configuration), components.topics().detectorSettings(), detectors)) {
            follower.readToEnd(READ_TIMEOUT);
        }
        return detectors;
    }

    /** Writes to it. */
    static DetectorSettingsPublisher publisher(Configuration configuration) {
        return DetectorSettingsPublisher.open(
                ClientSettings.producer(configuration),
                new ComponentSettings(configuration).topics().detectorSettings());
    }
}
