package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One spelling for a record: names sorted, no blanks, and {@code .tag} where a collector could keep no dot and wrote
 * {@code _tag}. The same event has the same id whichever collector wrote it, for providers that give events no id. The
 * bytes are written at once and not through a generator: with sorting and hash this is done for every such event.
 */
final class CanonicalJson {

    /** Up to how many names are sorted by insertion. */
    private static final int INSERTED = 40;

    private static final byte[] TAG = JsonName.of(".tag").quoted;
    private static final String TAG_WITHOUT_DOT = "_tag";

    private byte[] bytes;
    private int size;

    private final JsonTape tape;

    /** The fields of the objects that are being written, the innermost last. */
    private int[] fields = new int[64];

    private int top;

    private CanonicalJson(JsonTape tape) {
        this.tape = tape;
        // It has no blanks and names in another order, and is no longer than what was read but for escapes.
        this.bytes = new byte[tape.json.length + 16];
    }

    /** An id made of the record's content. */
    static String hashOf(JsonValue record) {
        CanonicalJson json = new CanonicalJson(record.tape());
        json.write(record.index());
        return EventIds.hashed(json.bytes, json.size);
    }

    private void write(int value) {
        switch (tape.json[tape.starts[value]]) {
            case '{' -> writeObject(value);
            case '[' -> writeArray(value);
            case '"' -> writeText(value);
            default -> writePlain(JsonScalars.asText(tape, value));
        }
    }

    private void writeArray(int array) {
        write('[');
        for (int i = array + 1; i < tape.next[array]; i = tape.after(i)) {
            if (i > array + 1) {
                write(',');
            }
            write(i);
        }
        write(']');
    }

    private void writeObject(int object) {
        int from = top;
        push(object);
        int to = top;
        write('{');
        for (int i = from; i < to; i++) {
            if (i > from) {
                write(',');
            }
            JsonName name = tape.names[fields[i]];
            write(name.is(TAG_WITHOUT_DOT) ? TAG : name.quoted);
            write(fields[i]);
        }
        write('}');
        top = from;
    }

    /** Puts the indexes of an object's fields on the stack in the order of their names. */
    private void push(int object) {
        int from = top;
        int end = tape.next[object];
        for (int field = object + 1; field < end; field = tape.after(field)) {
            if (top == fields.length) {
                fields = Arrays.copyOf(fields, 2 * top);
            }
            int to = top++;
            if (to - from < INSERTED) {
                JsonName name = tape.names[field];
                while (to > from && name.isBefore(tape.names[fields[to - 1]])) {
                    fields[to] = fields[to - 1];
                    to--;
                }
            }
            fields[to] = field;
        }
        if (top - from > INSERTED) {
            int[] sorted = IntStream.range(from, top)
                    .mapToObj(i -> fields[i])
                    .sorted(Comparator.comparing(i -> tape.names[i].text))
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, fields, from, sorted.length);
        }
    }

    private void writeText(int value) {
        int from = tape.starts[value] + 1;
        int length = tape.endOfScalar(value) - from;
        if (tape.isCoded(value)) {
            writeEscaped(JsonScalars.decoded(tape.json, from, from + length));
            return;
        }
        // As it stands between its quotation marks it is what would be written.
        ensure(length + 2);
        System.arraycopy(tape.json, from - 1, bytes, size, length + 2);
        size += length + 2;
    }

    private void write(byte[] quoted) {
        ensure(quoted.length);
        System.arraycopy(quoted, 0, bytes, size, quoted.length);
        size += quoted.length;
    }

    private void writeEscaped(String text) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(Text.encodable(text));
        ensure(escaped.length + 2);
        bytes[size++] = '"';
        System.arraycopy(escaped, 0, bytes, size, escaped.length);
        size += escaped.length;
        bytes[size++] = '"';
    }

    /** Numbers, true, false and null. */
    private void writePlain(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void write(char c) {
        ensure(1);
        bytes[size++] = (byte) c;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
