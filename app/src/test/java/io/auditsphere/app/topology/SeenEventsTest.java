package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenEventsTest {

    private static final Duration RETENTION = Duration.ofDays(7);
    private static final long AMPLE = 10_000_000;

    @TempDir
    Path folder;

    private WindowStore<Bytes, byte[]> store;

    @BeforeEach
    void open() {
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore(
                                "seen", RETENTION.plus(Duration.ofDays(2)), Duration.ofHours(1), false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        store.init(
                new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), folder.toFile())
                        .getStateStoreContext(),
                store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "with {0} bytes of heap")
    @ValueSource(longs = {0, 4_000, 40_000, AMPLE})
    void itKnowsExactlyWhatItWasToldHoweverLittleMemoryThereIs(long budget) {
        Random random = new Random(11);
        SeenEvents seen = memory(budget);
        Set<String> told = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            // Mostly the present, some events of any hour of five days, a third of all redelivered.
            int hour = random.nextInt(10) > 0 ? 119 : random.nextInt(120);
            String name = hour + "/" + random.nextInt(hour == 119 ? 12_000 : 40);
            SeenEvents.Id id = seen.idOf(event(name, MORNING.plus(Duration.ofHours(hour))), 0);
            assertThat(seen.contains(id)).as(name).isEqualTo(told.contains(name));
            if (told.add(name)) {
                seen.remember(id);
            }
            if (i % 700 == 0) {
                seen.writeDown();
            }
            if (i % 4_900 == 0) {
                // A restart after a commit: only the store is left.
                seen.forgetAll();
                seen = memory(budget);
            }
        }
    }

    @Test
    void whatWasNotCommittedIsNotKnownAfterwards() {
        SeenEvents seen = memory(AMPLE);
        SeenEvents.Id committed = seen.idOf(event("committed", MORNING), 0);
        SeenEvents.Id lost = seen.idOf(event("lost", MORNING), 0);
        seen.remember(committed);
        seen.writeDown();
        seen.remember(lost);
        seen.forgetAll();

        assertThat(seen.contains(committed)).isTrue();
        assertThat(seen.contains(lost)).isFalse();
    }

    @Test
    void aCommitPutsOneBlockForEachHourAndNoneWithoutNewIds() {
        SeenEvents seen = memory(AMPLE);
        for (int i = 0; i < 100; i++) {
            seen.remember(seen.idOf(event("e" + i, MORNING.plus(Duration.ofHours(i % 2))), 0));
        }
        assertThat(blocks()).as("before the commit").isEmpty();
        seen.writeDown();
        seen.writeDown();

        assertThat(blocks()).extracting(block -> block.length).containsExactly(50 * 8, 50 * 8);
    }

    @Test
    void aBlockThatGrowsTooLargeForOneRecordIsPutBeforeTheCommit() {
        SeenEvents seen = memory(AMPLE);
        for (int i = 0; i < 20_000; i++) {
            seen.remember(seen.idOf(event("e" + i, MORNING), 0));
        }
        assertThat(blocks()).extracting(block -> block.length).containsExactly(65_536, 65_536);
    }

    @Test
    void memoryIsGivenBackWhenAnHourIsPastItsRetentionAndWhenAllIsForgotten() {
        MemoryBudget budget = new MemoryBudget(100_000);
        SeenEvents seen = new SeenEvents(store, RETENTION, budget);
        for (int i = 0; i < 30_000; i++) {
            seen.remember(seen.idOf(event("e" + i, MORNING), 0));
        }
        assertThat(budget.exceeded())
                .as("the hour at hand is kept whatever it takes")
                .isTrue();

        Instant later = MORNING.plus(RETENTION).plus(Duration.ofHours(2));
        assertThat(seen.idOf(event("e1", MORNING), later.toEpochMilli()))
                .as("nobody can say")
                .isNull();
        seen.idOf(event("e1", later), later.toEpochMilli());
        assertThat(budget.exceeded()).isFalse();
    }

    @Test
    void aFilterForgetsNothingAndErrsSeldom() {
        Random random = new Random(5);
        IdSet ids = new IdSet();
        List<Long> added = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            added.add(random.nextLong());
            ids.add(added.get(i));
        }
        IdFilter filter = IdFilter.of(ids);

        assertThat(added).allMatch(filter::mayContain);
        long taken = random.longs(100_000).filter(filter::mayContain).count();
        // A word of 64 bits has four ids of five bits: (1 - e^(-20/64))^5 is 0.15 %, uneven words make it more.
        assertThat(taken).isLessThan(1_000);
    }

    @Test
    void aSetHoldsEveryNumberZeroIncluded() {
        IdSet ids = new IdSet();
        ids.add(0);
        ids.add(0);
        ids.add(-1);
        ids.add(Long.MIN_VALUE);
        assertThat(ids.size()).isEqualTo(3);
        assertThat(List.of(0L, -1L, Long.MIN_VALUE)).allMatch(ids::contains);
        assertThat(ids.contains(1)).isFalse();
    }

    private SeenEvents memory(long budget) {
        return new SeenEvents(store, RETENTION, new MemoryBudget(budget));
    }

    private List<byte[]> blocks() {
        List<byte[]> blocks = new ArrayList<>();
        try (KeyValueIterator<Windowed<Bytes>, byte[]> all = store.all()) {
            all.forEachRemaining(block -> blocks.add(block.value));
        }
        return blocks;
    }

    private static AuditEvent event(String id, Instant created) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("box")
                .creationTime(created)
                .operation("DOWNLOAD")
                .userId("ann@example.com")
                .build();
    }
}
