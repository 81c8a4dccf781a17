package io.auditsphere.app.storage;

import java.time.Instant;
import java.util.UUID;

/**
 * A stored model without its bytes.
 *
 * @param version its version
 * @param provider whose events it scores
 * @param trainedAt when it was fitted
 * @param historyFrom event time of the oldest row fitted
 * @param historyTo event time of the newest row fitted
 * @param sampleCount the number of rows fitted
 * @param seed the seed of the fit
 * @param contamination the share of training events that the anomaly threshold was to flag
 * @param active whether it is the version in force
 * @param activatedAt when it last became that; null if it never was
 * @param metrics what was measured of it, as a JSON object
 * @param bytes the size of the snapshot
 */
public record ModelRow(
        UUID version,
        String provider,
        Instant trainedAt,
        Instant historyFrom,
        Instant historyTo,
        long sampleCount,
        long seed,
        double contamination,
        boolean active,
        Instant activatedAt,
        String metrics,
        int bytes) {}
