package io.auditsphere.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @Test
    void stopsAServerThatAnEarlierRunLeftAndKeepsItsData(@TempDir Path folder) throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndDie.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
        long orphan = pidIn(folder);
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive))
                .as("the orphan")
                .isPresent();

        try (EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive))
                    .as("the server that the first run left")
                    .isEmpty();
            assertThat(pidIn(folder)).isNotEqualTo(orphan);
            assertThat(query(second, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(query(second, "SHOW fsync")).isEqualTo("on");
            assertThat(query(second, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        }
        assertThat(folder.resolve("data/postmaster.pid"))
                .as("left behind by a clean stop")
                .doesNotExist();
    }

    @Test
    void startsOverWhereTheFirstStartWasKilledHalfWay(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/postgresql.conf"), "# written before the kill");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void doesNotTouchAForeignProcessWhoseIdAStaleFileNames(@TempDir Path folder) throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Path pidFile = Files.createDirectories(folder.resolve("data")).resolve("postmaster.pid");
            Files.writeString(pidFile, foreign.pid() + "\n");

            OrphanedPostgres.stop(folder.resolve("data"));

            assertThat(foreign.isAlive()).as("a process that is no Postgres").isTrue();
            assertThat(pidFile).doesNotExist();
        } finally {
            foreign.destroyForcibly();
            foreign.waitFor(5, TimeUnit.SECONDS);
        }
    }

    /** A process that starts a server, writes to it, and ends as if killed: without any clean-up. */
    static final class StartAndDie {
        public static void main(String[] folder) throws Exception {
            execute(EmbeddedPostgres.start(Path.of(folder[0])), "CREATE TABLE kept AS SELECT 42 AS answer");
            Runtime.getRuntime().halt(137);
        }
    }

    private static long pidIn(Path folder) throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0));
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
