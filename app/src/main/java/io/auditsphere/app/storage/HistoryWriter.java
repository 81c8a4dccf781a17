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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes events into {@code audit_activities} in batches, each in one transaction. A batch may be written any number of
 * times: an event whose (provider, event id) is there already is left as it is.
 *
 * <p>The rows are copied into a temporary table and inserted from there, which is some times faster than an insert of
 * many rows and, unlike a copy straight into the table, skips what is there. Not thread-safe: one writer a thread.
 */
public final class HistoryWriter {

    /** An index entry of Postgres holds at most 2,704 bytes; a longer id would make its batch fail for ever. */
    private static final int MAX_ID_BYTES = 1_000;

    private static final JsonFactory JSON = new JsonFactory();

    private final Database database;
    private final CopyRows rows = new CopyRows();
    private final String create;
    private final String insert;

    /** A writer to this database, whose schema is up to date. */
    public HistoryWriter(Database database) {
        this.database = database;
        String table = database.table("audit_activities");
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
        rows.reset();
        for (ArchivedEvent arrived : batch) {
            append(arrived);
        }
        rows.end();
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(create);
                copy(connection);
                int inserted = statement.executeUpdate(insert);
                connection.commit();
                return inserted;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private void copy(Connection connection) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy auditsphere_incoming from stdin (format binary)");
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
    private void append(ArchivedEvent arrived) {
        AuditEvent event = arrived.event();
        rows.row(24);
        rows.text(event.provider());
        rows.text(boundedId(event.eventId()));
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
