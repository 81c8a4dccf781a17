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

class FindingHoldersTest {

    private static final long REST_MS = 60_000;

    /** The first bytes of the stored form: version and number of findings. */
    private static final byte[] ONE_FINDING = {1, 1, 0};

    private static final byte[] NO_FINDING = {1, 0, 0};

    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("findings"), Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    private final FindingHolders holders = new FindingHolders(store, REST_MS);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    }

    @Test
    void afterAStartAllUsersAreReadInPortionsAndThoseWithFindingsVisited() {
        for (int i = 0; i < 10; i++) {
            store.put(key("user" + i), i % 2 == 0 ? ONE_FINDING : NO_FINDING);
        }
        List<String> visited = new ArrayList<>();
        for (int look = 0; look < 4; look++) {
            assertThat(visited).as("a portion of three read").hasSizeLessThanOrEqualTo(3 * look);
            visited.addAll(visited(0, 3));
        }
        assertThat(visited).containsExactly("user0", "user2", "user4", "user6", "user8");
    }

    @Test
    void onceTheyAreKnownEachPassVisitsThoseWhoHaveFindingsNowAndReadsNobodyElse() {
        store.put(key("ann"), ONE_FINDING);
        assertThat(visited(0, 10)).containsExactly("ann");

        put("bob", ONE_FINDING);
        put("carl", NO_FINDING);
        assertThat(visited(REST_MS - 1, 10)).as("no pass yet").isEmpty();
        assertThat(visited(REST_MS, 10)).containsExactlyInAnyOrder("ann", "bob");

        put("ann", NO_FINDING);
        put("bob", null);
        assertThat(visited(2 * REST_MS, 10)).isEmpty();
    }

    @Test
    void aPassGoesOnWhereTheLimitEndedItAndLeavesOutWhoseFindingsWentMeanwhile() {
        visited(0, 10);
        for (int i = 0; i < 5; i++) {
            put("user" + i, ONE_FINDING);
        }
        List<String> first = visited(REST_MS, 2);
        assertThat(first).hasSize(2);
        List<String> rest = new ArrayList<>(List.of("user0", "user1", "user2", "user3", "user4"));
        rest.removeAll(first);
        put(rest.remove(0), null);
        assertThat(visited(REST_MS, 10)).containsExactlyInAnyOrderElementsOf(rest);
    }

    @Test
    void whenTheStoreMayHaveChangedItIsReadAgain() {
        visited(0, 10);
        put("ann", ONE_FINDING);
        holders.forgetAll();
        store.put(key("bob"), ONE_FINDING);
        assertThat(visited(1, 10)).containsExactly("ann", "bob");
    }

    private void put(String user, byte[] value) {
        store.put(key(user), value);
        holders.stored(key(user), value);
    }

    private List<String> visited(long watermarkMs, int limit) {
        List<String> visited = new ArrayList<>();
        holders.advance(watermarkMs, limit, (key, value) -> visited.add(new String(key.get(), StandardCharsets.UTF_8)));
        return visited;
    }

    private static Bytes key(String user) {
        return Bytes.wrap(user.getBytes(StandardCharsets.UTF_8));
    }
}
