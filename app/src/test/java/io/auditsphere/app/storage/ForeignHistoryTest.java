package io.auditsphere.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.ingest.OperatorFiles;
import io.auditsphere.app.places.PlaceFiles;
import io.auditsphere.app.places.Places;
import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.UserType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that another system wrote: the old service's tables, with the columns that it happens to have. */
class ForeignHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() throws SQLException {
        database = TestDatabases.migrated();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsTheOldServicesMicrosoftTableWhereThereIsNoOther() throws SQLException {
        TestDatabases.execute(
                database,
                // Times without a zone and numbers for user types, as the old service kept them.
                """
                create table public.audit_events (
                    id bigint, creation_time timestamp, operation text, user_id text, user_type int,
                    client_ip text, site_url text, source_file_name text, "odd ""name" text)""",
                """
                insert into public.audit_events values
                    (2, '2026-11-19 10:00:00', 'FileDownloaded', 'Ann@Example.com', 0, '203.0.113.7:50001',
                     'https://example.sharepoint.com/sites/hr', 'pay.xlsx', 'x'),
                    (1, '2026-11-19 09:00:00', 'FileDeleted', 'app@sharepoint', 5, null, null, null, null),
                    (3, '2026-11-19 11:00:00', null, 'nobody', 0, null, null, null, null)""");
        HistorySlice slice = reader().select("microsoft", Duration.ofDays(28), NOW);
        assertThat(slice.source().kind()).isEqualTo(HistorySource.Kind.LEGACY);
        assertThat(slice.events()).isEqualTo(3);
        assertThat(slice.activePeople())
                .as("Ann and nobody; the application is none")
                .isEqualTo(2);

        List<AuditEvent> events = new ArrayList<>();
        HistoryCounts counts = reader().read(slice, (event, arrivalMs) -> {
            assertThat(arrivalMs).isEqualTo(event.creationTimeMs());
            events.add(event);
        });
        assertThat(counts.rejected()).as("the row without an operation").isEqualTo(1);
        assertThat(counts.examples()).singleElement().asString().contains("operation");
        assertThat(events).extracting(AuditEvent::eventId).containsExactly("1", "2");
        AuditEvent download = events.get(1);
        assertThat(download.provider()).isEqualTo("microsoft");
        assertThat(download.creationTime()).isEqualTo(Instant.parse("2026-11-19T10:00:00Z"));
        assertThat(download.userId()).isEqualTo("ann@example.com");
        assertThat(download.clientIp()).isEqualTo("203.0.113.7");
        assertThat(download.resourcePath()).isEqualTo("https://example.sharepoint.com/sites/hr");
        assertThat(download.resourceName()).isEqualTo("pay.xlsx");
        assertThat(download.operationCategory()).isEqualTo(OperationCategory.ACCESS);
        assertThat(events.get(0).userType()).isEqualTo(UserType.SERVICE);
    }

    @Test
    void prefersActivitiesToTheOldServicesTableAndTheOneThatHoldsMore() throws SQLException {
        TestDatabases.execute(
                database,
                "create table public.audit_events (creation_time timestamptz, operation text, user_id text)",
                "insert into public.audit_events select '2026-11-19', 'x', 'u' from generate_series(1, 9)",
                """
                create table public.audit_activities (
                    provider text, event_id text, creation_time timestamptz, operation text, user_id text,
                    ingested_at timestamptz)""",
                """
                insert into public.audit_activities
                select 'microsoft', 'm' || n, timestamptz '2026-11-19' + n * interval '1 min', 'x', 'u',
                       timestamptz '2026-11-19 12:00Z' - n * interval '1 min'
                from generate_series(1, 3) n""");
        HistorySlice theirs = reader().select("microsoft", Duration.ofDays(28), NOW);
        assertThat(theirs.source().kind()).isEqualTo(HistorySource.Kind.FOREIGN);
        List<String> ids = new ArrayList<>();
        reader().read(theirs, (event, arrivalMs) -> ids.add(event.eventId()));
        assertThat(ids).as("by arrival, not by event time").containsExactly("m3", "m2", "m1");

        List<ArchivedEvent> own = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            AuditEvent event = AuditEvent.builder()
                    .provider("microsoft")
                    .eventId("own" + i)
                    .creationTime(NOW.minusSeconds(i))
                    .operation("o")
                    .userId("u")
                    .build();
            own.add(ArchivedEvent.arrived(event, event.creationTimeMs()));
        }
        new HistoryWriter(database).write(own);
        assertThat(reader().select("microsoft", Duration.ofDays(28), NOW)
                        .source()
                        .kind())
                .as("as many in the program's own table")
                .isEqualTo(HistorySource.Kind.OWN);
        assertThat(reader().select("google", Duration.ofDays(28), NOW).isEmpty())
                .as("audit_events is Microsoft's alone")
                .isTrue();
    }

    @Test
    void knowsThePlacesAndTheCategoriesThatTheStreamKnows() throws Exception {
        TestDatabases.execute(
                database,
                "create table public.audit_events (creation_time timestamp, operation text, user_id text, client_ip text)",
                "insert into public.audit_events values ('2026-11-19 10:00:00', 'Acme', 'ann@example.com', '198.51.100.7')");
        Path lines = Files.writeString(folder.resolve("own.tsv"), "microsoft\tAcme\tsharing\tyes\n");
        OperatorFiles files =
                OperatorFiles.read(List.of(), List.of(lines), List.of("microsoft"), Places.open(PlaceFiles.all()));
        HistoryReader reader = new HistoryReader(database, () -> files);
        List<AuditEvent> events = new ArrayList<>();
        reader.read(reader.select("microsoft", Duration.ofDays(28), NOW), (event, arrivalMs) -> events.add(event));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.city()).isEqualTo("Vienna");
            assertThat(event.operationCategory()).isEqualTo(OperationCategory.SHARING);
            assertThat(event.sensitive()).isTrue();
        });
    }

    @Test
    void leavesOutATableThatHasNoTimesAndSurvivesAnEmptyDatabase() throws SQLException {
        assertThat(reader().select("microsoft", Duration.ofDays(28), NOW).isEmpty())
                .isTrue();
        TestDatabases.execute(database, "create table public.audit_events (user_id text, operation text)");
        assertThat(reader().select("microsoft", Duration.ofDays(28), NOW).isEmpty())
                .isTrue();
    }

    private HistoryReader reader() {
        return new HistoryReader(database);
    }
}
