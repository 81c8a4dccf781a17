package io.auditsphere.app.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table {@code training_runs}: what each training came to, so that a refusal can be looked up later. Thread-safe. */
public final class TrainingRuns {

    private final Database database;
    private final String table;

    /** The table of this database. */
    public TrainingRuns(Database database) {
        this.database = database;
        this.table = database.table("training_runs");
    }

    /**
     * One training of one provider.
     *
     * @param provider the provider
     * @param startedAt when it began
     * @param finishedAt when it ended
     * @param outcome the outcome's wire name
     * @param message the same in words
     * @param events how many events were read
     * @param version the model that came of it; null if none did
     */
    public record Run(
            String provider,
            Instant startedAt,
            Instant finishedAt,
            String outcome,
            String message,
            long events,
            UUID version) {}

    /** Adds a run. */
    public void add(Run run) throws SQLException {
        String sql = "insert into " + table
                + " (provider, started_at, finished_at, outcome, message, events, version) values (?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = database.connection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, run.provider());
            insert.setObject(2, HistoryReader.utc(run.startedAt()));
            insert.setObject(3, HistoryReader.utc(run.finishedAt()));
            insert.setString(4, run.outcome());
            insert.setString(5, CopyRows.withoutNul(run.message()));
            insert.setLong(6, run.events());
            insert.setObject(7, run.version(), java.sql.Types.OTHER);
            insert.executeUpdate();
        }
    }

    /** The newest runs of all providers, newest first. */
    public List<Run> newest(int limit) throws SQLException {
        String sql = "select provider, started_at, finished_at, outcome, message, events, version from " + table
                + " order by id desc limit ?";
        try (Connection connection = database.connection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<Run> runs = new ArrayList<>();
                while (rows.next()) {
                    runs.add(new Run(
                            rows.getString(1),
                            OwnRows.instant(rows, 2),
                            OwnRows.instant(rows, 3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getLong(6),
                            rows.getObject(7, UUID.class)));
                }
                return runs;
            }
        }
    }
}
