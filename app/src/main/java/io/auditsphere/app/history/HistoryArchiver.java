package io.auditsphere.app.history;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.SchemaException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * <p>Runs in a thread of its own between {@link #start} and {@link #close}; while the database takes one batch, it reads
 * and decodes the next ({@link ArchiveWriter}). Counters may be read by any thread.
 */
public final class HistoryArchiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryArchiver.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final ArchiveWriter writer;
    private final EventDecoder decoder;
    private final ArchiverSettings settings;
    private final Clock clock;
    private final HoldUp holdUp;
    private final LongAdder undecodable = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;
    /** What is read and decoded while the one before it is written. */
    private ArchiveBatch filling = new ArchiveBatch();
    /** What is written, or was and failed; null if nothing is. */
    private ArchiveBatch outgoing;
    /** The writing of it; null if it failed and is tried again after a pause. */
    private Future<Void> writing;

    private HistoryArchiver(
            Consumer<byte[], byte[]> consumer, Database database, ArchiverSettings settings, Clock clock) {
        this.consumer = consumer;
        this.writer = new ArchiveWriter(database, settings.topic(), settings.batchRows());
        this.decoder = new EventDecoder(settings.ingest());
        this.settings = settings;
        this.clock = clock;
        this.holdUp = new HoldUp(settings);
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
                    holdUp.failed("reading or committing " + settings.topic(), e);
                }
            }
            writeTheRest();
        } catch (SchemaException e) {
            holdUp.endedBecause(e.getMessage());
            LOG.error("Archiving has ended; scoring goes on. {}", e.getMessage());
        } catch (KafkaException e) {
            LOG.warn("The last batch was not committed; it is read again and changes nothing", e);
        } catch (RuntimeException e) {
            holdUp.endedBecause("archiving has ended, for a reason that nobody foresaw: " + e);
            LOG.error("Archiving has ended, for a reason that nobody foresaw; scoring goes on", e);
        } finally {
            writer.close();
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void step() {
        settle(Duration.ZERO);
        boolean waiting = holdUp.waiting();
        if (!waiting) {
            beginIfDue();
        }
        boolean full = filling.events().size() >= settings.batchRows();
        if (waiting || full) {
            consumer.pause(consumer.assignment()); // polled all the same, to stay a member of the group
        } else {
            consumer.resume(consumer.paused());
        }
        if (full && !waiting) {
            settle(POLL); // nothing is read meanwhile: the moment at which it is written is the next one to act at
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(full && !waiting ? Duration.ZERO : POLL)) {
            undecodable.add(filling.add(record, decoder, clock.millis(), System.nanoTime()));
        }
        if (!waiting && outgoing == null && filling.isEmpty()) {
            holdUp.recovered();
        }
    }

    /** Hands a batch to the writer: the one that failed, or else what was read if it is enough or has waited long enough. */
    private void beginIfDue() {
        if (outgoing == null && isDue()) {
            outgoing = filling;
            filling = new ArchiveBatch();
        }
        if (outgoing != null && writing == null) {
            writing = writer.begin(outgoing.events());
        }
    }

    private boolean isDue() {
        if (filling.isEmpty()) {
            return false;
        }
        return filling.events().size() >= settings.batchRows()
                || System.nanoTime() - filling.oldestNanos()
                        >= settings.maxWait().toNanos();
    }

    /** Commits the offsets of what has been written, waiting so long for it at most. */
    private void settle(Duration atMost) {
        if (writing == null) {
            return;
        }
        try {
            writing.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
            return;
        } catch (ExecutionException e) {
            writing = null;
            if (e.getCause() instanceof SQLException refused) {
                holdUp.failed("writing " + outgoing.events().size() + " events", refused);
                return;
            }
            if (e.getCause() instanceof SchemaException unusable) {
                throw unusable;
            }
            throw new IllegalStateException("writing to the archive failed", e.getCause());
        }
        writing = null;
        batches.increment();
        ArchiveBatch written = outgoing;
        outgoing = null;
        commit(written);
        holdUp.recovered();
    }

    /** At the end: what was read, if the database is there. What is not written is read again at the next start. */
    private void writeTheRest() {
        for (int batch = 0; batch < 2 && !holdUp.waiting(); batch++) {
            if (outgoing == null && !filling.isEmpty()) {
                outgoing = filling;
                filling = new ArchiveBatch();
            }
            beginIfDue();
            settle(CLOSE_TIMEOUT);
        }
    }

    private void commit(ArchiveBatch written) {
        try {
            consumer.commitSync(written.offsets());
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Somebody else reads on from the last commit: what is written already is ignored then.
            LOG.info("The partitions moved before offsets were committed; some records are read again");
        }
    }

    private final class DropWhatIsGone implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            filling.drop(partitions);
            if (outgoing != null && writing == null) {
                outgoing.drop(partitions);
            } else if (outgoing != null) {
                outgoing.forgetOffsets(partitions);
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They start at the last commit; a batch that is held up pauses them before anything is read.
        }
    }

    /** Events that were new to the archive. */
    public long archived() {
        return writer.archived();
    }

    /** Events that the archive had already. */
    public long alreadyKnown() {
        return writer.known();
    }

    /** Events that could not be decoded; the stream dead-letters them. */
    public long undecodable() {
        return undecodable.sum();
    }

    /** Events that Postgres can never hold. */
    public long skipped() {
        return writer.skipped();
    }

    /** Batches written. */
    public long batches() {
        return batches.sum();
    }

    /** Times that reading, writing or committing failed; each was, or will be, tried again. */
    public long failures() {
        return holdUp.failures();
    }

    /** Records that waited to be read when the brokers last answered, in the partitions that this one reads. */
    public long lagRecords() {
        return RecordsLag.of(consumer.metrics());
    }

    /** What holds archiving up, in words, or null if nothing does. */
    public String trouble() {
        return holdUp.words();
    }

    /** Writes what is read, if the database is there, and ends. What is not written is read again at the next start. */
    @Override
    public void close() {
        closing = true;
        try {
            if (thread.getState() == Thread.State.NEW) { // whatever was to be started before it has failed to
                writer.close();
                consumer.close(CloseOptions.timeout(Duration.ZERO));
            }
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
