package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.schemas.Finding;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What time does to state that no event touches: findings go quiet and close, silent users are forgotten. Results pass
 * through untouched; it stands behind the merge so that it is there once a task, and not once a provider.
 *
 * <p>Time is the task's watermark: with no events it stands still, and nothing closes or is forgotten because a
 * collector is down. The look is taken by the wall clock, at no more than so many users at a time, since it holds up the
 * stream.
 */
final class TidyProcessor extends ContextualProcessor<byte[], Outgoing, byte[], Outgoing> {

    /** A user is forgotten this part of the TTL too late at most, so that state is not read all day long. */
    private static final int TTL_PASSES = 90;
    /** Users are counted again after this much event time: somebody looks at the figure, nothing depends on it. */
    private static final long CENSUS_PASS_MS = 600_000;
    /** A fifth of the users of a look are counted in it: it reads both parts of a user, and is in no hurry. */
    private static final int CENSUS_SHARE = 5;

    private final TopologySettings settings;
    private final StreamParts parts;
    private final ResultRecords records;
    private final StreamCounters counters;
    private final MemoryBudget budget;
    private EventScorer scorer;
    private UserMemory users;
    private KeyValueStore<Bytes, byte[]> eventTime;
    private StoreWalk silentUsers;
    private StoreWalk census;
    private long learning;
    private long established;

    TidyProcessor(TopologySettings settings, StreamParts parts, MemoryBudget budget) {
        this.settings = settings;
        this.parts = parts;
        this.records = new ResultRecords(settings, parts.responses());
        this.counters = parts.counters();
        this.budget = budget;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        scorer = parts.scorers().get();
        users = UserMemory.of(context, budget);
        eventTime = context.getStateStore(Names.EVENT_TIME);
        silentUsers =
                new StoreWalk(users.activity(), Math.max(1, settings.userTtl().toMillis() / TTL_PASSES));
        census = new StoreWalk(users.activity(), CENSUS_PASS_MS);
        context.schedule(settings.tidyInterval(), PunctuationType.WALL_CLOCK_TIME, this::tidy);
    }

    @Override
    public void process(Record<byte[], Outgoing> result) {
        context().forward(result);
    }

    private void tidy(long wallClockMs) {
        long watermarkMs = TaskWatermark.stored(eventTime);
        if (watermarkMs == TaskWatermark.NONE) {
            return;
        }
        // The walks read bytes.
        users.writeDown();
        users.holders()
                .advance(
                        watermarkMs,
                        settings.tidyUsers(),
                        (key, stored) -> closeQuiet(key, stored, watermarkMs, wallClockMs));
        long forgottenBefore = watermarkMs - settings.userTtl().toMillis();
        silentUsers.advance(watermarkMs, settings.tidyUsers(), (key, stored) -> {
            if (UserState.newestMs(stored) < forgottenBefore) {
                forget(key, watermarkMs, wallClockMs);
            }
        });
        count(watermarkMs);
    }

    private void count(long watermarkMs) {
        int limit = Math.max(1, settings.tidyUsers() / CENSUS_SHARE);
        boolean ended = census.advance(watermarkMs, limit, (key, stored) -> {
            if (UserState.isEstablished(users.history().get(key))) {
                established++;
            } else {
                learning++;
            }
        });
        if (ended) {
            counters.census().found(context().taskId(), new UserCensus.Count(learning, established));
            learning = 0;
            established = 0;
        }
    }

    @Override
    public void close() {
        counters.census().forget(context().taskId());
    }

    private void closeQuiet(Bytes key, byte[] stored, long watermarkMs, long wallClockMs) {
        UserFindings open = UserFindings.decode(stored);
        List<Finding> closed = scorer.closeQuiet(new String(key.get(), UTF_8), open, watermarkMs);
        if (open.changed()) {
            users.forget(key);
            users.putFindings(key, open.isEmpty() ? null : open.encode());
        }
        counters.countFindings(closed);
        for (Record<byte[], Outgoing> each : records.of(closed, null, wallClockMs)) {
            context().forward(each);
        }
    }

    private void forget(Bytes key, long watermarkMs, long wallClockMs) {
        byte[] stored = users.findingsOf(key);
        if (stored != null && !UserFindings.hasNoFinding(stored)) {
            closeQuiet(key, stored, watermarkMs, wallClockMs);
        }
        users.delete(key);
        counters.countForgottenUser();
    }
}
