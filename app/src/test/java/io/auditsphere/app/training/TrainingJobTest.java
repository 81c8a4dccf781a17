package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.models.ModelFollower;
import io.auditsphere.app.models.ModelPublisher;
import io.auditsphere.app.models.ModelRegistry;
import io.auditsphere.app.models.ModelRegistryException;
import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryWriter;
import io.auditsphere.app.storage.ModelRow;
import io.auditsphere.app.storage.ModelTable;
import io.auditsphere.app.storage.TrainerLock;
import io.auditsphere.app.storage.TrainingRuns;
import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.app.testing.TestTopics;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.Topic;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.DetectorsInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From rows in Postgres to a live model in a follower, over a real broker and a real database. */
class TrainingJobTest {

    private static final List<String> PROVIDERS = List.of("microsoft", "google", "box");

    private Database database;
    private String topic;
    private ModelPublisher publisher;
    private ModelFollower follower;
    private ModelRegistry registry;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabases.migrated();
        topic = TestTopics.create("models", 1, Topic.MODELS.configuration());
        publisher = ModelPublisher.open(clients(), topic);
        follower = ModelFollower.open(clients(), topic);
        registry = new ModelRegistry(new ModelTable(database));
    }

    @AfterEach
    void close() {
        follower.close();
        publisher.close();
        database.close();
    }

    @Test
    void trainsWhatHasEnoughHistoryAndSaysWhatHasNot()
            throws SQLException, TrainerBusyException, ModelRegistryException {
        archive("microsoft", 30, Duration.ofDays(10));
        archive("google", 10, Duration.ofDays(10));
        follower.start(Duration.ofMinutes(1));
        assertThat(follower.modelOf("microsoft")).isNull();

        List<String> told = new CopyOnWriteArrayList<>();
        TrainingReport report = job((provider, phase, done, total) -> told.add(provider + " " + phase))
                .run();

        assertThat(report.results())
                .extracting(ProviderResult::provider, ProviderResult::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("microsoft", TrainingOutcome.TRAINED),
                        org.assertj.core.groups.Tuple.tuple("google", TrainingOutcome.TRAINED),
                        org.assertj.core.groups.Tuple.tuple("box", TrainingOutcome.NOT_ENOUGH_EVENTS));
        assertThat(report.allTrained()).isFalse();
        assertThat(report.anyFailed()).isFalse();
        assertThat(report.results().get(2).message())
                .contains("at least 100 events")
                .contains("found 0")
                .contains("train.min.events");
        assertThat(told).contains("microsoft FIT", "microsoft DONE", "box DONE");
        double budget = report.results().get(0).metrics().budgetPerDay()
                + report.results().get(1).metrics().budgetPerDay();
        assertThat(budget)
                .as("the providers' parts of the whole installation's budget")
                .isEqualTo(TrainingSettings.defaults().openingsPerDay());
        assertThat(report.results().get(0).metrics().budgetPerDay())
                .as("of the provider with three times the people")
                .isGreaterThan(TrainingSettings.defaults().openingsPerDay() / 2);

        Until.holds("both models are live", () -> follower.models().size() == 2);
        UUID version = report.results().get(0).version();
        assertThat(follower.modelOf("microsoft").snapshot().version()).isEqualTo(version);
        assertThat(registry.show(version).active()).isTrue();
        assertThat(registry.show(version).metrics()).contains("\"openings_per_day\"");
        assertThat(new TrainingRuns(database).newest(3))
                .extracting(TrainingRuns.Run::outcome)
                .containsExactly("not_enough_events", "trained", "trained");
    }

    @Test
    void swapsRollsBackExportsAndWithdrawsWhileSomebodyFollows(@TempDir Path folder)
            throws SQLException, TrainerBusyException, ModelRegistryException, IOException {
        archive("microsoft", 30, Duration.ofDays(10));
        UUID first = trained();
        follower.start(Duration.ofMinutes(1));
        assertThat(live()).as("read to the end before the start returns").isEqualTo(first);

        UUID second = trained();
        Until.holds("the retrained model takes over with no restart", () -> second.equals(live()));
        assertThat(registry.list("microsoft")).extracting(ModelRow::version).containsExactly(second, first);
        assertThat(registry.list("microsoft")).extracting(ModelRow::active).containsExactly(true, false);

        assertThat(registry.rollback("microsoft", publisher).version()).isEqualTo(first);
        Until.holds("the earlier model is back", () -> first.equals(live()));
        assertThatThrownBy(() -> registry.rollback("microsoft", publisher))
                .isInstanceOf(ModelRegistryException.class)
                .hasMessageContaining("oldest");

        Path file = folder.resolve("model.bin");
        registry.exportTo(second, file);
        assertThat(ModelRegistry.read(file).version()).isEqualTo(second);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("no half-written file is left").containsExactly(file);
        }
        try (Database elsewhere = TestDatabases.migrated()) {
            ModelRegistry other = new ModelRegistry(new ModelTable(elsewhere));
            assertThat(other.importFrom(file).version()).isEqualTo(second);
            assertThat(other.importFrom(file).active())
                    .as("an import is not in force")
                    .isFalse();
        }
        Files.writeString(file, "no model");
        assertThatThrownBy(() -> registry.importFrom(file)).isInstanceOf(ModelRegistryException.class);

        registry.activate(second, publisher);
        Until.holds("the activated model is live", () -> second.equals(live()));
        registry.withdraw("microsoft", publisher);
        Until.holds("the withdrawn model is gone", () -> follower.modelOf("microsoft") == null);
        assertThat(registry.active("microsoft")).isEmpty();
    }

    @Test
    void letsNoSecondTrainerIn() throws SQLException {
        try (TrainerLock other = TrainerLock.tryAcquire(database).orElseThrow()) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> job(TrainingProgress.silent()).run())
                    .isInstanceOf(TrainerBusyException.class)
                    .hasMessageContaining(
                            "auditsphere pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void trainsAtTheStartWhatIsMissingAndLaterWhatGetsEvents() throws SQLException {
        archive("microsoft", 20, Duration.ofDays(5));
        follower.start(Duration.ofMinutes(1));
        try (AutoTrainer trainer = new AutoTrainer(
                database,
                job(TrainingProgress.silent()),
                follower,
                publisher,
                PROVIDERS,
                true,
                Duration.ofMillis(50),
                Clock.systemUTC())) {
            trainer.start();
            Until.holds("what was missing at the start is trained", () -> follower.modelOf("microsoft") != null);
            assertThat(follower.modelOf("google")).isNull();
            archive("google", 10, Duration.ofDays(5), Instant.now());
            Until.holds("a provider that got events is trained", () -> follower.modelOf("google") != null);
        }
    }

    @Test
    void publishesAgainWhatTheModelsTopicHasLost() throws SQLException, TrainerBusyException {
        archive("microsoft", 20, Duration.ofDays(5));
        UUID version = trained();
        String emptyTopic = TestTopics.create("models", 1, Topic.MODELS.configuration());
        try (ModelPublisher newPublisher = ModelPublisher.open(clients(), emptyTopic);
                ModelFollower newFollower = ModelFollower.open(clients(), emptyTopic);
                AutoTrainer trainer = new AutoTrainer(
                        database,
                        job(TrainingProgress.silent()),
                        newFollower,
                        newPublisher,
                        PROVIDERS,
                        true,
                        Duration.ofMillis(50),
                        Clock.systemUTC())) {
            newFollower.start(Duration.ofMinutes(1));
            trainer.start();
            Until.holds("the model of the registry is live", () -> newFollower.modelOf("microsoft") != null);
            assertThat(newFollower.modelOf("microsoft").snapshot().version()).isEqualTo(version);
        }
    }

    private UUID live() {
        return follower.modelOf("microsoft").snapshot().version();
    }

    private UUID trained() throws SQLException, TrainerBusyException {
        ProviderResult result = job(TrainingProgress.silent())
                .run(List.of("microsoft"))
                .results()
                .get(0);
        assertThat(result.outcome()).as(result.message()).isEqualTo(TrainingOutcome.TRAINED);
        return result.version();
    }

    private TrainingJob job(TrainingProgress progress) {
        return new TrainingJob(
                database,
                publisher,
                PROVIDERS,
                FeatureSettings.defaults(),
                TrainingSettings.defaults(),
                DetectorsInForce::none,
                Clock.systemUTC(),
                progress);
    }

    private void archive(String provider, int users, Duration span) throws SQLException {
        archive(provider, users, span, null);
    }

    private void archive(String provider, int users, Duration span, Instant arrival) throws SQLException {
        List<ArchivedEvent> events = GeneratedHistory.of(new GeneratorSettings(3, users, List.of(provider)), span);
        if (arrival != null) {
            events = events.stream()
                    .map(event -> ArchivedEvent.arrived(event.event(), arrival.toEpochMilli()))
                    .toList();
        }
        new HistoryWriter(database).write(events);
    }

    private static Map<String, Object> clients() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
