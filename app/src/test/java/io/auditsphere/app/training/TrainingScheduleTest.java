package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.DetectorsInForce;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainingScheduleTest {

    @Test
    void runsAgainAndAgainUntilItIsStopped() throws SQLException {
        try (Database database = TestDatabases.migrated();
                ModelPublisher publisher = ModelPublisher.open(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()), "models-that-nobody-writes")) {
            TrainingJob job = new TrainingJob(
                    database,
                    publisher,
                    List.of("box"),
                    FeatureSettings.defaults(),
                    TrainingSettings.defaults(),
                    DetectorsInForce::none,
                    Clock.systemUTC(),
                    TrainingProgress.silent());
            AtomicInteger runs = new AtomicInteger();
            TrainingSchedule[] schedule = new TrainingSchedule[1];
            schedule[0] = new TrainingSchedule(job, Duration.ofMillis(1), report -> {
                assertThat(report.results().get(0).outcome()).isEqualTo(TrainingOutcome.NOT_ENOUGH_EVENTS);
                if (runs.incrementAndGet() == 3) {
                    schedule[0].stop();
                }
            });
            schedule[0].run();
            assertThat(runs).as("runs until the third asked for the end").hasValue(3);
            assertThatThrownBy(() -> new TrainingSchedule(job, Duration.ZERO, report -> {}))
                    .hasMessageContaining("--every");
        }
    }
}
