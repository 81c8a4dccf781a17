package io.auditsphere.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker and database, started side by side. */
final class Servers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);
    /** Where people look for them first. */
    private static final int KAFKA_PORT = 9092;

    private static final int POSTGRES_PORT = 5432;

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;

    private Servers(EmbeddedKafka kafka, EmbeddedPostgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /** Starts both on their folders; if one does not start, neither stays. */
    static Servers start(Path folder) throws IOException {
        CompletableFuture<EmbeddedPostgres> postgres = CompletableFuture.supplyAsync(() -> {
            try {
                return EmbeddedPostgres.start(folder.resolve("postgres"), POSTGRES_PORT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        EmbeddedKafka kafka = null;
        try {
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), KAFKA_PORT);
            return new Servers(kafka, postgres.join());
        } catch (CompletionException e) {
            kafka.close();
            throw new IOException("The embedded Postgres did not start", e.getCause());
        } catch (IOException e) {
            postgres.join().close();
            throw e;
        }
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("The embedded Postgres did not end cleanly; the next start sees to it", e);
        }
        kafka.close();
    }
}
