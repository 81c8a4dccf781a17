package io.auditsphere.app.history;

import io.auditsphere.app.ingest.IngestSettings;
import java.time.Duration;
import java.util.Objects;

/**
 * How events are archived. Immutable.
 *
 * @param topic the topic that is read
 * @param group the consumer group, of its own
 * @param ingest what the decoder accepts: the same as in the stream
 * @param batchRows rows that are written at once, at least 1
 * @param maxWait how long a row may wait for a batch to fill, not negative
 * @param minBackoff the first pause after the database refused a batch, positive
 * @param maxBackoff the longest such pause; each is twice the one before
 */
public record ArchiverSettings(
        String topic,
        String group,
        IngestSettings ingest,
        int batchRows,
        Duration maxWait,
        Duration minBackoff,
        Duration maxBackoff) {

    public ArchiverSettings {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(ingest, "ingest");
        if (batchRows < 1) {
            throw new IllegalArgumentException("The archiver's batches have at least 1 row, not " + batchRows);
        }
        if (maxWait.isNegative() || minBackoff.toMillis() <= 0 || maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("The archiver waits 0 or more for a batch (found " + maxWait
                    + ") and pauses from a positive time (" + minBackoff + ") to at least that (" + maxBackoff + ")");
        }
    }

    /** Batches of 5,000 rows or of a second, pauses from 0.5 s to 30 s. */
    public static ArchiverSettings of(String topic, String group, IngestSettings ingest) {
        return new ArchiverSettings(
                topic, group, ingest, 5_000, Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(30));
    }
}
