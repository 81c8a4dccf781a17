package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.InputKeys;
import io.auditsphere.app.detectors.DetectorSettingsFollower;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.model.scoring.LiveDetectors;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what training and the commands about models need. */
final class Trainers {

    private static final Logger LOG = LoggerFactory.getLogger(Trainers.class);
    private static final Duration SETTINGS_WITHIN = Duration.ofSeconds(15);

    private Trainers() {}

    /** The database, its schema brought up to date. */
    static Database database(Configuration configuration, EndInOrder parts) throws SQLException {
        Database database = parts.add(Database.open(new ComponentSettings(configuration).database()));
        database.migrate();
        return database;
    }

    /** Where models are published. */
    static ModelPublisher publisher(Configuration configuration, EndInOrder parts) {
        return parts.add(ModelPublisher.open(
                ClientSettings.shared(configuration),
                new ComponentSettings(configuration).topics().models()));
    }

    /**
     * The detectors by the settings in force, which are followed for as long as the trainer runs: those of the stream. A
     * topic that cannot be read keeps nobody from training; what is then asked is what was shipped, and the log says so.
     */
    private static LiveDetectors detectors(ComponentSettings settings, Configuration configuration, EndInOrder parts) {
        LiveDetectors detectors = settings.detectors();
        DetectorSettingsFollower follower = parts.add(DetectorSettingsFollower.open(
                ClientSettings.shared(configuration), settings.topics().detectorSettings(), detectors));
        try {
            follower.start(SETTINGS_WITHIN);
        } catch (KafkaException e) {
            LOG.warn("Detectors are asked as shipped, and nothing is muted: {}", e.getMessage());
        }
        return detectors;
    }

    /** A job that trains every provider of the installation. */
    static TrainingJob job(Configuration configuration, EndInOrder parts, TrainingProgress progress)
            throws SQLException {
        ComponentSettings settings = new ComponentSettings(configuration);
        Database database = database(configuration, parts);
        LiveDetectors detectors = detectors(settings, configuration, parts);
        return new TrainingJob(
                database,
                new HistoryReader(database, () -> settings.ingest().files()),
                publisher(configuration, parts),
                configuration.get(InputKeys.PROVIDERS),
                settings.features(),
                settings.training(),
                detectors::inForce,
                Clock.systemUTC(),
                progress);
    }
}
