package io.auditsphere.app.local.bench;

import io.auditsphere.app.history.ArchiverSettings;
import io.auditsphere.app.history.HistoryArchiver;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryReader;
import io.auditsphere.app.storage.HistorySlice;
import io.auditsphere.app.topology.Topics;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * How fast history is archived, from the topic into Postgres, and read for training; beside each what Postgres itself
 * does with the same rows by a plain {@code COPY}. For one thread.
 */
final class HistoryBench {

    private static final String PREFIX = "history.";
    private static final int USERS = 10_000;
    /** The bench's events are of these, as most organisations': seven in ten of the first. */
    private static final String[] PROVIDERS = {"microsoft", "google", "box", "dropbox"};

    private final BenchCluster cluster;
    private final Database database;
    private final Path file;
    private final long rows;

    /**
     * @param database empty
     * @param file where rows are put between the two plain copies
     * @param rows events archived and read
     */
    HistoryBench(BenchCluster cluster, Database database, Path file, long rows) {
        this.cluster = cluster;
        this.database = database;
        this.file = file;
        this.rows = rows;
    }

    /** Work that is measured. */
    private interface Work {
        void run() throws IOException, SQLException;
    }

    /** Runs, and gives the table in Markdown. */
    String run() throws IOException {
        cluster.prepare(
                PREFIX,
                new BenchEvents(USERS, rows, Instant.now().minus(BenchEvents.SPAN), BenchCluster.SEED + USERS),
                rows);
        try {
            database.migrate();
            String table = "| what | rows/s | CPU-s a million rows: program | Postgres |\n|---|--:|--:|--:|\n"
                    + measured("archived: read from Kafka, decoded, written", this::archive)
                    + measured("read for training, in order of arrival", this::read)
                    + measured("plain COPY of the same rows to a file, in that order", this::copyOut)
                    + measured("plain COPY of that file into a table with the same indexes", this::copyIn);
            Files.deleteIfExists(file);
            return table;
        } catch (SQLException e) {
            throw new IOException("the benchmark's Postgres refused a statement", e);
        }
    }

    private String measured(String what, Work work) throws IOException, SQLException {
        double program = ownCpuSeconds();
        double postgres = postgresCpuSeconds();
        long began = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - began) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f |%n",
                what,
                rows / seconds,
                (ownCpuSeconds() - program) * 1e6 / rows,
                (postgresCpuSeconds() - postgres) * 1e6 / rows);
        System.err.print(line);
        return line;
    }

    private void archive() {
        ArchiverSettings settings =
                ArchiverSettings.of(new Topics(PREFIX).auditEvents(), PREFIX + "archiver", IngestSettings.defaults());
        try (HistoryArchiver archiver = HistoryArchiver.open(
                Map.of("bootstrap.servers", cluster.bootstrapServers()), database, settings, Clock.systemUTC())) {
            archiver.start();
            while (archiver.archived() + archiver.alreadyKnown() < rows) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private void read() throws SQLException {
        HistoryReader reader = new HistoryReader(database);
        long[] read = new long[1];
        for (String provider : PROVIDERS) {
            HistorySlice slice = reader.select(
                    provider,
                    BenchEvents.SPAN.multipliedBy(2),
                    Clock.systemUTC().instant());
            reader.read(slice, (event, arrivalMs) -> read[0]++);
        }
        if (read[0] != rows) {
            throw new IllegalStateException("read " + read[0] + " of " + rows + " rows");
        }
    }

    private void copyOut() throws IOException, SQLException {
        try (Connection connection = database.connection();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select * from " + archive(database)
                                    + " order by provider, ingested_at, kafka_partition, kafka_offset, record_index) to"
                                    + " stdout (format binary)",
                            out);
        }
    }

    private void copyIn() throws IOException, SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            statement.execute("create table copied (like " + archive(database) + " including all)");
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy copied from stdin (format binary)", in);
        }
    }

    private static String archive(Database database) {
        return '"' + database.schema() + "\".audit_activities";
    }

    private static double ownCpuSeconds() {
        return seconds(ProcessHandle.current());
    }

    private double postgresCpuSeconds() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).stream()
                    .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                    .mapToDouble(HistoryBench::seconds)
                    .sum();
        }
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
}
