package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.source.SignInAttempt;
import io.auditsphere.model.detect.source.SourceWatch;
import io.auditsphere.schemas.Finding;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Watches the sources of sign-ins: takes an attempt into what is known of its source, and closes and forgets what is
 * quiet. Keys are subjects: an address, or {@code provider|*}.
 */
final class SourceProcessor extends ContextualProcessor<byte[], byte[], byte[], Outgoing> {

    /** Looking once a minute of event time closes findings in good time. */
    private static final long REST_MS = 60_000;
    /** At any speed sources are gone through so often: one is quiet after hours, and kept for a day or more. */
    private static final long PASS_MS = 6 * 3_600_000L;

    private final TopologySettings settings;
    private final SourceWatch watch;
    private final ResultRecords records;
    private final StreamCounters counters;
    private KeyValueStore<Bytes, byte[]> activity;
    private TaskWatermark watermark;
    private KeyValueStore<Bytes, byte[]> eventTime;
    private StoreWalk quiet;
    private final TidySchedule schedule = new TidySchedule();

    SourceProcessor(TopologySettings settings, StreamParts parts) {
        this.settings = settings;
        this.watch = parts.sources();
        this.records = new ResultRecords(settings, parts.responses());
        this.counters = parts.counters();
    }

    /** The store of what it remembers. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.ADDRESS_ACTIVITY), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        activity = context.getStateStore(Names.ADDRESS_ACTIVITY);
        eventTime = context.getStateStore(Names.ADDRESS_TIME);
        watermark = new TaskWatermark(eventTime);
        quiet = new StoreWalk(activity, REST_MS, PASS_MS);
        schedule.dueFrom(quiet.dueMs());
        context.schedule(settings.tidyInterval(), PunctuationType.WALL_CLOCK_TIME, this::tidy);
    }

    @Override
    public void process(Record<byte[], byte[]> read) {
        SignInAttempt attempt = SignInAttempt.decode(read.value());
        Bytes key = Bytes.wrap(read.key());
        UserFindings state = UserFindings.decode(activity.get(key));
        SourceWatch.Observed observed = watch.observe(new String(read.key(), UTF_8), attempt, state);
        String address = attempt.source();
        put(key, state);
        schedule.reached(watermark.observe(attempt.timeMs(), read.timestamp()));
        counters.countMuted(observed.muted());
        forward(observed.written(), address, read.timestamp());
        if (schedule.isDue()) {
            schedule.takeTurn(() -> tidy(context().currentSystemTimeMs()), counters);
        }
    }

    private void tidy(long wallClockMs) {
        long watermarkMs = Math.max(TaskWatermark.stored(eventTime), schedule.reachedMs());
        if (watermarkMs == TaskWatermark.NONE) {
            return;
        }
        quiet.advance(watermarkMs, settings.tidyUsers(), (key, stored) -> {
            UserFindings state = UserFindings.decode(stored);
            List<Finding> closed = watch.closeQuiet(new String(key.get(), UTF_8), state, watermarkMs);
            if (state.changed()) {
                put(key, state);
            }
            forward(closed, null, wallClockMs);
        });
        schedule.dueFrom(quiet.dueMs());
    }

    private void put(Bytes key, UserFindings state) {
        activity.put(key, state.isEmpty() ? null : state.encode());
    }

    private void forward(List<Finding> findings, String address, long timestampMs) {
        counters.countFindings(findings);
        for (Record<byte[], Outgoing> each : records.of(findings, address, timestampMs)) {
            context().forward(each);
        }
    }
}
