package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreWalkTest {

    private static final long REST_MS = 1_000;
    private static final long PASS_MS = 4_000;

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("store"), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void fill() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        for (int i = 0; i < 8; i++) {
            store.put(Bytes.wrap(("key" + i).getBytes(StandardCharsets.UTF_8)), new byte[0]);
        }
    }

    @Test
    void itsTurnsAreDueEvenlyOverTheTimeOfAPass() {
        StoreWalk walk = new StoreWalk(store, REST_MS, PASS_MS);
        assertThat(walk.dueMs()).as("the first one at once").isEqualTo(TaskWatermark.NONE);

        advance(walk, 10_000, 4);
        assertThat(walk.dueMs()).as("half of it is done").isEqualTo(10_000 + PASS_MS / 2);
        advance(walk, 10_100, 4);
        assertThat(walk.dueMs()).as("all of it, ahead of time").isEqualTo(10_000 + PASS_MS);
        assertThat(advance(walk, 10_200, 4)).as("nothing was left").isEmpty();

        assertThat(walk.rests(10_000 + REST_MS - 1)).isTrue();
        assertThat(advance(walk, 10_000 + REST_MS - 1, 4)).isEmpty();
        assertThat(advance(walk, 10_000 + REST_MS, 4)).containsExactly("key0", "key1", "key2", "key3");
        assertThat(walk.dueMs()).isEqualTo(10_000 + REST_MS + PASS_MS / 2);
    }

    @Test
    void aStoreThatGrewDoesNotMakeItLate() {
        StoreWalk walk = new StoreWalk(store, REST_MS, PASS_MS);
        advance(walk, 0, 100);
        for (int i = 0; i < 100; i++) {
            store.put(Bytes.wrap(("more" + i).getBytes(StandardCharsets.UTF_8)), new byte[0]);
        }
        advance(walk, PASS_MS, 50);
        assertThat(walk.dueMs())
                .as("50 of the 8 that it knew of: the rest is due when the pass is to end, and no later")
                .isEqualTo(2 * PASS_MS);
    }

    @Test
    void anotherRunGoesOnFromItsPlace() {
        StoreWalk walk = new StoreWalk(store, REST_MS, PASS_MS);
        advance(walk, 10_000, 3);

        StoreWalk next = new StoreWalk(store, REST_MS, PASS_MS);
        next.goOnFrom(walk.place());
        assertThat(next.dueMs()).isEqualTo(walk.dueMs());
        assertThat(advance(next, 10_001, 3)).containsExactly("key3", "key4", "key5");

        advance(next, 10_002, 3);
        StoreWalk resting = new StoreWalk(store, REST_MS, PASS_MS);
        resting.goOnFrom(next.place());
        assertThat(resting.rests(10_003))
                .as("between two passes it rests after a restart too")
                .isTrue();
        assertThat(resting.dueMs()).isEqualTo(10_000 + PASS_MS);
    }

    @Test
    void aPlaceThatItCannotReadIsTheBeginning() {
        for (byte[] place : new byte[][] {null, {}, {9, 1, 2}, new byte[100]}) {
            StoreWalk walk = new StoreWalk(store, REST_MS, PASS_MS);
            walk.goOnFrom(place);
            assertThat(advance(walk, 5, 1)).containsExactly("key0");
        }
    }

    private static List<String> advance(StoreWalk walk, long watermarkMs, int limit) {
        List<String> visited = new ArrayList<>();
        walk.advance(watermarkMs, limit, (key, value) -> visited.add(new String(key.get(), StandardCharsets.UTF_8)));
        return visited;
    }
}
