package io.auditsphere.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One trainer at a time for each schema: an advisory lock of Postgres, held by a connection of its own for as long as
 * this object is open. The server lets go of it when the process dies. Confined to one thread.
 *
 * <p>A pooler that shares connections by transaction breaks session locks; the trainer needs a direct address.
 */
public final class TrainerLock implements AutoCloseable {

    /** The first of the lock's two numbers, "AuSt" in ASCII; the second is a hash of the schema. */
    private static final int CLASS = 0x41755374;

    private final Connection connection;

    private TrainerLock(Connection connection) {
        this.connection = connection;
    }

    /** The lock, or empty if another session of the database holds it. */
    public static Optional<TrainerLock> tryAcquire(Database database) throws SQLException {
        Connection connection = database.connectionOfItsOwn();
        boolean acquired = false;
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
            statement.setInt(1, CLASS);
            statement.setString(2, database.schema());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                acquired = row.getBoolean(1);
            }
            return acquired ? Optional.of(new TrainerLock(connection)) : Optional.empty();
        } finally {
            if (!acquired) {
                connection.close();
            }
        }
    }

    /** Who holds the lock, for a message: program, address and since when; "nobody" if it was let go meanwhile. */
    public static String holder(Database database) throws SQLException {
        String sql = """
                select a.application_name, coalesce(host(a.client_addr), 'local socket'), a.pid,
                       to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                from pg_catalog.pg_locks l
                join pg_catalog.pg_stat_activity a on a.pid = l.pid
                where l.locktype = 'advisory' and l.granted and l.classid = ?
                  and l.objid = (hashtext(?)::bigint & 4294967295)::oid
                  and l.database = (select oid from pg_catalog.pg_database where datname = current_database())""";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, CLASS);
            statement.setString(2, database.schema());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "nobody";
                }
                return "\"" + row.getString(1) + "\" from " + row.getString(2) + ", connected since " + row.getString(4)
                        + ", Postgres process " + row.getInt(3);
            }
        }
    }

    /** Lets go of the lock. */
    @Override
    public void close() throws SQLException {
        connection.close(); // the session ends, and its lock with it
    }
}
