package io.auditsphere.app.storage;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.ingest.OperatorFiles;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.schemas.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads rows of another system's table as the stream reads its input: each row is a JSON object for the same decoder, so
 * that categories, sensitivity, guests and user ids come out alike, whatever columns there are. Rows have no bound on
 * age. Thread-safe.
 */
final class ForeignRows {

    private static final int MAX_EXAMPLES = 3;

    /** A row is not a stranger's record: what fits a row of Postgres and is an event at all is read. */
    private static final int MAX_ROW_BYTES = 16 << 20;

    private ForeignRows() {}

    /**
     * Hands every event on.
     *
     * @param rows the row as JSON in the first column, its arrival in the second
     * @param files places and categories of the stream
     */
    static HistoryCounts read(ResultSet rows, String provider, OperatorFiles files, ArrivedEvents sink)
            throws SQLException {
        IngestSettings defaults = IngestSettings.defaults();
        EventDecoder decoder =
                new EventDecoder(new IngestSettings(Set.of(provider), MAX_ROW_BYTES, defaults.maxAhead(), null, files));
        long read = 0;
        long rejected = 0;
        List<String> examples = new ArrayList<>();
        while (rows.next()) {
            long arrivalMs = OwnRows.instant(rows, 2).toEpochMilli();
            DecodedRecord decoded = decoder.decode(rows.getString(1).getBytes(StandardCharsets.UTF_8), arrivalMs);
            for (AuditEvent event : decoded.events()) {
                sink.accept(event, arrivalMs);
                read++;
            }
            for (Rejection rejection : decoded.rejections()) {
                rejected++;
                if (examples.size() < MAX_EXAMPLES) {
                    examples.add(rejection.reason().wireName() + " "
                            + (rejection.field() == null ? "" : rejection.field() + ": ") + rejection.detail());
                }
            }
        }
        return new HistoryCounts(read, rejected, List.copyOf(examples));
    }
}
