package io.auditsphere.app.storage;

import io.auditsphere.model.snapshot.ModelSnapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code model_snapshots}: every forest that passed its gates, and which of each provider is in force. Thread-safe. */
public final class ModelTable {

    private static final String COLUMNS = "version, provider, trained_at, history_from, history_to, sample_count, seed,"
            + " contamination, active, activated_at, metrics, octet_length(snapshot)";

    private final Database database;
    private final String table;

    /** The table of this database. */
    public ModelTable(Database database) {
        this.database = database;
        this.table = database.table("model_snapshots");
    }

    /**
     * Stores a model, not in force. One that is there already, by its version, stays as it is.
     *
     * @param snapshot the model
     * @param bytes the same as its codec wrote it
     * @param metrics what was measured of it, as a JSON object
     * @return whether it was new
     */
    public boolean store(ModelSnapshot snapshot, byte[] bytes, String metrics) throws SQLException {
        String sql = "insert into " + table + " (version, provider, trained_at, history_from, history_to, sample_count,"
                + " seed, contamination, metrics, snapshot) values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)"
                + " on conflict (version) do nothing";
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, snapshot.version());
            insert.setString(2, snapshot.provider());
            insert.setObject(3, HistoryReader.utc(snapshot.trainedAt()));
            insert.setObject(4, HistoryReader.utc(snapshot.historyFrom()));
            insert.setObject(5, HistoryReader.utc(snapshot.historyTo()));
            insert.setLong(6, snapshot.sampleCount());
            insert.setLong(7, snapshot.seed());
            insert.setDouble(8, snapshot.contamination());
            insert.setString(9, metrics);
            insert.setBytes(10, bytes);
            return insert.executeUpdate() == 1;
        }
    }

    /**
     * Makes a stored model the one in force of its provider, in place of whichever was.
     *
     * @throws SQLException if there is no such model, or the database cannot be reached
     */
    public void activate(UUID version) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try {
                // One after another for one provider: the unique index would refuse the second of two at once.
                update(
                        connection,
                        "select pg_advisory_xact_lock(hashtextextended(provider, 0)) from " + table
                                + " where version = ?",
                        version);
                update(
                        connection,
                        "update " + table + " set active = false where active and version <> ? and provider ="
                                + " (select provider from " + table + " where version = ?)",
                        version,
                        version);
                int changed = update(
                        connection,
                        "update " + table + " set active = true, activated_at = clock_timestamp() where version = ?",
                        version);
                if (changed != 1) {
                    throw new SQLException("there is no stored model of version " + version);
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Takes whatever model of this provider is in force out of force; returns whether there was one. */
    public boolean deactivate(String provider) throws SQLException {
        try (Connection connection = database.connection()) {
            return update(connection, "update " + table + " set active = false where active and provider = ?", provider)
                    == 1;
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** The stored models of a provider, newest first; of all providers if it is null. */
    public List<ModelRow> list(String provider) throws SQLException {
        String sql = "select " + COLUMNS + " from " + table + (provider == null ? "" : " where provider = ?")
                + " order by provider, trained_at desc, version desc";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (provider != null) {
                statement.setString(1, provider);
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<ModelRow> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row(rows));
                }
                return found;
            }
        }
    }

    /** The model of this version, if it is stored. */
    public Optional<ModelRow> find(UUID version) throws SQLException {
        return one("select " + COLUMNS + " from " + table + " where version = ?", version);
    }

    /** The model of this provider that is in force, if one is. */
    public Optional<ModelRow> active(String provider) throws SQLException {
        return one("select " + COLUMNS + " from " + table + " where active and provider = ?", provider);
    }

    private Optional<ModelRow> one(String sql, Object value) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row(rows)) : Optional.empty();
            }
        }
    }

    /** The bytes of this version as its codec wrote them, if it is stored. */
    public Optional<byte[]> bytes(UUID version) throws SQLException {
        try (Connection connection = database.connection();
                PreparedStatement statement =
                        connection.prepareStatement("select snapshot from " + table + " where version = ?")) {
            statement.setObject(1, version);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Deletes all but the newest models of a provider, never one in force; returns how many it deleted. */
    public int prune(String provider, int keep) throws SQLException {
        try (Connection connection = database.connection()) {
            return update(
                    connection,
                    "delete from " + table
                            + " where provider = ? and not active and version not in (select version from " + table
                            + " where provider = ? order by trained_at desc, version desc limit ?)",
                    provider,
                    provider,
                    keep);
        }
    }

    private static ModelRow row(ResultSet rows) throws SQLException {
        return new ModelRow(
                rows.getObject(1, UUID.class),
                rows.getString(2),
                OwnRows.instant(rows, 3),
                OwnRows.instant(rows, 4),
                OwnRows.instant(rows, 5),
                rows.getLong(6),
                rows.getLong(7),
                rows.getDouble(8),
                rows.getBoolean(9),
                nullableInstant(rows, 10),
                rows.getString(11),
                rows.getInt(12));
    }

    private static Instant nullableInstant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
