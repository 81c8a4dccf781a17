package io.auditsphere.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the tables that hold a provider's past. Three may, and the rule between them is:
 *
 * <ol>
 *   <li>{@code audit_activities}: the program's own, which its archiver fills, or another system's of that name on the
 *       connection's search path, which an installation that had the old service fills (archiving is then switched
 *       off). The program reads whichever holds more of the provider's events in the window, its own if they are equal:
 *       so an archive that began yesterday does not hide a year of somebody else's, and takes over when it has grown.
 *   <li>{@code audit_events} on the search path, for Microsoft alone, where neither holds an event of it in the window.
 * </ol>
 *
 * <p>Tables of others are read, never changed. They may lack any column but {@code creation_time}; what is there is
 * read as a JSON object by the same decoder as the stream's input. Thread-safe.
 */
final class HistorySources {

    private static final String COLUMNS = """
            select n.nspname, a.attname
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.oid = to_regclass(?)
              and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and pg_catalog.has_table_privilege(c.oid, 'select')
            order by a.attnum""";

    private final String ownSchema;

    HistorySources(String ownSchema) {
        this.ownSchema = ownSchema;
    }

    /** The program's own table, whether or not it exists. */
    HistorySource own() {
        return new HistorySource(ownSchema, "audit_activities", HistorySource.Kind.OWN, Set.of());
    }

    /** The tables that may hold this provider's events, in the order in which they are preferred. */
    List<HistorySource> activities(Connection connection) throws SQLException {
        List<HistorySource> found = new ArrayList<>();
        describe(connection, ownSchema + ".audit_activities", "audit_activities", HistorySource.Kind.OWN)
                .ifPresent(found::add);
        describe(connection, "audit_activities", "audit_activities", HistorySource.Kind.FOREIGN)
                .filter(source -> !source.schema().equals(ownSchema))
                .ifPresent(found::add);
        return found;
    }

    /** The old service's table of Microsoft's events, if there is one. */
    Optional<HistorySource> legacy(Connection connection) throws SQLException {
        return describe(connection, "audit_events", "audit_events", HistorySource.Kind.LEGACY);
    }

    private static Optional<HistorySource> describe(
            Connection connection, String name, String table, HistorySource.Kind kind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> columns = new LinkedHashSet<>();
                String schema = null;
                while (rows.next()) {
                    schema = rows.getString(1);
                    columns.add(rows.getString(2));
                }
                return schema == null ? Optional.empty() : Optional.of(new HistorySource(schema, table, kind, columns));
            }
        }
    }
}
