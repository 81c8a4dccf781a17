package io.auditsphere.app.storage;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How to reach Postgres, and where in it the program's own tables are.
 *
 * @param url the address
 * @param user overrides the address's user; null to take that
 * @param password overrides the address's password; null to take that; never printed
 * @param schema the schema that holds the program's tables and nothing else: lower case, digits and underscores
 * @param connections the most connections at once, at least 1; the trainer's lock has one of its own besides
 * @param connectTimeout how long to wait for a connection, at least 250 ms
 */
public record DatabaseSettings(
        DatabaseUrl url, String user, String password, String schema, int connections, Duration connectTimeout) {

    /** The schema's name where nothing else is configured. */
    public static final String DEFAULT_SCHEMA = "auditsphere";

    private static final Duration MIN_CONNECT_TIMEOUT = Duration.ofMillis(250);

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DatabaseSettings {
        Objects.requireNonNull(url, "url");
        if (!IDENTIFIER.matcher(schema).matches()) {
            throw new IllegalArgumentException("database.schema: expected a lower-case letter or underscore followed by"
                    + " at most 62 of a-z, 0-9 and _, found \"" + schema + "\"");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("database.pool.size: expected at least 1, found " + connections);
        }
        if (connectTimeout.compareTo(MIN_CONNECT_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "database.connect.timeout: expected at least 250ms, found " + connectTimeout.toMillis() + "ms");
        }
    }

    /** The defaults for the database at this address, in either form that {@link DatabaseUrl} reads. */
    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(DatabaseUrl.parse(url), null, null, DEFAULT_SCHEMA, 4, Duration.ofSeconds(10));
    }

    /** Everything but the credentials. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + url + ", schema " + schema + ", at most " + connections + " connections]";
    }
}
