package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;

/**
 * One spelling for a record: names sorted, no blanks, and {@code .tag} where a collector could keep no dot and wrote
 * {@code _tag}. The same event has the same id whichever collector wrote it, for providers that give events no id. The
 * bytes are written at once and not through a generator: with sorting and hash this is done for every such event.
 */
final class CanonicalJson {

    private static final int USUAL_BYTES = 2048;
    private static final String TAG = ".tag";
    private static final String TAG_WITHOUT_DOT = "_tag";

    private byte[] bytes = new byte[USUAL_BYTES];
    private int size;

    private CanonicalJson() {}

    /** An id made of the record's content. */
    static String hashOf(JsonNode record) {
        CanonicalJson json = new CanonicalJson();
        json.write(record);
        return EventIds.hashed(json.bytes, json.size);
    }

    private void write(JsonNode node) {
        if (node.isObject()) {
            writeObject(node);
        } else if (node.isArray()) {
            write('[');
            for (int i = 0; i < node.size(); i++) {
                if (i > 0) {
                    write(',');
                }
                write(node.get(i));
            }
            write(']');
        } else if (node.isTextual()) {
            writeText(node.textValue());
        } else {
            writePlain(node.asText());
        }
    }

    private void writeObject(JsonNode node) {
        String[] names = new String[node.size()];
        Iterator<String> all = node.fieldNames();
        for (int i = 0; i < names.length; i++) {
            names[i] = all.next();
        }
        if (names.length > 1) {
            Arrays.sort(names);
        }
        write('{');
        for (int i = 0; i < names.length; i++) {
            if (i > 0) {
                write(',');
            }
            writeText(names[i].equals(TAG_WITHOUT_DOT) ? TAG : names[i]);
            write(':');
            write(node.get(names[i]));
        }
        write('}');
    }

    private void writeText(String text) {
        ensure(text.length() + 2);
        int start = size;
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                size = start;
                writeEscaped(text);
                return;
            }
            bytes[size++] = (byte) c;
        }
        bytes[size++] = '"';
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
