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

    private static final JsonName TAG = JsonName.of(".tag");
    private static final String TAG_WITHOUT_DOT = "_tag";

    /** Up to how many bytes are kept for the thread's next record. */
    private static final int MOST_KEPT = 1 << 16;

    private static final ThreadLocal<CanonicalJson> SPARE = ThreadLocal.withInitial(CanonicalJson::new);

    private byte[] bytes = {};
    private int size;
    private JsonTape tape;

    /** The fields of the objects that are being written, the innermost last. */
    private int[] fields = new int[64];

    private int top;

    private CanonicalJson() {}

    /** An id made of the record's content. */
    static String hashOf(JsonValue record) {
        CanonicalJson json = SPARE.get();
        if (json.bytes.length > MOST_KEPT || json.fields.length > MOST_KEPT) {
            json = new CanonicalJson();
            SPARE.set(json);
        }
        json.begin(record.tape());
        json.write(record.index());
        json.tape = null;
        return EventIds.hashed(json.bytes, json.size);
    }

    private void begin(JsonTape record) {
        tape = record;
        size = 0;
        top = 0;
        // Without blanks and with names in another order it is no longer than what was read. Only numbers and texts
        // spelled anew can be, and make room for themselves; whatever else is written finds its room.
        if (bytes.length < tape.json.length + JsonName.SLACK) {
            bytes = new byte[tape.json.length + JsonName.SLACK];
        }
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
        int only = object + 1;
        if (only < tape.next[object] && tape.after(only) == tape.next[object]) {
            write('{');
            writeField(only);
            write('}');
            return;
        }
        int from = top;
        push(object);
        int to = top;
        write('{');
        for (int i = from; i < to; i++) {
            if (i > from) {
                write(',');
            }
            writeField(fields[i]);
        }
        write('}');
        top = from;
    }

    private void writeField(int field) {
        JsonName name = tape.names[field];
        size = (name.is(TAG_WITHOUT_DOT) ? TAG : name).writeQuoted(bytes, size);
        write(field);
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
        JsonBytes.copy(tape.json, from - 1, bytes, size, length + 2);
        size += length + 2;
    }

    private void writeEscaped(String text) {
        byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(Text.encodable(text));
        makeRoom(escaped.length);
        bytes[size++] = '"';
        System.arraycopy(escaped, 0, bytes, size, escaped.length);
        size += escaped.length;
        bytes[size++] = '"';
    }

    /** Makes room for so many bytes, and for all of the record behind them. */
    private void makeRoom(int more) {
        int least = size + more + tape.json.length + JsonName.SLACK;
        if (least > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * least);
        }
    }

    /** Numbers, true, false and null. */
    private void writePlain(String text) {
        makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    private void write(char c) {
        bytes[size++] = (byte) c;
    }
}
