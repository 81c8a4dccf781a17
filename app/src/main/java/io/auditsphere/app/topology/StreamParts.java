package io.auditsphere.app.topology;

import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.model.detect.source.SourceWatch;
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
 * @param sources watches where sign-ins come from; thread-safe
 * @param responses what is done about findings
 * @param counters where everything is counted
 * @param clock the time of arrival of records whose client sets none
 */
public record StreamParts(
        EventDecoder decoder,
        Supplier<EventScorer> scorers,
        ModelSource models,
        SourceWatch sources,
        ResponsePolicy responses,
        StreamCounters counters,
        Clock clock) {}
