package io.auditsphere.app.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import io.auditsphere.schemas.AuditEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes events into {@code audit_activities} in batches, each in one transaction. A batch may be written any number of
 * times: an event whose (provider, event id) is there already is left as it is.
 *
 * <p>A batch is copied straight into the table, which is the cheapest that Postgres has, as long as nothing of it is there:
 * of a batch that meets a row of its own the whole copy is taken back, which leaves dead rows behind for autovacuum. Such
 * a batch, and some after it, are copied into a temporary table and inserted from there, which skips what is there and
 * costs half as much again. Where redeliveries are usual most batches go that way: the straight one is tried again after
 * 8, 16, … 512 batches. Not thread-safe: one writer a thread.
 */
public final class HistoryWriter {

    /** An index entry of Postgres holds at most 2,704 bytes; a longer id would make its batch fail for ever. */
    private static final int MAX_ID_BYTES = 1_000;

    /** SQLSTATE: a row with this key is there (PostgreSQL documentation, appendix A). */
    private static final String UNIQUE_VIOLATION = "23505";

    /** Batches that go by the temporary table after one that was taken back. */
    private static final int FEWEST_BY_TEMPORARY = 8;

    /** Their bound: at this many, copies that are taken back add at most a five-hundredth to what is written. */
    private static final int MOST_BY_TEMPORARY = 512;

    private static final JsonFactory JSON = new JsonFactory();

    private final Database database;
    private final CopyRows rows = new CopyRows();
    private final String copyStraight;
    private final String create;
    private final String insert;
    private int byTemporary;
    private int nextByTemporary = FEWEST_BY_TEMPORARY;

    /** A writer to this database, whose schema is up to date. */
    public HistoryWriter(Database database) {
        this.database = database;
        String table = database.table("audit_activities");
        this.copyStraight = "copy " + table + " from stdin (format binary)";
        // Inside the transaction: behind a pooler that shares connections by transaction the table may be gone.
        this.create =
                "create temporary table if not exists auditsphere_incoming (like " + table + ") on commit delete rows";
        this.insert = "insert into " + table + " select * from auditsphere_incoming on conflict do nothing";
    }

    /**
     * Writes a batch and commits it.
     *
     * @return how many of the events were new
     * @throws SQLException if the batch was not written, none of it; writing it again later is safe
     */
    public int write(List<ArchivedEvent> batch) throws SQLException {
        if (batch.isEmpty()) {
            return 0;
        }
        int distinct = encode(batch);
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            if (byTemporary == 0) {
                if (writtenStraight(connection)) {
                    nextByTemporary = FEWEST_BY_TEMPORARY;
                    return distinct;
                }
                byTemporary = nextByTemporary;
                nextByTemporary = Math.min(2 * nextByTemporary, MOST_BY_TEMPORARY);
            }
            int inserted = writeByTemporary(connection);
            byTemporary--;
            return inserted;
        }
    }

    /** Encodes the batch; a redelivery often follows at once, so that it is left out here already. */
    private int encode(List<ArchivedEvent> batch) {
        Set<Key> keys = new HashSet<>(2 * batch.size());
        rows.reset();
        for (ArchivedEvent arrived : batch) {
            String id = boundedId(arrived.event().eventId());
            if (keys.add(new Key(arrived.event().provider(), id))) {
                append(arrived, id);
            }
        }
        rows.end();
        return keys.size();
    }

    private record Key(String provider, String eventId) {}

    /** Whether the batch was copied and committed; if not, a row of it is there already and nothing was written. */
    private boolean writtenStraight(Connection connection) throws SQLException {
        try {
            copy(connection, copyStraight);
            connection.commit();
            return true;
        } catch (SQLException e) {
            rollBack(connection, e);
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } catch (RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private int writeByTemporary(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(create);
            copy(connection, "copy auditsphere_incoming from stdin (format binary)");
            int inserted = statement.executeUpdate(insert);
            connection.commit();
            return inserted;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private void copy(Connection connection, String command) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
        try {
            copy.writeToCopy(rows.bytes(), 0, rows.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** The columns in the order of the table's definition. */
    private void append(ArchivedEvent arrived, String id) {
        AuditEvent event = arrived.event();
        rows.row(24);
        rows.text(event.provider());
        rows.text(id);
        rows.instant(event.creationTime());
        rows.text(event.operation());
        rows.name(event.operationCategory());
        rows.text(event.userId());
        rows.name(event.userType());
        rows.text(event.clientIp());
        rows.text(event.userAgent());
        rows.text(event.resourcePath());
        rows.text(event.resourceName());
        rows.name(event.outcome());
        rows.name(event.failureKind());
        rows.text(event.target());
        rows.text(event.country());
        rows.text(event.city());
        rows.real(event.latitude());
        rows.real(event.longitude());
        rows.truth(event.sensitive());
        rows.json(json(event.attributes()));
        rows.instant(Instant.ofEpochMilli(arrived.arrivalMs()));
        rows.coordinate(arrived.partition());
        rows.longCoordinate(arrived.offset());
        rows.coordinate(arrived.index());
    }

    /** The id as it is stored: one that no index could hold is replaced by its hash. */
    static String boundedId(String eventId) {
        if (eventId.length() <= MAX_ID_BYTES / 3) {
            return eventId; // no character takes more than three bytes of UTF-8 for each of its UTF-16 units
        }
        byte[] encoded = eventId.getBytes(StandardCharsets.UTF_8);
        if (encoded.length <= MAX_ID_BYTES) {
            return eventId;
        }
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String json(Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return "{}";
        }
        // To characters first: the generator of bytes refuses unpaired surrogates, which may come from outside.
        try (SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler());
                JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                if (attribute.getValue() == null) {
                    continue; // says nothing, and the column's reader knows texts only
                }
                json.writeStringField(
                        CopyRows.withoutNul(attribute.getKey()), CopyRows.withoutNul(attribute.getValue()));
            }
            json.writeEndObject();
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
