package io.auditsphere.app.history;

import io.auditsphere.app.storage.ArchivedEvent;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.HistoryWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into the archive in a thread of its own, so that the next one is read and decoded meanwhile: the two
 * cost about as much. The schema is brought up to date before the first. One batch at a time; counters may be read by
 * any thread.
 */
final class ArchiveWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);

    /** Of Postgres's classes of errors, those that the same row will meet again however long one waits. */
    private static final List<String> ERRORS_OF_DATA = List.of("22", "23", "54");

    private final Database database;
    private final HistoryWriter writer;
    private final String topic;
    private final int batchRows;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "history-archive-writer"));
    private final LongAdder archived = new LongAdder();
    private final LongAdder known = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private boolean migrated;

    /**
     * @param topic where the events come from, for the log
     * @param batchRows rows of one transaction
     */
    ArchiveWriter(Database database, String topic, int batchRows) {
        this.database = database;
        this.writer = new HistoryWriter(database);
        this.topic = topic;
        this.batchRows = batchRows;
    }

    /**
     * Begins to write these; they must not change until it is done. What it fails with is an {@link SQLException}, after
     * which writing all of them again is safe, or an {@link io.auditsphere.app.storage.SchemaException}.
     */
    Future<Void> begin(List<ArchivedEvent> events) {
        return thread.submit(() -> {
            if (!migrated) {
                database.migrate();
                migrated = true;
            }
            for (int from = 0; from < events.size(); from += batchRows) {
                write(events.subList(from, Math.min(events.size(), from + batchRows)));
            }
            return null;
        });
    }

    /** Writes some; what a row of them makes impossible is halved until that row is found and left out. */
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
                    topic,
                    event.partition(),
                    event.offset(),
                    e.getSQLState());
        }
    }

    long archived() {
        return archived.sum();
    }

    long known() {
        return known.sum();
    }

    long skipped() {
        return skipped.sum();
    }

    /** Ends the thread; what it is writing it writes to the end. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
