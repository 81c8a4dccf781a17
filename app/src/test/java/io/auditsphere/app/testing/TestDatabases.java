package io.auditsphere.app.testing;

import io.auditsphere.app.local.TestServers;
import io.auditsphere.app.storage.Database;
import io.auditsphere.app.storage.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Databases of a test's own on the Postgres that all tests share. */
public final class TestDatabases {

    private TestDatabases() {}

    /** A pool on a new database whose schema is up to date; the caller closes it. */
    public static Database migrated() throws SQLException {
        Database database = empty();
        database.migrate();
        return database;
    }

    /** A pool on a new database with nothing in it; the caller closes it. */
    public static Database empty() throws SQLException {
        return Database.open(DatabaseSettings.of(TestServers.createDatabase()));
    }

    /** Runs statements one after another. */
    public static void execute(Database database, String... statements) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
