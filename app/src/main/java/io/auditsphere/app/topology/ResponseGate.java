package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.responses.ResponseMemory;
import io.auditsphere.app.responses.ResponsePlanner;
import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingJson;
import io.auditsphere.schemas.ResponseAction;
import io.auditsphere.schemas.ResponseActionJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
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
 * Decides what is done about findings. All of an installation's pass here, in one task, because limits and holds are the
 * installation's: a limit an hour for each of twelve tasks would be none.
 */
final class ResponseGate extends ContextualProcessor<byte[], byte[], byte[], Outgoing> {

    /** The key under which all findings travel to the one task. */
    static final byte[] KEY = "responses".getBytes(UTF_8);

    /** The header that names the source address of the event behind a finding. */
    static final String ADDRESS = "client_ip";

    /** Longer than any hold with its day for repeats. */
    private static final long REMEMBERED_MS =
            ResponsePlanner.LONGEST_HOLD.multipliedBy(4).toMillis();

    private static final long REST_MS = 3_600_000;
    /** At any speed of the stream all is gone through so often. */
    private static final long PASS_MS = 24 * REST_MS;

    private final TopologySettings settings;
    private final ResponsePolicy policy;
    private final StreamCounters counters;
    private KeyValueStore<Bytes, byte[]> memory;
    private ResponsePlanner planner;
    private StoreWalk forgotten;
    private final TidySchedule schedule = new TidySchedule();
    private long newestMs;

    ResponseGate(TopologySettings settings, StreamParts parts) {
        this.settings = settings;
        this.policy = parts.responses();
        this.counters = parts.counters();
    }

    /** The store of what it remembers. */
    static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.RESPONSE_MEMORY), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        super.init(context);
        memory = context.getStateStore(Names.RESPONSE_MEMORY);
        planner = new ResponsePlanner(policy, new StoreMemory(memory));
        forgotten = new StoreWalk(memory, REST_MS, PASS_MS);
        schedule.dueFrom(forgotten.dueMs());
        context.schedule(settings.tidyInterval(), PunctuationType.WALL_CLOCK_TIME, wallClockMs -> tidy());
    }

    @Override
    public void process(Record<byte[], byte[]> read) {
        Finding finding = finding(read.value());
        Header address = read.headers().lastHeader(ADDRESS);
        newestMs = Math.max(newestMs, read.timestamp());
        schedule.reached(newestMs);
        List<ResponseAction> actions =
                planner.plan(finding, address == null ? null : new String(address.value(), UTF_8), read.timestamp());
        counters.countResponses(actions.size());
        for (ResponseAction action : actions) {
            byte[] key = finding.subject().id().getBytes(UTF_8);
            Outgoing outgoing = new Outgoing(Outgoing.Destination.RESPONSE_ACTIONS, ResponseActionJson.toBytes(action));
            context().forward(new Record<>(key, outgoing, read.timestamp()));
        }
        if (schedule.isDue()) {
            schedule.takeTurn(this::tidy, counters);
        }
    }

    private void tidy() {
        forgotten.advance(newestMs, settings.tidyUsers(), (key, stored) -> {
            if (ResponsePlanner.newestMs(stored) < newestMs - REMEMBERED_MS) {
                memory.delete(key);
            }
        });
        schedule.dueFrom(forgotten.dueMs());
    }

    private static Finding finding(byte[] json) {
        try {
            return FindingJson.read(json);
        } catch (IOException e) {
            throw new SerializationException(
                    "Topic " + Names.RESPONSES_WANTED + " is written by this program alone, but holds no finding", e);
        }
    }

    /** The store, as the planner remembers in it. */
    private record StoreMemory(KeyValueStore<Bytes, byte[]> store) implements ResponseMemory {

        @Override
        public byte[] get(String key) {
            return store.get(Bytes.wrap(key.getBytes(UTF_8)));
        }

        @Override
        public void put(String key, byte[] value) {
            store.put(Bytes.wrap(key.getBytes(UTF_8)), value);
        }
    }
}
