package io.auditsphere.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.config.ClientSettings;
import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.Configuration;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.local.EmbeddedPostgres;
import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.testing.Until;
import io.auditsphere.app.topology.TopicAdmin;
import io.auditsphere.schemas.AuditEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service while its database is not there. */
class DatabaseAwayTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EVENTS = 50;

    @TempDir
    Path folder;

    @Test
    void scoringStartsAndGoesOnWithoutPostgresAndTheArchiveCatchesUp() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        int port = postgres.port();
        Configuration configuration = configuration(postgres.databaseUrl("postgres"));
        postgres.close();
        ComponentSettings settings = new ComponentSettings(configuration);
        try (Admin admin = Admin.create(ClientSettings.admin(configuration))) {
            new TopicAdmin(admin, settings.topics()).create(1, (short) 1);
        }
        try (AuditService service = AuditService.start(configuration, settings.ingest(), Clock.systemUTC());
                EventSender sender = EventSender.open(
                        ClientSettings.producer(configuration),
                        settings.topics().auditEvents())) {
            send(sender, 0);
            answered(service, EVENTS);
            // A first assignment may be followed by a second one, between which it is not ready.
            Until.holds("it is ready without a database", service.stream()::ready);
            Until.holds(
                    "the archive says that it is held up",
                    PATIENCE,
                    () -> service.archiver().trouble() != null);

            postgres = EmbeddedPostgres.start(folder.resolve("postgres"), port);
            assertThat(postgres.port())
                    .as("the same port, or the test proves nothing")
                    .isEqualTo(port);
            archived(service, EVENTS);

            postgres.close();
            send(sender, EVENTS);
            answered(service, 2 * EVENTS);
            postgres = EmbeddedPostgres.start(folder.resolve("postgres"), port);
            archived(service, 2 * EVENTS);
            assertThat(service.archiver().skipped()).isZero();
            assertThat(idsIn(settings)).as("rows").hasSize(2 * EVENTS).doesNotHaveDuplicates();
        } finally {
            postgres.close();
        }
    }

    private static void answered(AuditService service, int events) {
        Until.holds(
                events + " events are scored",
                PATIENCE,
                () -> service.counters().results() == events);
    }

    private static void archived(AuditService service, int events) {
        Until.holds(
                events + " events are archived",
                PATIENCE,
                () -> service.archiver().archived() == events);
    }

    private static void send(EventSender sender, int from) {
        for (int i = from; i < from + EVENTS; i++) {
            sender.send(
                    AuditEvent.builder()
                            .eventId("e" + i)
                            .provider("box")
                            .creationTime(Instant.now())
                            .operation("DOWNLOAD")
                            .userId("user" + i % 5 + "@example.com")
                            .build(),
                    false);
        }
        sender.flush();
    }

    private static List<String> idsIn(ComponentSettings settings) throws Exception {
        List<String> ids = new ArrayList<>();
        try (Database database = Database.open(settings.database())) {
            HistoryReader reader = new HistoryReader(database);
            reader.read(
                    reader.select("box", Duration.ofDays(28), Instant.now()),
                    (event, arrivalMs) -> ids.add(event.eventId()));
        }
        return ids;
    }

    private Configuration configuration(String databaseUrl) {
        String name = TestServers.uniqueName("database-away");
        return ConfigurationLoader.load(
                Optional.empty(),
                Map.of(),
                List.of(
                        "kafka.bootstrap.servers=" + TestServers.bootstrapServers(),
                        "database.url=" + databaseUrl,
                        "database.connect.timeout=1s",
                        "application.id=" + name,
                        "topics.prefix=" + name + ".",
                        "topics.replication=1",
                        "providers=box",
                        "state.folder=" + folder.resolve("state"),
                        "stream.threads=1",
                        "http.port=0"));
    }
}
