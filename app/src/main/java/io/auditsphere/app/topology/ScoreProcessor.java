package io.auditsphere.app.topology;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.model.scoring.ScoredEvent;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One provider's branch: takes the user's state, has the event scored, puts the state back and sends the results on. An
 * event that only teaches ends here.
 *
 * <p>Everything is computed, and its size known, before the first put: what was put before an exception stays put.
 */
final class ScoreProcessor extends ContextualProcessor<byte[], Decoded.Event, byte[], Outgoing> {

    private final String provider;
    private final TopologySettings settings;
    private final StreamParts parts;
    private final ModelSource models;
    private final ResultRecords records;
    private final StreamCounters counters;
    private final ProviderCounters providerCounters;
    private EventScorer scorer;
    private KeyValueStore<Bytes, byte[]> activity;
    private KeyValueStore<Bytes, byte[]> history;
    private KeyValueStore<Bytes, byte[]> findings;
    private SeenEvents seen;

    ScoreProcessor(String provider, TopologySettings settings, StreamParts parts) {
        this.provider = provider;
        this.settings = settings;
        this.parts = parts;
        this.models = parts.models();
        this.records = new ResultRecords(settings);
        this.counters = parts.counters();
        this.providerCounters = counters.provider(provider);
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        scorer = parts.scorers().get();
        activity = context.getStateStore(Names.USER_ACTIVITY);
        history = context.getStateStore(Names.USER_HISTORY);
        findings = context.getStateStore(Names.FINDINGS);
        seen = settings.dropsDuplicates()
                ? new SeenEvents(context.getStateStore(Names.SEEN_EVENTS), settings.dedupRetention())
                : null;
    }

    @Override
    public void process(Record<byte[], Decoded.Event> read) {
        AuditEvent event = read.value().event();
        Bytes key = Bytes.wrap(read.key());
        UserState user = UserState.decode(activity.get(key), history.get(key));
        UserFindings open = UserFindings.decode(findings.get(key));
        if (Purpose.isLearn(read.headers())) {
            scorer.learn(event, user, open, read.timestamp());
            put(key, user, open, read.value().seenId());
            counters.countLearnt();
            return;
        }
        long startedNanos = System.nanoTime();
        ScoredEvent scored = scorer.score(event, user, open, models.modelOf(provider), read.timestamp());
        counters.scoring().record((System.nanoTime() - startedNanos) / 1_000);
        List<Record<byte[], Outgoing>> outgoing = records.of(scored, read.key(), read.timestamp());
        if (outgoing == null) {
            forwardTooLarge(read);
            return;
        }
        put(key, user, open, read.value().seenId());
        for (Record<byte[], Outgoing> each : outgoing) {
            context().forward(each);
        }
        count(scored, read.timestamp());
    }

    private void put(Bytes key, UserState user, UserFindings open, SeenEvents.Id seenId) {
        byte[] newActivity = user.encodeActivity();
        byte[] newHistory = user.historyChanged() ? user.encodeHistory() : null;
        byte[] newFindings = open.changed() && !open.isEmpty() ? open.encode() : null;
        activity.put(key, newActivity);
        if (newHistory != null) {
            history.put(key, newHistory);
        }
        if (open.changed()) {
            findings.put(key, newFindings);
        }
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
        counters.latency().record(anomaly.scoredAt().toEpochMilli() - arrivalMs);
    }
}
