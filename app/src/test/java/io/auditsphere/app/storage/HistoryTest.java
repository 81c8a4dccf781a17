package io.auditsphere.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static Database database;

    @BeforeAll
    static void open() throws SQLException {
        database = TestDatabases.migrated();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void givesBackEveryFieldAsItWasWritten() throws SQLException {
        AuditEvent full = AuditEvent.builder()
                .provider("full")
                .eventId("e1")
                .creationTime(Instant.parse("2026-11-19T08:09:10.123456Z"))
                .operation("FileDownloaded")
                .operationCategory(OperationCategory.ACCESS)
                .userId("ann@example.com")
                .userType(UserType.GUEST)
                .clientIp("2001:db8::1")
                .userAgent("it's \"quoted\"; drop table audit_activities; --")
                .resourcePath("https://example.com/a\tb\\c\n\\.")
                .resourceName("Grüße 🎉.docx")
                .outcome(Outcome.FAILURE)
                .failureKind(FailureKind.MFA)
                .target("bob@other.example")
                .country("DE")
                .city("Köln")
                .latitude(50.9375)
                .longitude(-0.0)
                .sensitive(true)
                .attribute("correlation \"id\"", "\\u0000 is text, 🎉")
                .build();
        AuditEvent sparse = AuditEvent.builder()
                .provider("full")
                .eventId("e2")
                .creationTime(Instant.parse("2026-11-19T08:09:11Z"))
                .operation("x")
                .userId("u")
                .build();
        HistoryWriter writer = new HistoryWriter(database);
        assertThat(writer.write(List.of(
                        new ArchivedEvent(full, 1_700_000_000_123L, 3, 5_000_000_000L, 7),
                        ArchivedEvent.arrived(sparse, 1_700_000_000_124L))))
                .isEqualTo(2);

        List<AuditEvent> read = new ArrayList<>();
        List<Long> arrivals = new ArrayList<>();
        HistoryCounts counts = reader().read(slice("full"), (event, arrivalMs) -> {
            read.add(event);
            arrivals.add(arrivalMs);
        });
        assertThat(counts.events()).isEqualTo(2);
        assertThat(read).containsExactly(full, sparse);
        assertThat(arrivals).containsExactly(1_700_000_000_123L, 1_700_000_000_124L);
    }

    @Test
    void countsARedeliveredEventOnceAndLeavesTheFirstAsItIs() throws SQLException {
        HistoryWriter writer = new HistoryWriter(database);
        ArchivedEvent first = new ArchivedEvent(event("twice", "e1", 0), 100, 0, 1, 0);
        ArchivedEvent again = new ArchivedEvent(event("twice", "e1", 0), 900, 0, 9, 0);
        ArchivedEvent other = new ArchivedEvent(event("twice", "e2", 1), 950, 0, 10, 0);
        assertThat(writer.write(List.of(first, again))).as("new rows").isEqualTo(1);
        assertThat(writer.write(List.of(again, other))).as("new rows").isEqualTo(1);
        List<Long> arrivals = new ArrayList<>();
        reader().read(slice("twice"), (event, arrivalMs) -> arrivals.add(arrivalMs));
        assertThat(arrivals).containsExactly(100L, 950L);
    }

    /** Forty batches: straight, then eight, sixteen … by the temporary table, with redeliveries before, in and behind them. */
    @Test
    void losesAndDoublesNothingWhicheverWayABatchIsWritten() throws SQLException {
        HistoryWriter writer = new HistoryWriter(database);
        Set<String> ids = new HashSet<>();
        int next = 0;
        for (int batch = 0; batch < 40; batch++) {
            List<ArchivedEvent> events = new ArrayList<>();
            int before = ids.size();
            for (int i = 0; i < 5; i++) {
                // The second, the twelfth and from the thirtieth on each batch bring one of long ago, in their middle.
                boolean again = i == 2 && (batch == 1 || batch == 11 || batch >= 30);
                String id = "e" + (again ? batch / 2 : next++);
                ids.add(id);
                events.add(new ArchivedEvent(event("ways", id, 0), again ? 999_999 : next, 0, next, 0));
            }
            if (batch % 7 == 3) {
                events.add(new ArchivedEvent(event("ways", "e" + (next - 1), 0), 999_999, 0, next, 1));
            }
            assertThat(writer.write(events)).as("new rows of batch %d", batch).isEqualTo(ids.size() - before);
            if (batch == 20 || batch == 39) {
                assertThat(writer.write(events)).as("batch %d again", batch).isZero();
            }
        }
        List<String> read = new ArrayList<>();
        reader().read(slice("ways"), (event, arrivalMs) -> {
            read.add(event.eventId());
            assertThat(arrivalMs)
                    .as("the first delivery of %s stays", event.eventId())
                    .isLessThan(999_999);
        });
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Two instances archive at the same time, and a redelivery went to the other one's partition. */
    @Test
    void twoWritersOfTheSameEventsLeaveEachOnce() throws Exception {
        List<ArchivedEvent> events = IntStream.range(0, 2_000)
                .mapToObj(i -> ArchivedEvent.arrived(event("both", "e" + i, i), i))
                .toList();
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> {
            try {
                return new HistoryWriter(database).write(events);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
        int own = new HistoryWriter(database).write(events);
        assertThat(own + other.get(2, TimeUnit.MINUTES)).isEqualTo(events.size());
        List<String> read = new ArrayList<>();
        reader().read(slice("both"), (event, arrivalMs) -> read.add(event.eventId()));
        assertThat(read).hasSize(events.size()).doesNotHaveDuplicates();
    }

    @Test
    void whatPostgresRefusesForAnotherReasonIsSaid() throws SQLException {
        try (Database empty = TestDatabases.empty()) {
            HistoryWriter writer = new HistoryWriter(empty);
            assertThatThrownBy(() -> writer.write(List.of(ArchivedEvent.arrived(event("refused", "e1", 0), 0))))
                    .as("there is no schema, let alone a table")
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("3F000"));
        }
    }

    @Test
    void ordersByArrivalThenPartitionOffsetAndIndex() throws SQLException {
        new HistoryWriter(database)
                .write(List.of(
                        new ArchivedEvent(event("ordered", "e5", 0), 200, 1, 4, 0),
                        new ArchivedEvent(event("ordered", "e4", 10), 100, 1, 3, 1),
                        new ArchivedEvent(event("ordered", "e3", 20), 100, 1, 3, 0),
                        new ArchivedEvent(event("ordered", "e2", 30), 100, 1, 2, 5),
                        new ArchivedEvent(event("ordered", "e1", 40), 100, 0, 9, 0)));
        List<String> ids = new ArrayList<>();
        reader().read(slice("ordered"), (event, arrivalMs) -> ids.add(event.eventId()));
        assertThat(ids).containsExactly("e1", "e2", "e3", "e4", "e5");
    }

    @Test
    void storesWhatPostgresCannotHoldInTheNearestFormThatItCan() throws SQLException {
        AuditEvent hostile = AuditEvent.builder()
                .provider("hostile")
                .eventId("x".repeat(1_000_000))
                .creationTime(Instant.parse("2026-11-19T00:00:00Z"))
                .operation("nul\0nul")
                .userId("lone \uD800 surrogate")
                .resourceName("y".repeat(1_000_000))
                .attribute("na\0me", "lone \uDC00 and \0")
                .build();
        AuditEvent ancient = AuditEvent.builder()
                .provider("hostile")
                .eventId("ancient")
                .creationTime(Instant.MIN)
                .operation("o")
                .userId("u")
                .build();
        HistoryWriter writer = new HistoryWriter(database);
        List<ArchivedEvent> batch = List.of(ArchivedEvent.arrived(hostile, 0), ArchivedEvent.arrived(ancient, 0));
        assertThat(writer.write(batch)).isEqualTo(2);
        assertThat(writer.write(batch)).as("the same again is known").isZero();
        List<AuditEvent> read = new ArrayList<>();
        reader().read(slice("hostile"), (event, arrivalMs) -> read.add(event));
        assertThat(read).hasSize(1);
        assertThat(read.get(0).eventId()).startsWith("sha256:").hasSize(71);
        assertThat(read.get(0).operation()).isEqualTo("nul\uFFFDnul");
        assertThat(read.get(0).resourceName()).hasSize(1_000_000);
        assertThat(read.get(0).attributes()).containsOnlyKeys("na\uFFFDme");
    }

    @Test
    void selectsTheWindowBehindTheNewestEventAndCountsItsPeople() throws SQLException {
        List<ArchivedEvent> batch = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            AuditEvent event = AuditEvent.builder()
                    .provider("window")
                    .eventId("e" + day)
                    .creationTime(NOW.minus(Duration.ofDays(day)))
                    .operation("o")
                    .userId("u" + day % 3)
                    .userType(day % 3 == 0 ? UserType.SERVICE : UserType.USER)
                    .build();
            batch.add(ArchivedEvent.arrived(event, event.creationTimeMs()));
        }
        AuditEvent brokenClock = AuditEvent.builder()
                .provider("window")
                .eventId("future")
                .creationTime(NOW.plus(Duration.ofDays(900)))
                .operation("o")
                .userId("u9")
                .build();
        batch.add(ArchivedEvent.arrived(brokenClock, 0));
        new HistoryWriter(database).write(batch);
        HistorySlice slice = reader().select("window", Duration.ofDays(28), NOW);
        assertThat(slice.to()).isEqualTo(NOW);
        assertThat(slice.from()).isEqualTo(NOW.minus(Duration.ofDays(28)));
        assertThat(slice.events()).as("days 0 to 28").isEqualTo(29);
        assertThat(slice.activePeople()).as("u1 and u2; u0 is a service").isEqualTo(2);
    }

    @Test
    void findsNothingOfAProviderWithoutHistory() throws SQLException {
        assertThat(reader().select("nobody", Duration.ofDays(28), NOW).isEmpty())
                .isTrue();
    }

    private static HistoryReader reader() {
        return new HistoryReader(database);
    }

    private static HistorySlice slice(String provider) throws SQLException {
        return reader().select(provider, Duration.ofDays(28), NOW);
    }

    private static AuditEvent event(String provider, String id, int secondsBack) {
        return AuditEvent.builder()
                .provider(provider)
                .eventId(id)
                .creationTime(NOW.minusSeconds(secondsBack))
                .operation("o")
                .userId("u")
                .build();
    }
}
