package io.auditsphere.app.topology;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ModelSource;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the topology is made of, besides its settings.
 *
 * @param decoder reads records; thread-safe
 * @param scorers makes a scorer for a task; each is used by one thread at a time
 * @param models the live models; thread-safe
 * @param counters where everything is counted
 * @param clock the time of arrival of records whose client sets none
 */
public record StreamParts(
        EventDecoder decoder,
        Supplier<EventScorer> scorers,
        ModelSource models,
        StreamCounters counters,
        Clock clock) {}
