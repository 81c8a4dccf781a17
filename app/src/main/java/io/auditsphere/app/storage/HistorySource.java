package io.auditsphere.app.storage;

import java.util.Set;

/**
 * A table with past events.
 *
 * @param schema its schema
 * @param table its name
 * @param kind whose it is
 * @param columns the names of its columns
 */
public record HistorySource(String schema, String table, Kind kind, Set<String> columns) {

    /** Whose a table with history is. */
    public enum Kind {
        /** The program's own {@code audit_activities}. */
        OWN,
        /** A table {@code audit_activities} of another system, found by the search path. */
        FOREIGN,
        /** The old service's {@code audit_events}: Microsoft alone. */
        LEGACY
    }

    public HistorySource {
        columns = Set.copyOf(columns);
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** The table's name for a statement, quoted: another system's names may be anything. */
    String quotedName() {
        return quoted(schema) + '.' + quoted(table);
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The table's name for people. */
    @Override
    public String toString() {
        return schema + '.' + table;
    }
}
