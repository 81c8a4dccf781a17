package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
 * collector is down. A look is taken by the wall clock, at no more than so many users at a time, since it holds up the
 * stream; and where event time moves faster than those looks get through the users, by events too ({@link
 * TidySchedule}), under the same ceiling.
 */
final class TidyProcessor extends ContextualProcessor<byte[], Outgoing, byte[], Outgoing> {

    /**
     * Users are gone through so many times within the TTL, and one is forgotten two passes too late at most: a thirtieth
     * of it. More passes are more reading: where a user has an event in five days, as in the soak of docs/PERFORMANCE.md,
     * these are already ten visits an event.
     */
    private static final int TTL_PASSES = 60;

    /** In the store of the watermark, since it is written and lost with it. */
    private static final Bytes PLACE = Bytes.wrap("silent-users".getBytes(US_ASCII));

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
    private TidySchedule schedule;
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
        long passMs = Math.max(1, settings.userTtl().toMillis() / TTL_PASSES);
        silentUsers = new StoreWalk(users.activity(), passMs, passMs);
        silentUsers.goOnFrom(eventTime.get(PLACE));
        census = new StoreWalk(users.activity(), CENSUS_PASS_MS, CENSUS_PASS_MS);
        schedule = users.schedule();
        schedule.dueFrom(silentUsers.dueMs());
        context.schedule(settings.tidyInterval(), PunctuationType.WALL_CLOCK_TIME, wallClockMs -> {
            long watermarkMs = watermarkMs();
            if (watermarkMs != TaskWatermark.NONE) {
                tidy(watermarkMs, wallClockMs);
                count(watermarkMs);
            }
        });
    }

    @Override
    public void process(Record<byte[], Outgoing> result) {
        if (!result.value().goesTo(Outgoing.Destination.NOWHERE)) {
            context().forward(result);
        } else {
            schedule.takeTurn(() -> tidy(watermarkMs(), context().currentSystemTimeMs()), counters);
        }
    }

    /** The store has it to the second, and over restarts; the schedule has what came since. */
    private long watermarkMs() {
        return Math.max(TaskWatermark.stored(eventTime), schedule.reachedMs());
    }

    private void tidy(long watermarkMs, long wallClockMs) {
        // The walks read bytes.
        users.writeDown();
        users.holders()
                .advance(
                        watermarkMs,
                        settings.tidyUsers(),
                        (key, stored) -> closeQuiet(key, stored, watermarkMs, wallClockMs));
        if (!silentUsers.rests(watermarkMs)) {
            long forgottenBefore = watermarkMs - settings.userTtl().toMillis();
            silentUsers.advance(watermarkMs, settings.tidyUsers(), (key, stored) -> {
                if (UserState.newestMs(stored) < forgottenBefore) {
                    forget(key, watermarkMs, wallClockMs);
                }
            });
            eventTime.put(PLACE, silentUsers.place());
        }
        schedule.dueFrom(silentUsers.dueMs());
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
