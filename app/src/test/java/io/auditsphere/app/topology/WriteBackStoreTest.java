package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteBackStoreTest {

    private final KeyValueStore<Bytes, byte[]> behind =
            Stores.inMemoryKeyValueStore("behind").get();
    private final WriteBackStore store = new WriteBackStore(behind);

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    }

    @Test
    void itAnswersAsAMapDoesWhateverIsHeldBack() {
        Random random = new Random(17);
        TreeMap<String, String> expected = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            String key = "user" + random.nextInt(40);
            switch (random.nextInt(7)) {
                case 0 -> assertThat(text(store.delete(key(key)))).isEqualTo(expected.remove(key));
                case 1 ->
                    assertThat(text(store.putIfAbsent(key(key), bytes("absent" + i))))
                            .isEqualTo(expected.putIfAbsent(key, "absent" + i));
                case 2 -> assertThat(entries(store)).isEqualTo(List.copyOf(expected.entrySet()));
                case 3 -> store.commit(Map.of());
                default -> {
                    store.putAll(List.of(KeyValue.pair(key(key), bytes("value" + i))));
                    expected.put(key, "value" + i);
                }
            }
            assertThat(text(store.get(key(key)))).isEqualTo(expected.get(key));
        }
    }

    @Test
    void whatIsPutAgainAndAgainReachesTheStoreBehindOnceBeforeItIsFlushed() {
        for (int i = 0; i < 100_000; i++) {
            store.put(key("busy"), bytes("value" + i));
        }
        assertThat(behind.get(key("busy"))).as("held back").isNull();
        store.flush();
        assertThat(text(behind.get(key("busy")))).isEqualTo("value99999");
    }

    @Test
    void whatIsHeldIsBounded() {
        for (int i = 0; i < 100; i++) {
            store.put(key("user" + i), new byte[100_000]);
        }
        assertThat(entries(behind).size()).isGreaterThan(80);
    }

    @Test
    void anEndWithoutAFlushLeavesTheStoreBehindAsItWas() {
        store.put(key("flushed"), bytes("1"));
        store.flush();
        store.put(key("flushed"), bytes("2"));
        store.put(key("lost"), bytes("3"));
        assertThat(entries(behind)).containsExactly(Map.entry("flushed", "1"));
        store.close();
        open();
        assertThat(store.get(key("lost"))).isNull();
    }

    private static List<Map.Entry<String, String>> entries(KeyValueStore<Bytes, byte[]> of) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = of.all()) {
            all.forEachRemaining(entry ->
                    entries.add(Map.entry(new String(entry.key.get(), StandardCharsets.UTF_8), text(entry.value))));
        }
        return entries;
    }

    private static Bytes key(String text) {
        return Bytes.wrap(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
