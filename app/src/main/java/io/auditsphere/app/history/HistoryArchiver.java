package io.auditsphere.app.history;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryWriter;
import io.auditsphere.app.storage.SchemaException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives what arrives on {@code audit-events} into Postgres, with a consumer group of its own, so that scoring never
 * waits for a database.
 *
 * <p>Nothing is lost and nothing doubled: records are read as committed, written in batches that ignore what is there
 * (by provider and event id), and their offsets are committed after the database has committed. While the database is
 * away the archiver stays a member of its group, reads no further, and tries its batch again with growing pauses; what
 * arrives meanwhile waits in the topic. What cannot be decoded is left to the stream, which dead-letters it.
 *
 * <p>Runs in a thread of its own between {@link #start} and {@link #close}. Counters may be read by any thread.
 */
public final class HistoryArchiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryArchiver.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Of Postgres's classes of errors, those that the same row will meet again however long one waits. */
    private static final List<String> ERRORS_OF_DATA = List.of("22", "23", "54");

    private final Consumer<byte[], byte[]> consumer;
    private final Database database;
    private final HistoryWriter writer;
    private final EventDecoder decoder;
    private final ArchiverSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final ArchiveBatch batch = new ArchiveBatch();
    private final LongAdder archived = new LongAdder();
    private final LongAdder known = new LongAdder();
    private final LongAdder undecodable = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final Thread thread;
    private volatile String trouble;
    private volatile boolean closing;
    private boolean migrated;
    private boolean full;

    private HistoryArchiver(
            Consumer<byte[], byte[]> consumer, Database database, ArchiverSettings settings, Clock clock) {
        this.consumer = consumer;
        this.database = database;
        this.writer = new HistoryWriter(database);
        this.decoder = new EventDecoder(settings.ingest());
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(settings.minBackoff(), settings.maxBackoff());
        this.thread = new Thread(this::run, "history-archiver");
    }

    /**
     * An archiver; reads nothing yet.
     *
     * @param clientSettings settings that every Kafka client of the installation has: servers, security
     * @param database need not be reachable yet; its schema is brought up to date when it is
     */
    public static HistoryArchiver open(
            Map<String, ?> clientSettings, Database database, ArchiverSettings settings, Clock clock) {
        Map<String, Object> consumer = new HashMap<>();
        consumer.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer.putAll(clientSettings);
        consumer.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG); // the stream's, not this group's
        consumer.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new HistoryArchiver(
                new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                database,
                settings,
                clock);
    }

    /** Starts archiving. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            consumer.subscribe(List.of(settings.topic()), new DropWhatIsGone());
            while (!closing) {
                try {
                    step();
                } catch (KafkaException e) {
                    fail("reading or committing " + settings.topic(), e);
                }
            }
            if (!batch.isEmpty() && !backoff.waiting()) {
                flush();
            }
        } catch (SchemaException e) {
            trouble = e.getMessage();
            LOG.error("Archiving has ended; scoring goes on. {}", e.getMessage());
        } catch (KafkaException e) {
            LOG.warn("The last batch was not committed; it is read again and changes nothing", e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void step() {
        boolean waiting = backoff.waiting();
        if (waiting || full) {
            consumer.pause(consumer.assignment()); // polled all the same, to stay a member of the group
        } else {
            consumer.resume(consumer.paused());
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            undecodable.add(batch.add(record, decoder, clock.millis(), System.nanoTime()));
        }
        if (waiting) {
            return;
        }
        if (isDue()) {
            flush();
        } else if (batch.isEmpty()) {
            recovered();
        }
    }

    private boolean isDue() {
        if (batch.isEmpty()) {
            return false;
        }
        return batch.events().size() >= settings.batchRows()
                || System.nanoTime() - batch.oldestNanos() >= settings.maxWait().toNanos();
    }

    private void flush() {
        try {
            if (!migrated) {
                database.migrate();
                migrated = true;
            }
            for (int from = 0; from < batch.events().size(); from += settings.batchRows()) {
                int to = Math.min(batch.events().size(), from + settings.batchRows());
                write(batch.events().subList(from, to));
            }
        } catch (SQLException e) {
            full = true;
            fail("writing " + batch.events().size() + " events", e);
            return;
        }
        batches.increment();
        commit();
        batch.clear();
        recovered();
    }

    private void recovered() {
        if (trouble != null) {
            LOG.info("Archiving goes on");
        }
        trouble = null;
        full = false;
        backoff.succeeded();
    }

    /** Writes a batch; one that a row of it makes impossible is halved until that row is found and left out. */
    private void write(List<ArchivedEvent> events) throws SQLException {
        try {
            int inserted = writer.write(events);
            archived.add(inserted);
            known.add(events.size() - inserted);
        } catch (SQLException e) {
            if (e.getSQLState() == null
                    || !ERRORS_OF_DATA.contains(e.getSQLState().substring(0, 2))) {
                throw e;
            }
            if (events.size() > 1) {
                write(events.subList(0, events.size() / 2));
                write(events.subList(events.size() / 2, events.size()));
                return;
            }
            skipped.increment();
            ArchivedEvent event = events.get(0);
            LOG.error(
                    "Event {} of record {}-{}@{} cannot be stored in Postgres and is left out of the archive"
                            + " (SQL state {})",
                    event.index(),
                    settings.topic(),
                    event.partition(),
                    event.offset(),
                    e.getSQLState());
        }
    }

    private void commit() {
        try {
            consumer.commitSync(batch.offsets());
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Somebody else reads on from the last commit: what is written already is ignored then.
            LOG.info("The partitions moved before offsets were committed; some records are read again");
        }
    }

    private void fail(String what, Exception e) {
        failures.increment();
        Duration pause = backoff.failed();
        if (trouble == null) {
            LOG.warn("Archiving is held up, {} failed ({}); nothing is lost, it is tried again", what, e.getMessage());
            LOG.debug("The same with where it failed", e);
        } else {
            LOG.info("Archiving is still held up, {} failed ({}); next try in {}", what, e.getMessage(), pause);
        }
        trouble = what + " failed: " + e.getMessage();
    }

    private final class DropWhatIsGone implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            batch.drop(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They start at the last commit; a batch that is held up pauses them before anything is read.
        }
    }

    /** Events that were new to the archive. */
    public long archived() {
        return archived.sum();
    }

    /** Events that the archive had already. */
    public long alreadyKnown() {
        return known.sum();
    }

    /** Events that could not be decoded; the stream dead-letters them. */
    public long undecodable() {
        return undecodable.sum();
    }

    /** Events that Postgres can never hold. */
    public long skipped() {
        return skipped.sum();
    }

    /** Batches written. */
    public long batches() {
        return batches.sum();
    }

    /** Times that reading, writing or committing failed; each was, or will be, tried again. */
    public long failures() {
        return failures.sum();
    }

    /** Records that waited to be read when the brokers last answered, in the partitions that this one reads. */
    public long lagRecords() {
        return RecordsLag.of(consumer.metrics());
    }

    /** What holds archiving up, in words, or null if nothing does. */
    public String trouble() {
        return trouble;
    }

    /** Writes what is read, if the database is there, and ends. What is not written is read again at the next start. */
    @Override
    public void close() {
        closing = true;
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
