package io.auditsphere.app.topology;

import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import io.auditsphere.schemas.Finding;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * One provider's branch: takes the user's state, has the event scored and sends the results on. An event that only
 * teaches ends here.
 *
 * <p>An event that fails, or whose result no topic takes, changes nothing: the user is taken back to what he was.
 */
final class ScoreProcessor extends ContextualProcessor<byte[], Decoded.Event, byte[], Outgoing> {

    private final String provider;
    private final TopologySettings settings;
    private final StreamParts parts;
    private final ModelSource models;
    private final ResultRecords records;
    private final StreamCounters counters;
    private final ProviderCounters providerCounters;
    private final MemoryBudget budget;
    private final MemoryBudget idBudget;
    private EventScorer scorer;
    private UserMemory users;
    private SeenEvents seen;

    ScoreProcessor(
            String provider, TopologySettings settings, StreamParts parts, MemoryBudget budget, MemoryBudget idBudget) {
        this.provider = provider;
        this.settings = settings;
        this.parts = parts;
        this.models = parts.models();
        this.records = new ResultRecords(settings, parts.responses());
        this.counters = parts.counters();
        this.providerCounters = counters.provider(provider);
        this.budget = budget;
        this.idBudget = idBudget;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        scorer = parts.scorers().get();
        users = UserMemory.of(context, budget);
        seen = settings.dropsDuplicates() ? SeenEvents.of(context, settings.dedupRetention(), idBudget) : null;
    }

    @Override
    public void process(Record<byte[], Decoded.Event> read) {
        handle(read);
        // Many an event has no result that is written: its share in tidying up is sent by itself.
        if (users.schedule().isDue()) {
            context().forward(new Record<>(read.key(), Outgoing.TURN, read.timestamp()));
        }
    }

    private void handle(Record<byte[], Decoded.Event> read) {
        AuditEvent event = read.value().event();
        long arrivalMs = read.timestamp();
        users.schedule().reached(Math.min(event.creationTimeMs(), arrivalMs));
        KnownUser user = users.of(Bytes.wrap(read.key()));
        if (Purpose.isLearn(read.headers())) {
            List<Finding> ended = learn(event, user, arrivalMs);
            remember(read.value().seenId());
            if (!ended.isEmpty()) {
                counters.countFindings(ended);
                records.of(ended, null, arrivalMs).forEach(each -> context().forward(each));
            }
            counters.countLearnt();
            return;
        }
        LiveModel model = models.modelOf(provider);
        ScoredEvent scored;
        List<Record<byte[], Outgoing>> outgoing;
        try {
            long startedNanos = System.nanoTime();
            scored = scorer.score(event, user.state(), user.findings(), model, arrivalMs);
            counters.scoring().record((System.nanoTime() - startedNanos) / 1_000);
            outgoing = records.of(scored, parts.sources(), read.key(), arrivalMs);
        } catch (RuntimeException e) {
            users.takeBack(user);
            throw e;
        }
        if (outgoing == null) {
            users.takeBack(user);
            forwardTooLarge(read);
            return;
        }
        users.changed(user, (state, open) -> scorer.score(event, state, open, model, arrivalMs));
        remember(read.value().seenId());
        for (Record<byte[], Outgoing> each : outgoing) {
            context().forward(each);
        }
        count(scored, arrivalMs);
    }

    private List<Finding> learn(AuditEvent event, KnownUser user, long arrivalMs) {
        List<Finding> ended;
        try {
            ended = scorer.learn(event, user.state(), user.findings(), arrivalMs);
        } catch (RuntimeException e) {
            users.takeBack(user);
            throw e;
        }
        users.changed(user, (state, open) -> scorer.learn(event, state, open, arrivalMs));
        return ended;
    }

    private void remember(SeenEvents.Id seenId) {
        if (seenId != null) {
            seen.remember(seenId);
        }
    }

    private void forwardTooLarge(Record<byte[], Decoded.Event> read) {
        counters.countDeadLetter(DeadLetters.RESULT_TOO_LARGE);
        RecordMetadata from = context().recordMetadata().orElseThrow();
        context()
                .forward(records.undeliverable(
                        read,
                        new DeadLetters.Coordinates(from.topic(), from.partition(), from.offset()),
                        DeadLetters.RESULT_TOO_LARGE,
                        "the event's result is over " + settings.maxResultBytes() + " bytes"));
    }

    private void count(ScoredEvent scored, long arrivalMs) {
        Anomaly anomaly = scored.anomaly();
        providerCounters.countResult(
                anomaly.isAnomaly(),
                anomaly.isAlert(),
                anomaly.late(),
                anomaly.baseline() == Baseline.LEARNING,
                anomaly.model() != null,
                arrivalMs,
                arrivalMs - anomaly.event().creationTimeMs());
        counters.countFindings(scored.findings());
        counters.countMuted(anomaly.muted());
        counters.latency().record(anomaly.scoredAt().toEpochMilli() - arrivalMs);
    }
}
