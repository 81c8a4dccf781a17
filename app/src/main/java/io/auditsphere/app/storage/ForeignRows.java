package io.auditsphere.app.storage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Turns rows of another system's table into events. */
@FunctionalInterface
public interface ForeignRows {

    /**
     * Reads every row and hands its event on.
     *
     * @param rows the row as a JSON object in the first column, its arrival as a {@code timestamptz} in the second
     * @param slice what is read
     * @param sink takes the events
     * @return how many rows were handed on, and how many could not be read
     */
    HistoryCounts read(ResultSet rows, HistorySlice slice, ArrivedEvents sink) throws SQLException;

    /** For a program that reads its own table alone: every row of another is rejected. */
    static ForeignRows none() {
        return (rows, slice, sink) -> {
            long rejected = 0;
            while (rows.next()) {
                rejected++;
            }
            return new HistoryCounts(0, rejected, java.util.List.of("tables of other systems are not read here"));
        };
    }
}
