package io.auditsphere.app.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a Postgres that outlived the process which started it (kill -9 does not reach children). It is recognised by
 * {@code postmaster.pid} in its data folder; the caller must hold the folder, so that the server found cannot belong to
 * a living run.
 */
final class OrphanedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    /** Its clients died with their process, so that an orderly stop is a matter of writing dirty pages. */
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(10);

    private static final Duration FORCED_STOP = Duration.ofSeconds(5);

    private OrphanedPostgres() {}

    /**
     * Stops the server that the data folder's {@code postmaster.pid} names if it still runs, and removes a file that
     * names a dead or foreign process.
     *
     * @throws IOException if the file cannot be read, or the server does not end
     */
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan =
                pidOf(pidFile).flatMap(ProcessHandle::of).filter(OrphanedPostgres::isPostgres);
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the Postgres {} that an earlier run left on {}",
                    orphan.get().pid(),
                    data);
            end(orphan.get(), data);
        }
        // Else the id was reused by some other program, and Postgres would refuse to start because of it.
        Files.deleteIfExists(pidFile);
    }

    private static Optional<Long> pidOf(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).trim()));
        } catch (NumberFormatException torn) {
            LOG.warn("Ignoring {}: its first line is no process id", pidFile);
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> {
                    Path program = Path.of(command).getFileName();
                    return program != null && program.toString().startsWith("postgres");
                })
                .orElse(false);
    }

    private static void end(ProcessHandle server, Path data) throws IOException {
        server.destroy();
        if (!endsWithin(server, ORDERLY_STOP)) {
            server.destroyForcibly();
            if (!endsWithin(server, FORCED_STOP)) {
                throw new IOException("The Postgres with process id " + server.pid() + " still uses " + data
                        + " and does not end; end it by hand and start again");
            }
        }
    }

    private static boolean endsWithin(ProcessHandle server, Duration limit) throws IOException {
        try {
            server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("Could not wait for process " + server.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while an earlier Postgres was being stopped", e);
        }
    }
}
