package io.auditsphere.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * One broker and one database server for all tests of the module, started by the first test that asks and stopped when
 * the JVM ends. Tests keep apart by names of their own: {@link #uniqueName} for topics and groups, {@link
 * #createDatabase} for databases. Thread-safe.
 */
public final class TestServers {

    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;

    private TestServers() {}

    /** The bootstrap address of the shared broker. */
    public static synchronized String bootstrapServers() {
        if (kafka == null) {
            try {
                kafka = EmbeddedKafka.start(Files.createTempDirectory("auditsphere-test-kafka-"));
                Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return kafka.bootstrapServers();
    }

    /** Creates an empty database on the shared server and returns its JDBC address. */
    public static String createDatabase() throws SQLException {
        String name = uniqueName("test").replace('-', '_');
        try (Connection connection = DriverManager.getConnection(postgres().jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres().jdbcUrl(name);
    }

    /** A name that no other test uses: the stem and eight random hexadecimal digits. */
    public static String uniqueName(String stem) {
        return stem + '-' + UUID.randomUUID().toString().substring(0, 8);
    }

    private static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                Path home = Path.of("target", "test-postgres");
                FileTrees.delete(home.resolve("data"));
                postgres = EmbeddedPostgres.start(home);
                Runtime.getRuntime().addShutdownHook(new Thread(TestServers::closePostgres));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    private static void closePostgres() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
