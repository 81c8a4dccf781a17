package io.auditsphere.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What {@link JsonOutput} escapes. Stateless. */
final class JsonEscapes {

    /** As a signed byte, where a character of four bytes begins: written as two escapes. */
    private static final byte FIRST_OF_FOUR = (byte) 0xf0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each of eight bytes. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    /** The highest bit of each. */
    private static final long HIGHEST = 0x8080_8080_8080_8080L;

    /** What follows the backslash of an escape; 'u' where it has no short form, 0 where none is needed. */
    private static final byte[] ESCAPES = escapes();

    private JsonEscapes() {}

    /** What follows the backslash of this character's escape; 'u' where it has no short form, 0 where none is needed. */
    static byte of(byte ascii) {
        return ESCAPES[ascii];
    }

    /** Whether no character needs an escape: eight bytes at a time, and one by one where one of eight may need it. */
    static boolean isPlain(byte[] encoded) {
        int i = 0;
        for (; i + Long.BYTES <= encoded.length; i += Long.BYTES) {
            if (mayNeedEscape((long) LONGS.get(encoded, i)) && !isPlain(encoded, i, i + Long.BYTES)) {
                return false;
            }
        }
        return isPlain(encoded, i, encoded.length);
    }

    /**
     * Whether one of eight bytes is negative, a control character, or one of the three that {@link #ESCAPES} has beside
     * them. A difference sets the highest bit of a byte that was smaller (Warren, Hacker's Delight, 6-1); a borrow may set
     * that of the next byte too, which only costs a second look.
     */
    private static boolean mayNeedEscape(long eight) {
        long control = eight - EACH * ' ';
        long quote = (eight ^ EACH * '"') - EACH;
        long backslash = (eight ^ EACH * '\\') - EACH;
        long replaced = (eight ^ EACH * '?') - EACH;
        return ((eight | control | quote | backslash | replaced) & HIGHEST) != 0;
    }

    private static boolean isPlain(byte[] encoded, int from, int to) {
        for (int i = from; i < to; i++) {
            byte each = encoded[i];
            if (each >= 0 ? ESCAPES[each] != 0 : each >= FIRST_OF_FOUR) {
                return false;
            }
        }
        return true;
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[128];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        // Stands for itself; but half a character is encoded as one, and has to be looked at.
        escapes['?'] = '?';
        return escapes;
    }
}
