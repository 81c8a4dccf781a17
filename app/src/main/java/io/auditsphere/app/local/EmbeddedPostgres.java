package io.auditsphere.app.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Postgres server as a child process, with its data in a folder that it can be started on again. It listens on the
 * loopback interface alone and trusts whoever reaches it there: it is for trying out and for tests, never for
 * production. The instance is thread-safe.
 *
 * <p>Durability: {@code fsync} stays on, so that the files survive a crash of the machine, and {@code
 * synchronous_commit} is off, so that such a crash may cost the last 0.6 s of commits. A crash of this process or of the
 * server alone costs nothing.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String HOST = "127.0.0.1";
    private static final String USER = "postgres";
    private static final int START_ATTEMPTS = 3;
    private static final Duration START_WAIT = Duration.ofSeconds(60);

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private boolean closed;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /** As {@link #start(Path, int)} on any free port. */
    public static EmbeddedPostgres start(Path folder) throws IOException {
        return start(folder, 0);
    }

    /**
     * Starts a server and returns when it answers: some 6 s on an empty folder, under 1 s on one with data. A server
     * that an earlier, killed process left running on the folder is stopped first.
     *
     * @param folder the program goes to {@code bin-cache}, the data to {@code data}, the server's log to {@code
     *     postgres.log} in it; created if missing. No other process may use it
     * @param preferredPort the port to listen on if it is free, 1..65535; 0 for any
     * @throws IOException if the folder cannot be written or the server does not start
     */
    public static EmbeddedPostgres start(Path folder, int preferredPort) throws IOException {
        Path home = Files.createDirectories(folder).toAbsolutePath();
        Path data = home.resolve("data");
        OrphanedPostgres.stop(data);
        discardHalfInitialised(data);
        IOException lastFailure = null;
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            int port = LocalPorts.freeOr(attempt == 1 ? preferredPort : 0);
            try {
                // A failed attempt of this process keeps its hold of the file until the process ends.
                Files.deleteIfExists(data.resolve("epg-lock"));
                return new EmbeddedPostgres(launch(home, data, port));
            } catch (IOException | IllegalStateException e) {
                LOG.warn(
                        "The embedded Postgres did not start on port {} (attempt {} of {})",
                        port,
                        attempt,
                        START_ATTEMPTS);
                lastFailure = e instanceof IOException io ? io : new IOException(e);
                OrphanedPostgres.stop(data);
            }
        }
        throw new IOException(
                "The embedded Postgres did not start in " + START_ATTEMPTS + " attempts; its own words are in "
                        + home.resolve("postgres.log"),
                lastFailure);
    }

    /**
     * The address of a database of this server for JDBC, user included and no password needed.
     *
     * @param database an existing database; {@code postgres} always exists
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ':' + server.getPort() + '/' + database + "?user=" + USER;
    }

    /** The same address in the form that {@code DATABASE_URL} takes. */
    public String databaseUrl(String database) {
        return "postgresql://" + USER + '@' + HOST + ':' + server.getPort() + '/' + database;
    }

    /** The port that clients connect to, 1..65535. */
    public int port() {
        return server.getPort();
    }

    /** Stops the server, ending open sessions, and returns when it is gone. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            server.close();
        }
    }

    private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(Path home, Path data, int port)
            throws IOException {
        File log = home.resolve("postgres.log").toFile();
        return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // The owner closes it, after what uses it; hooks of their own would run side by side.
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(home.resolve("bin-cache").toFile())
                .setPort(port)
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "50")
                .setServerConfig("timezone", "UTC")
                .setPGStartupWait(START_WAIT)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    /** A first start that was killed leaves a folder that neither starts nor can be initialised. */
    private static void discardHalfInitialised(Path data) throws IOException {
        if (Files.isDirectory(data) && !Files.exists(data.resolve("global").resolve("pg_control"))) {
            FileTrees.delete(data);
        }
    }
}
