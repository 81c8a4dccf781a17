package io.auditsphere.app.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The names of fields, without making one each time: names repeat from record to record, and in one order. So a name is
 * first guessed by the two before it, which costs a comparison of eight bytes or two, and looked up if it is another.
 *
 * <p>A name has two places in a table of fixed size and takes the older one where both are taken. Whoever chooses names
 * can push others out of it, which makes them dearer and never wrong, and cannot make it grow. The same goes for guesses.
 *
 * <p>Thread-safe without a lock: entries are immutable, and one that another thread does not see or overwrites is made again.
 */
final class JsonNames {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PLACES = 1 << 13;
    private static final Entry[] TABLE = new Entry[PLACES];

    private static final int GUESS_BITS = 12;
    private static final JsonName[] GUESSED = new JsonName[1 << GUESS_BITS];

    private JsonNames() {}

    /** The name that came last time after those of this context; null where none did. */
    static JsonName guess(int context) {
        return GUESSED[place(context)];
    }

    /** Keeps the name as the one to guess in this context. */
    static void learn(int context, JsonName name) {
        GUESSED[place(context)] = name;
    }

    /** The context behind one more name: of the names before it the last two count. */
    static int context(int context, JsonName name) {
        return (context << 12) ^ name.hash;
    }

    private static int place(int context) {
        return (context * 0x9E3779B9) >>> (Integer.SIZE - GUESS_BITS);
    }

    /**
     * @param length of the name in bytes, all of them ASCII
     * @param head its first eight bytes, the first lowest; zeroes behind a shorter name
     * @param middle the eight bytes behind those of a name of more than sixteen
     * @param tail its last eight bytes; zero for a name of less than eight
     */
    private record Entry(JsonName name, int length, long head, long middle, long tail) {

        boolean is(byte[] json, int from, int length, long first, long last) {
            return head == first && tail == last && this.length == length && (length <= 16 || isLong(json, from));
        }

        private boolean isLong(byte[] json, int from) {
            return middle == (long) LONGS.get(json, from + 8)
                    && (length <= 24 || Arrays.equals(name.quoted, 1, length + 1, json, from, from + length));
        }
    }

    /** The name that these bytes spell, all of them ASCII and none a control character. */
    static JsonName of(byte[] json, int from, int to) {
        int length = to - from;
        long head;
        long tail;
        if (length >= Long.BYTES) {
            head = (long) LONGS.get(json, from);
            tail = (long) LONGS.get(json, to - Long.BYTES);
        } else {
            head = shortHead(json, from, length);
            tail = 0;
        }
        long hash = (head * 0x9E3779B97F4A7C15L ^ tail) * 0xC2B2AE3D27D4EB4FL + length;
        int place = (int) (hash >>> 40) & (PLACES - 2);
        Entry first = TABLE[place];
        if (first != null && first.is(json, from, length, head, tail)) {
            return first.name;
        }
        Entry second = TABLE[place + 1];
        if (second != null && second.is(json, from, length, head, tail)) {
            return second.name;
        }
        JsonName name = JsonName.ofAscii(json, from, to);
        TABLE[place + 1] = first;
        TABLE[place] = new Entry(name, length, head, length > 16 ? (long) LONGS.get(json, from + 8) : 0, tail);
        return name;
    }

    private static long shortHead(byte[] json, int from, int length) {
        if (from + Long.BYTES <= json.length) {
            return (long) LONGS.get(json, from) & ((1L << (length * Byte.SIZE)) - 1);
        }
        long head = 0;
        for (int i = length - 1; i >= 0; i--) {
            head = head << Byte.SIZE | json[from + i];
        }
        return head;
    }
}
