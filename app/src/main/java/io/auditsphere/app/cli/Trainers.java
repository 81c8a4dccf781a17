package io.auditsphere.app.cli;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.Keys;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.service.EndInOrder;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.training.TrainingJob;
import io.auditsphere.app.training.TrainingProgress;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import java.sql.SQLException;
import java.time.Clock;

/** Opens what training and the commands about models need. */
final class Trainers {

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

    /** A job that trains every provider of the installation. */
    static TrainingJob job(Configuration configuration, EndInOrder parts, TrainingProgress progress)
            throws SQLException {
        ComponentSettings settings = new ComponentSettings(configuration);
        Database database = database(configuration, parts);
        return new TrainingJob(
                database,
                new HistoryReader(database, () -> settings.ingest().files()),
                publisher(configuration, parts),
                configuration.get(Keys.PROVIDERS),
                settings.features(),
                settings.training(),
                BuiltInDetectors::asShipped,
                Clock.systemUTC(),
                progress);
    }
}
