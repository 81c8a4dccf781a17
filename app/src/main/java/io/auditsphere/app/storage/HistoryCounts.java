package io.auditsphere.app.storage;

import java.util.List;

/**
 * What came of reading a history.
 *
 * @param events rows that were read as an event
 * @param rejected rows that could not be
 * @param examples why, for the first few rejected rows
 */
public record HistoryCounts(long events, long rejected, List<String> examples) {}
