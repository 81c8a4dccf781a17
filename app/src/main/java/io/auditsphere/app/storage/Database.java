package io.auditsphere.app.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The program's one pool of connections to Postgres, and the migrations of its own schema. Opening it does not connect:
 * a database that is away at start is no reason not to score. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:io/auditsphere/app/storage/migrations";

    private final DatabaseSettings settings;
    private final HikariDataSource pool;

    private Database(DatabaseSettings settings, HikariDataSource pool) {
        this.settings = settings;
        this.pool = pool;
    }

    /** A pool that connects when it is first asked to. */
    public static Database open(DatabaseSettings settings) {
        DatabaseUrl url = settings.url();
        HikariConfig config = new HikariConfig();
        config.setPoolName("auditsphere-postgres");
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(settings.user() != null ? settings.user() : url.user());
        config.setPassword(settings.password() != null ? settings.password() : url.password());
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0);
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", applicationName());
        config.addDataSourceProperty("tcpKeepAlive", "true");
        url.properties().forEach(config::addDataSourceProperty);
        return new Database(settings, new HikariDataSource(config));
    }

    /** What {@code pg_stat_activity} shows of this process; names the holder of the trainer's lock. */
    private static String applicationName() {
        String host = System.getenv().getOrDefault("HOSTNAME", "");
        String name = "auditsphere pid " + ProcessHandle.current().pid() + (host.isEmpty() ? "" : " on " + host);
        return name.length() <= 63 ? name : name.substring(0, 63); // longer names are cut by the server, with a notice
    }

    /**
     * Brings the schema up to date. Creates it if it is missing, which needs the right to create one in the database;
     * an administrator can create it beforehand instead. Touches nothing outside it.
     *
     * @throws SchemaException if the schema holds tables of somebody else, or was made by a newer program
     * @throws SQLException if the database cannot be reached
     */
    public void migrate() throws SQLException {
        try (Connection reachable = pool.getConnection()) {
            // Flyway would wrap an unreachable database in its own exception: tell the two apart before it starts.
            reachable.getMetaData();
        }
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(pool)
                    .defaultSchema(settings.schema())
                    .schemas(settings.schema())
                    .createSchemas(true)
                    .locations(MIGRATIONS)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new SchemaException(
                    "the schema \"" + settings.schema() + "\" of " + settings.url()
                            + " could not be brought up to date: "
                            + e.getMessage()
                            + "\nIf it holds tables of another program, set database.schema to a name of its own; if it"
                            + " was made by a newer version of this program, run that version.",
                    e);
        }
    }

    /** A connection in auto-commit mode; the caller closes it. */
    public Connection connection() throws SQLException {
        return pool.getConnection();
    }

    /** A connection outside the pool, for what is held long; the caller closes it. */
    Connection connectionOfItsOwn() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        properties.setProperty(
                "connectTimeout",
                Long.toString(Math.max(1, settings.connectTimeout().toSeconds())));
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        return DriverManager.getConnection(pool.getJdbcUrl(), properties);
    }

    /** The schema that holds the program's tables: an identifier that needs no quoting. */
    public String schema() {
        return settings.schema();
    }

    /** The name of one of the program's own tables with its schema, ready to stand in a statement. */
    String table(String name) {
        return settings.schema() + '.' + name;
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return settings.toString();
    }
}
