package io.auditsphere.app.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What {@link JsonScanner} looks for in bytes. Never reads behind their end. */
final class JsonBytes {

    /** Where bytes are none of what was looked for. */
    static final int NOT_FORMED = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;

    private JsonBytes() {}

    /** The place of the next quotation mark, backslash, control character or byte beyond ASCII; or the end. */
    static int stop(byte[] bytes, int from) {
        int at = from;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            // Mycroft's test for a zero byte, thrice: the lowest bit that it sets is right, and only that is used. What
            // the test leaves out for bytes beyond ASCII they bring themselves.
            long stops =
                    (((eight ^ QUOTES) - ONES) | ((eight ^ BACKSLASHES) - ONES) | (eight - BLANKS) | eight) & HIGHS;
            if (stops != 0) {
                return at + (Long.numberOfTrailingZeros(stops) >>> 3);
            }
        }
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b < ' ' || b == '"' || b == '\\') {
                return at;
            }
            at++;
        }
        return at;
    }

    /**
     * Copies by eight bytes, which for short texts is sooner done than a call. Writes up to seven bytes behind the last, for
     * which there must be room.
     */
    static void copy(byte[] from, int at, byte[] into, int to, int length) {
        if (at + length + Long.BYTES > from.length) {
            System.arraycopy(from, at, into, to, length);
            return;
        }
        for (int i = 0; i < length; i += Long.BYTES) {
            LONGS.set(into, to + i, (long) LONGS.get(from, at + i));
        }
    }

    /** The place behind one character beyond ASCII, or {@link #NOT_FORMED} (Unicode, table 3-7). */
    static int character(byte[] json, int at, byte first) {
        int lead = first & 0xff;
        int second = at(json, at + 1) & 0xff;
        if (lead >= 0xc2 && lead <= 0xdf) {
            return isTail(second) ? at + 2 : NOT_FORMED;
        }
        boolean tail = isTail(second) && isTail(at(json, at + 2) & 0xff);
        if (lead >= 0xe0 && lead <= 0xef) {
            boolean formed = (lead != 0xe0 || second >= 0xa0) && (lead != 0xed || second <= 0x9f);
            return tail && formed ? at + 3 : NOT_FORMED;
        }
        boolean formed = (lead != 0xf0 || second >= 0x90) && (lead != 0xf4 || second <= 0x8f);
        boolean four = lead >= 0xf0 && lead <= 0xf4 && tail && isTail(at(json, at + 3) & 0xff);
        return four && formed ? at + 4 : NOT_FORMED;
    }

    private static boolean isTail(int b) {
        return b >= 0x80 && b <= 0xbf;
    }

    /** The place of the next byte that is no blank as JSON has them. */
    static int blanksFrom(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] <= ' ') {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return at;
            }
            at++;
        }
        return at;
    }

    /** The byte, or zero behind the end: a byte that nothing in JSON begins or goes on with. */
    static byte at(byte[] json, int at) {
        return at < json.length ? json[at] : 0;
    }
}
