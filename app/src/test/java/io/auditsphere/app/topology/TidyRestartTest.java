package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.responses.ResponsePolicy;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that is started again and again gets through its users all the same. */
class TidyRestartTest {

    private static final int USERS = 20;
    private static final int CEILING = 4;

    @TempDir
    Path folder;

    private final KeyValueStore<Bytes, byte[]> activity = store(Names.USER_ACTIVITY);
    private final KeyValueStore<Bytes, byte[]> history = store(Names.USER_HISTORY);
    private final KeyValueStore<Bytes, byte[]> findings = store(Names.FINDINGS);
    private final KeyValueStore<Bytes, byte[]> eventTime = store(Names.EVENT_TIME);
    private final StreamCounters counters = new StreamCounters();

    @Test
    void aStartGoesOnWhereTheRunBeforeStood() {
        Instant now = MORNING.plus(Duration.ofDays(120));
        start();
        new TaskWatermark(eventTime).observe(now.toEpochMilli(), now.toEpochMilli());
        // The silent ones come last by their keys.
        for (int i = 0; i < USERS; i++) {
            put("user" + (char) ('a' + i), i < USERS - CEILING ? now : MORNING);
        }
        int looks = USERS / CEILING;
        for (int look = 1; look <= looks; look++) {
            assertThat(counters.forgottenUsers()).as("before look %d", look).isZero();
            // One look, and the process ends.
            start().scheduledPunctuators().get(0).getPunctuator().punctuate(now.toEpochMilli());
        }
        assertThat(counters.forgottenUsers()).isEqualTo(CEILING);
    }

    private MockProcessorContext<byte[], Outgoing> start() {
        Properties none = new Properties();
        MockProcessorContext<byte[], Outgoing> context =
                new MockProcessorContext<>(none, new TaskId(0, 0), new File(folder.toString()));
        for (KeyValueStore<Bytes, byte[]> store : List.of(activity, history, findings)) {
            open(context, store, new StoreWithMemory<KeyValueStore<Bytes, byte[]>, UserMemory>(store));
        }
        open(context, eventTime, eventTime);
        TopologySettings defaults = StreamStory.onePartition();
        TopologySettings settings = new TopologySettings(
                defaults.topics(),
                defaults.providers(),
                defaults.partitions(),
                defaults.emit(),
                defaults.dedupRetention(),
                defaults.userTtl(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                CEILING);
        StreamParts parts = new StreamParts(
                null, StreamStory::scorer, provider -> null, null, ResponsePolicy.none(), counters, Clock.systemUTC());
        TidyProcessor processor = new TidyProcessor(settings, parts, new MemoryBudget(1 << 20));
        processor.init(context);
        return context;
    }

    /** What is in the stores stays from one start to the next. */
    private static void open(
            MockProcessorContext<byte[], Outgoing> context, KeyValueStore<Bytes, byte[]> store, StateStore asSeen) {
        context.addStateStore(asSeen);
        if (!store.isOpen()) {
            asSeen.init(context.getStateStoreContext(), asSeen);
        }
    }

    private void put(String user, Instant newest) {
        AuditEvent event = event("e", user + "@example.com", newest);
        UserState state = UserState.empty();
        new FeatureEngine(FeatureSettings.defaults()).observe(event, state, newest.toEpochMilli(), true);
        Bytes key = Bytes.wrap(event.userKey().getBytes(StandardCharsets.UTF_8));
        activity.put(key, state.encodeActivity());
        history.put(key, state.encodeHistory());
    }

    private static KeyValueStore<Bytes, byte[]> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
    }
}
