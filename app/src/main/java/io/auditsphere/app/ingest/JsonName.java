package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a field, with what is needed of it again and again. Immutable and thread-safe. */
final class JsonName {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PREFIX = Long.BYTES;

    /** How far {@link #writeQuoted} writes behind the name. */
    static final int SLACK = Long.BYTES;

    /** The name, interned: the same object as the literal that a form asks for. */
    final String text;

    /** The name as JSON writes it, between quotation marks and with a colon behind. */
    final byte[] quoted;

    final int hash;

    /** Its first bytes as a number, in whose order names of ASCII stand; only for those. */
    private final long prefix;

    private final boolean ascii;

    /** The first eight bytes of it quoted, the first lowest; zeroes behind where it is shorter. */
    private final long head;

    /** Which bits of the head count. */
    private final long headMask;

    /** The last eight bytes of it quoted; zero where it is shorter. */
    private final long tail;

    private JsonName(String text, byte[] escaped, boolean ascii) {
        this.text = text.intern();
        this.hash = text.hashCode();
        this.ascii = ascii;
        quoted = new byte[escaped.length + 3];
        quoted[0] = '"';
        System.arraycopy(escaped, 0, quoted, 1, escaped.length);
        quoted[escaped.length + 1] = '"';
        quoted[escaped.length + 2] = ':';
        long start = 0;
        for (int i = 0; i < PREFIX; i++) {
            start = start << Byte.SIZE | (i < escaped.length ? escaped[i] : 0);
        }
        prefix = start;
        int length = quoted.length;
        headMask = length < Long.BYTES ? (1L << (length * Byte.SIZE)) - 1 : -1L;
        head = (long) LONGS.get(Arrays.copyOf(quoted, Math.max(Long.BYTES, length)), 0);
        tail = length < Long.BYTES ? 0 : (long) LONGS.get(quoted, length - Long.BYTES);
    }

    /** The name that these bytes of JSON spell, all of them ASCII and without an escape. */
    static JsonName ofAscii(byte[] json, int from, int to) {
        return new JsonName(
                new String(json, from, to - from, StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(json, from, to),
                true);
    }

    /** Any name. */
    static JsonName of(String text) {
        return new JsonName(text, JsonStringEncoder.getInstance().quoteAsUTF8(Text.encodable(text)), false);
    }

    /** Whether it stands here, between quotation marks and with a colon right behind; false too near the end of the bytes. */
    boolean standsAt(byte[] json, int from) {
        int last = from + quoted.length - Long.BYTES;
        if (Math.max(from, last) + Long.BYTES > json.length || ((long) LONGS.get(json, from) & headMask) != head) {
            return false;
        }
        if (last > from && (long) LONGS.get(json, last) != tail) {
            return false;
        }
        for (int i = from + Long.BYTES; i < last; i += Long.BYTES) {
            if ((long) LONGS.get(quoted, i - from) != (long) LONGS.get(json, i)) {
                return false;
            }
        }
        return true;
    }

    /** Writes it quoted; the place behind it. Up to {@link #SLACK} bytes behind that are overwritten. */
    int writeQuoted(byte[] into, int at) {
        int last = at + quoted.length - Long.BYTES;
        LONGS.set(into, at, head);
        for (int i = at + Long.BYTES; i < last; i += Long.BYTES) {
            LONGS.set(into, i, (long) LONGS.get(quoted, i - at));
        }
        if (last > at) {
            LONGS.set(into, last, tail);
        }
        return at + quoted.length;
    }

    /** Whether both are one name; names are interned. */
    @SuppressWarnings("ReferenceEquality")
    boolean isSame(JsonName other) {
        return text == other.text;
    }

    /** Whether this is the name, which in most cases is the same object. */
    @SuppressWarnings("ReferenceEquality")
    boolean is(String name) {
        return text == name || (hash == name.hashCode() && text.equals(name));
    }

    /** The order of names as texts. */
    boolean isBefore(JsonName other) {
        if (ascii && other.ascii && prefix != other.prefix) {
            return prefix < other.prefix;
        }
        return text.compareTo(other.text) < 0;
    }
}
