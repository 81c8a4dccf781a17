package io.auditsphere.app.storage;

import io.auditsphere.app.ingest.OperatorFiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a provider's past from Postgres in the order in which it arrived: by arrival, partition, offset and index where
 * they were recorded, else by event time. Rows come through a cursor, some thousand at a time, so that memory does not
 * grow with the history. Which table is read is decided by {@link HistorySources}. Thread-safe.
 */
public final class HistoryReader {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryReader.class);

    private static final int ROWS_A_FETCH = 2_000;

    private static final String MICROSOFT = "microsoft";

    /** How far ahead of the clock an event time may be; a later one is a broken clock's and would shift the window. */
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final Database database;
    private final Supplier<OperatorFiles> files;
    private final HistorySources sources;

    /** A reader of this database, without files of the operator's. */
    public HistoryReader(Database database) {
        this(database, OperatorFiles::none);
    }

    /**
     * A reader of this database.
     *
     * @param files what the stream knows besides: another system's rows have neither its places nor its categories.
     *     Asked when such rows are read, and not before
     */
    public HistoryReader(Database database, Supplier<OperatorFiles> files) {
        this.database = database;
        this.files = files;
        this.sources = new HistorySources(database.schema());
    }

    /**
     * Finds where the newest part of a provider's history is and how much there is of it.
     *
     * @param provider the provider
     * @param window how far back from its newest event to look
     * @param now the clock: rows more than a day ahead of it are left out
     */
    public HistorySlice select(String provider, Duration window, Instant now) throws SQLException {
        try (Connection connection = database.connection()) {
            beginReading(connection);
            HistorySlice best = null;
            for (HistorySource source : sources.activities(connection)) {
                HistorySlice slice = measure(connection, source, provider, window, now);
                if (best == null || slice.events() > best.events()) {
                    best = slice;
                }
            }
            if ((best == null || best.isEmpty()) && provider.equals(MICROSOFT)) {
                Optional<HistorySource> legacy = sources.legacy(connection);
                if (legacy.isPresent()) {
                    best = measure(connection, legacy.get(), provider, window, now);
                }
            }
            connection.rollback();
            return best != null ? best : new HistorySlice(provider, sources.own(), now.minus(window), now, 0, 0);
        }
    }

    private static HistorySlice measure(
            Connection connection, HistorySource source, String provider, Duration window, Instant now)
            throws SQLException {
        HistorySlice nothing = new HistorySlice(provider, source, now.minus(window), now, 0, 0);
        HistoryQuery query = HistoryQuery.of(source);
        if (!query.canBeRead()) {
            LOG.warn("{} is left out: it has no column {}", source, query.missingColumn());
            return nothing;
        }
        Instant newest;
        try (PreparedStatement statement = connection.prepareStatement(query.newest())) {
            query.bind(statement, provider, Instant.EPOCH, now.plus(MAX_AHEAD));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                OffsetDateTime found = row.getObject(1, OffsetDateTime.class);
                if (found == null) {
                    return nothing;
                }
                newest = found.toInstant();
            }
        }
        Instant from = newest.minus(window);
        try (PreparedStatement statement = connection.prepareStatement(query.measure())) {
            query.bind(statement, provider, from, newest);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new HistorySlice(provider, source, from, newest, row.getLong(1), row.getLong(2));
            }
        }
    }

    /** Whether an event of this provider has come since then: by arrival where it is recorded, else by event time. */
    public boolean hasArrivedSince(String provider, Instant since) throws SQLException {
        try (Connection connection = database.connection()) {
            beginReading(connection);
            List<HistorySource> tables = new ArrayList<>(sources.activities(connection));
            if (provider.equals(MICROSOFT)) {
                sources.legacy(connection).ifPresent(tables::add);
            }
            boolean found = false;
            for (HistorySource source : tables) {
                HistoryQuery query = HistoryQuery.of(source);
                if (!found && query.canBeRead()) {
                    try (PreparedStatement statement = connection.prepareStatement(query.anySince())) {
                        query.bindSince(statement, provider, since);
                        try (ResultSet rows = statement.executeQuery()) {
                            found = rows.next();
                        }
                    }
                }
            }
            connection.rollback();
            return found;
        }
    }

    /**
     * Hands every event of the slice on, in order.
     *
     * @return how many rows were handed on, and how many could not be read as an event
     */
    public HistoryCounts read(HistorySlice slice, ArrivedEvents sink) throws SQLException {
        HistoryQuery query = HistoryQuery.of(slice.source());
        try (Connection connection = database.connection()) {
            beginReading(connection);
            try (PreparedStatement statement = connection.prepareStatement(query.rows())) {
                query.bind(statement, slice.provider(), slice.from(), slice.to());
                statement.setFetchSize(ROWS_A_FETCH);
                try (ResultSet rows = statement.executeQuery()) {
                    return slice.source().kind() == HistorySource.Kind.OWN
                            ? readOwn(rows, sink)
                            : ForeignRows.read(rows, slice.provider(), files.get(), sink);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private static HistoryCounts readOwn(ResultSet rows, ArrivedEvents sink) throws SQLException {
        OwnRows reader = new OwnRows();
        long read = 0;
        while (rows.next()) {
            sink.accept(
                    reader.event(rows),
                    OwnRows.instant(rows, OwnRows.ARRIVAL_COLUMN).toEpochMilli());
            read++;
        }
        return new HistoryCounts(read, 0, List.of());
    }

    /** A transaction, since a cursor needs one; times without a zone are UTC, as the old service wrote them. */
    private static void beginReading(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set transaction isolation level repeatable read, read only");
            statement.execute("set local time zone 'UTC'");
            statement.execute("set local work_mem = '64MB'"); // the sort by arrival
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
