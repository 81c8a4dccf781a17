package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The name of a field, with what is needed of it again and again. Immutable and thread-safe. */
final class JsonName {

    private static final int PREFIX = Long.BYTES;

    /** The name, interned: the same object as the literal that a form asks for. */
    final String text;

    /** The name as JSON writes it, between quotation marks and with a colon behind. */
    final byte[] quoted;

    final int hash;

    /** Its first bytes as a number, in whose order names of ASCII stand; only for those. */
    private final long prefix;

    private final boolean ascii;

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
