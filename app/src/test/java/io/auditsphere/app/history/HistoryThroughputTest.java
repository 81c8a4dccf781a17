package io.auditsphere.app.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.HistorySlice;
import io.auditsphere.app.storage.HistoryWriter;
import io.auditsphere.app.testing.TestDatabases;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * How fast events go into the archive and come out of it. In the ordinary build a small run that catches a mistake of an
 * order of magnitude; the figures of docs/PERFORMANCE.md are of {@code -Dhistory.rows=2000000} on a quiet machine.
 */
class HistoryThroughputTest {

    private static final int ROWS = Integer.getInteger("history.rows", 60_000);

    /** A fifth of the goal of 50,000: tests share two cores with whatever else runs. */
    private static final double LEAST_ROWS_A_SECOND = 10_000;

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void writesAndReadsTensOfThousandsOfRowsASecond() throws SQLException {
        try (Database database = TestDatabases.migrated()) {
            HistoryWriter writer = new HistoryWriter(database);
            SplittableRandom random = new SplittableRandom(11);
            long writeNanos = 0;
            for (int from = 0; from < ROWS; from += 5_000) {
                List<ArchivedEvent> batch = batch(from, Math.min(ROWS, from + 5_000), random);
                long started = System.nanoTime();
                writer.write(batch);
                writeNanos += System.nanoTime() - started;
            }
            HistoryReader reader = new HistoryReader(database);
            long selectStarted = System.nanoTime();
            HistorySlice slice = reader.select("microsoft", Duration.ofDays(28), START.plus(Duration.ofDays(28)));
            long readStarted = System.nanoTime();
            long[] read = new long[1];
            reader.read(slice, (event, arrivalMs) -> read[0]++);
            double writeRate = rate(writeNanos);
            double readRate = rate(System.nanoTime() - readStarted);
            System.out.printf(
                    "history of %,d rows: written %,.0f rows/s, selected in %d ms, read %,.0f rows/s%n",
                    ROWS, writeRate, (readStarted - selectStarted) / 1_000_000, readRate);
            assertThat(read[0]).isEqualTo(ROWS);
            assertThat(writeRate).as("rows written a second").isGreaterThan(LEAST_ROWS_A_SECOND);
            assertThat(readRate).as("rows read a second").isGreaterThan(LEAST_ROWS_A_SECOND);
        }
    }

    private static double rate(long nanos) {
        return ROWS / (nanos / 1e9);
    }

    private static List<ArchivedEvent> batch(int from, int to, SplittableRandom random) {
        List<ArchivedEvent> batch = new ArrayList<>(to - from);
        LongSupplier bits = random::nextLong;
        for (int i = from; i < to; i++) {
            Instant time = START.plusMillis(i * 100L);
            AuditEvent event = AuditEvent.builder()
                    .provider("microsoft")
                    .eventId(new UUID(bits.getAsLong(), bits.getAsLong()).toString())
                    .creationTime(time)
                    .operation("FileDownloaded")
                    .operationCategory(OperationCategory.ACCESS)
                    .userId("user" + random.nextInt(10_000) + "@example.com")
                    .clientIp("203.0.113." + random.nextInt(256))
                    .userAgent("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0")
                    .resourcePath("https://example.sharepoint.com/sites/team" + random.nextInt(100))
                    .resourceName("Quarterly report " + random.nextInt(5_000) + ".docx")
                    .country("DE")
                    .city("Berlin")
                    .attribute("correlation_id", Integer.toString(i))
                    .build();
            batch.add(new ArchivedEvent(event, time.toEpochMilli() + 2_000, i % 12, i / 12, 0));
        }
        return batch;
    }
}
