package io.auditsphere.app.topology;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

/** How the ids of one hour lie in the store: blocks, numbered in the order in which they were written. */
final class IdBlocks {

    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private IdBlocks() {}

    /** Puts the first so many ids of an array. */
    static void put(WindowStore<Bytes, byte[]> store, int hour, int number, long[] ids, int count) {
        ByteBuffer block = ByteBuffer.allocate(count * Long.BYTES);
        for (int i = 0; i < count; i++) {
            block.putLong(ids[i]);
        }
        store.put(key(hour, number), block.array(), hour * HOUR_MS);
    }

    /** Hands out every id of an hour and says which number the next block bears. */
    static int read(WindowStore<Bytes, byte[]> store, int hour, LongConsumer ids) {
        int next = 0;
        long time = hour * HOUR_MS;
        try (KeyValueIterator<Windowed<Bytes>, byte[]> blocks =
                store.fetch(key(hour, 0), key(hour, Integer.MAX_VALUE), time, time)) {
            while (blocks.hasNext()) {
                var block = blocks.next();
                byte[] value = block.value;
                for (int at = 0; at + Long.BYTES <= value.length; at += Long.BYTES) {
                    ids.accept(longAt(value, at));
                }
                next = ByteBuffer.wrap(block.key.key().get()).getInt(Integer.BYTES) + 1;
            }
        }
        return next;
    }

    /** Big-endian. */
    static long longAt(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getLong(at);
    }

    private static Bytes key(int hour, int number) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(hour)
                .putInt(number)
                .array());
    }
}
