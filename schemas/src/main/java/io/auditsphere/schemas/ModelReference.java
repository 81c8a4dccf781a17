package io.auditsphere.schemas;

import java.time.Instant;

/**
 * The model that scored a result.
 *
 * @param version the snapshot's version, a UUIDv7
 * @param trainedAt when it was fitted
 * @param threshold the score from which a result is an anomaly
 * @param alertThreshold the score from which the forest opens a finding
 */
public record ModelReference(String version, Instant trainedAt, double threshold, double alertThreshold) {}
