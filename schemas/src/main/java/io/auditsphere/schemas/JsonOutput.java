package io.auditsphere.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8 straight into an array, for the two objects of which one is written for every event: a generator
 * that knows nothing of their fields took three times as long. It writes byte for byte what Jackson's generator writes,
 * which {@code JsonOutputTest} compares: control characters, quotes, backslashes and what lies beyond the first plane of
 * Unicode are escaped, everything else stands for itself, whole numbers have no fraction. It trusts its callers to nest what they open.
 *
 * <p>One a thread, reused: {@link #forThread}.
 */
final class JsonOutput {

    private static final int USUAL_BYTES = 4 << 10;
    /** A larger array is given back to the collector after use. */
    private static final int MOST_KEPT = 256 << 10;

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final byte[] NULL = "null".getBytes(UTF_8);

    private static final ThreadLocal<JsonOutput> OWN = ThreadLocal.withInitial(JsonOutput::new);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int at;

    /** Names that were written lately by their places, and their encoded forms: a schema's names are always the same. */
    private final String[] names = new String[32];

    private final byte[][] encodedNames = new byte[names.length][];

    /** Objects that come again and again, and their encoded forms: a few models score all events. */
    private final Object[] remembered = new Object[8];

    private final byte[][] rememberedBytes = new byte[remembered.length][];
    private int nextRemembered;

    private JsonOutput() {}

    /** This thread's output, empty; of use until it is asked for again. */
    static JsonOutput forThread() {
        JsonOutput own = OWN.get();
        own.at = 0;
        if (own.bytes.length > MOST_KEPT) {
            own.bytes = new byte[USUAL_BYTES];
        }
        return own;
    }

    /** A name as it is written: in quotes, with its colon. It holds nothing that needs an escape. */
    static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(UTF_8);
    }

    /** The wire names of an enum's constants in quotes, by ordinal. They hold nothing that needs an escape. */
    static <E extends Enum<E> & WireName> byte[][] constants(Class<E> type) {
        E[] constants = type.getEnumConstants();
        byte[][] encoded = new byte[constants.length][];
        for (int i = 0; i < constants.length; i++) {
            encoded[i] = ('"' + constants[i].wireName() + '"').getBytes(UTF_8);
        }
        return encoded;
    }

    /** A copy of what was written. */
    byte[] toByteArray() {
        return Arrays.copyOf(bytes, at);
    }

    /** Begins an object that is the whole, or one of an array. */
    void beginObject() {
        next();
        put('{');
    }

    void beginObject(byte[] name) {
        field(name);
        put('{');
    }

    void beginObject(String name) {
        next();
        text(name);
        put(':');
        put('{');
    }

    void endObject() {
        put('}');
    }

    void beginArray(byte[] name) {
        field(name);
        put('[');
    }

    void endArray() {
        put(']');
    }

    /**
     * Writes a name and a value as they were written when this object was last {@link #remember remembered}.
     *
     * @param value an immutable object, known by its identity
     * @return false, with nothing written, if it was not remembered or has been forgotten since
     */
    @SuppressWarnings("ReferenceEquality") // an equal object is written anew, that is all
    boolean again(Object value) {
        for (int i = 0; i < remembered.length; i++) {
            if (remembered[i] == value) {
                next();
                copy(rememberedBytes[i]);
                return true;
            }
        }
        return false;
    }

    /** Remembers what was written since this position, from a name on, as what this object is written as. */
    void remember(Object value, int start) {
        // A comma was written before the name, unless it came first.
        int from = bytes[start] == ',' ? start + 1 : start;
        remembered[nextRemembered] = value;
        rememberedBytes[nextRemembered] = Arrays.copyOfRange(bytes, from, at);
        nextRemembered = (nextRemembered + 1) % remembered.length;
    }

    /** How many bytes were written. */
    int position() {
        return at;
    }

    void text(byte[] name, String value) {
        field(name);
        text(value);
    }

    void optional(byte[] name, String value) {
        if (value != null) {
            text(name, value);
        }
    }

    void text(String name, String value) {
        next();
        text(name);
        put(':');
        text(value);
    }

    void bool(byte[] name, boolean value) {
        field(name);
        copy(value ? TRUE : FALSE);
    }

    <E extends Enum<E>> void constant(byte[] name, E value, byte[][] constants) {
        field(name);
        copy(constants[value.ordinal()]);
    }

    <E extends Enum<E>> void nullable(byte[] name, E value, byte[][] constants) {
        field(name);
        copy(value == null ? NULL : constants[value.ordinal()]);
    }

    void nil(byte[] name) {
        field(name);
        copy(NULL);
    }

    void nullable(byte[] name, Double value) {
        field(name);
        number(value == null ? Double.NaN : value);
    }

    void optional(byte[] name, Double value) {
        if (value != null && Double.isFinite(value)) {
            field(name);
            number(value);
        }
    }

    void optional(byte[] name, Integer value) {
        if (value != null) {
            field(name);
            number(value);
        }
    }

    void whole(byte[] name, int value) {
        field(name);
        whole(value);
    }

    void number(byte[] name, double value) {
        field(name);
        number(value);
    }

    /** A number under the index-th name of a list of names that hardly ever changes. */
    @SuppressWarnings("ReferenceEquality") // another object of the same name is encoded again, that is all
    void number(int index, String name, double value) {
        if (index >= names.length) {
            next();
            text(name);
            put(':');
        } else {
            if (names[index] != name) {
                int start = at;
                text(name);
                put(':');
                encodedNames[index] = Arrays.copyOfRange(bytes, start, at);
                names[index] = name;
                at = start;
            }
            field(encodedNames[index]);
        }
        number(value);
    }

    void time(byte[] name, Instant value) {
        field(name);
        room(Rfc3339.MAX_LENGTH + 2);
        put('"');
        int length = Rfc3339.write(value, bytes, at);
        if (length < 0) {
            at--;
            text(value.toString());
            return;
        }
        at += length;
        put('"');
    }

    private void field(byte[] name) {
        room(name.length + 1);
        if (!isFirst()) {
            bytes[at++] = ',';
        }
        System.arraycopy(name, 0, bytes, at, name.length);
        at += name.length;
    }

    /** A comma, unless this is the first of its object or array. */
    private void next() {
        if (!isFirst()) {
            put(',');
        }
    }

    private boolean isFirst() {
        return at == 0 || bytes[at - 1] == '{' || bytes[at - 1] == '[';
    }

    /** Whole numbers are written without a fraction; what JSON cannot hold is written as null. */
    private void number(double value) {
        int whole = (int) value;
        if (whole == value) {
            whole(whole);
        } else if (Double.isFinite(value)) {
            String text = NumberOutput.toString(value, true);
            room(text.length());
            for (int i = 0; i < text.length(); i++) {
                bytes[at++] = (byte) text.charAt(i);
            }
        } else {
            copy(NULL);
        }
    }

    private void whole(int value) {
        room(11);
        if (value >= 0 && value < 10) {
            bytes[at++] = (byte) ('0' + value);
        } else {
            at = NumberOutput.outputInt(value, bytes, at);
        }
    }

    private void text(String value) {
        if (value == null) {
            copy(NULL);
            return;
        }
        byte[] encoded = value.getBytes(UTF_8);
        room(encoded.length + 2);
        bytes[at++] = '"';
        if (JsonEscapes.isPlain(encoded)) {
            System.arraycopy(encoded, 0, bytes, at, encoded.length);
            at += encoded.length;
        } else {
            escaped(value);
        }
        put('"');
    }

    private void escaped(String value) {
        room(6 * value.length() + 1);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                escapedAscii((byte) c);
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            } else if (Character.isSurrogate(c)) {
                // Both halves of a character beyond the first plane, and a half that stands alone.
                escapedHex(c);
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
                bytes[at++] = (byte) (0x80 | (c & 0x3f));
            }
        }
    }

    private void escapedAscii(byte each) {
        byte escape = JsonEscapes.of(each);
        if (escape == 0 || escape == '?') {
            bytes[at++] = each;
        } else if (escape == 'u') {
            escapedHex((char) each);
        } else {
            bytes[at++] = '\\';
            bytes[at++] = escape;
        }
    }

    private void escapedHex(char c) {
        bytes[at++] = '\\';
        bytes[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[at++] = HEX[(c >> shift) & 15];
        }
    }

    private void copy(byte[] encoded) {
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, at, encoded.length);
        at += encoded.length;
    }

    private void put(char ascii) {
        room(1);
        bytes[at++] = (byte) ascii;
    }

    private void room(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(at, more)));
        }
    }
}
