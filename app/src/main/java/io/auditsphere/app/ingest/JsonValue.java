package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * A value of a JSON document whose shape strangers chose, or the missing value: whatever is asked of a value that is of
 * another kind is answered as of one that is not there, and nothing throws. Texts are made when they are asked for.
 * Immutable and thread-safe.
 */
final class JsonValue implements Iterable<JsonValue> {

    /** What stands where nothing does. */
    static final JsonValue MISSING = missing();

    private final JsonTape tape;
    private final int index;

    private JsonValue(JsonTape tape, int index) {
        this.tape = tape;
        this.index = index;
    }

    private static JsonValue missing() {
        JsonTape nothing = new JsonTape(new byte[1]);
        nothing.scalar(nothing.add(-1, null, 0), 0, false);
        return new JsonValue(nothing, 0);
    }

    /** The value that the tape is of. */
    static JsonValue root(JsonTape tape) {
        return new JsonValue(tape, 0);
    }

    private byte first() {
        return tape.json[tape.starts[index]];
    }

    boolean isMissing() {
        return first() == 0;
    }

    boolean isObject() {
        return first() == '{';
    }

    boolean isArray() {
        return first() == '[';
    }

    boolean isContainer() {
        return tape.next[index] >= 0;
    }

    boolean isTextual() {
        return first() == '"';
    }

    boolean isNull() {
        return first() == 'n';
    }

    boolean isBoolean() {
        return first() == 't' || first() == 'f';
    }

    boolean isNumber() {
        return isNumber(first());
    }

    private static boolean isNumber(byte first) {
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** Whether it is a text, a number, true or false. */
    boolean isScalar() {
        return !isContainer() && !isNull() && !isMissing();
    }

    /** Whether it is true; anything else is not. */
    boolean booleanValue() {
        return first() == 't';
    }

    /** Whether it is true, a text that says so, or a whole number that is not zero. */
    boolean asBoolean() {
        if (isNumber()) {
            String number = JsonScalars.number(tape, index);
            return !number.equals("0") && number.indexOf('.') < 0;
        }
        return booleanValue()
                || (isTextual() && JsonScalars.text(tape, index).trim().equals("true"));
    }

    /** Whether it is an object that has this field, be it null. */
    boolean has(String name) {
        return tape.find(index, name) >= 0;
    }

    /** The value of this field, or the missing value. */
    JsonValue path(String name) {
        int found = tape.find(index, name);
        return found < 0 ? MISSING : new JsonValue(tape, found);
    }

    /** The value at this place of an array, from 0, or the missing value. */
    JsonValue path(int place) {
        if (isArray() && place >= 0) {
            int left = place;
            for (int i = index + 1; i < tape.next[index]; i = tape.after(i)) {
                if (left-- == 0) {
                    return new JsonValue(tape, i);
                }
            }
        }
        return MISSING;
    }

    /** How many values a container has; 0 for anything else. Counts them. */
    int size() {
        int size = 0;
        for (int i = index + 1; i < tape.next[index]; i = tape.after(i)) {
            size++;
        }
        return size;
    }

    /** Whether it has no values. */
    boolean isEmpty() {
        return tape.next[index] <= index + 1;
    }

    /** The field's name where this is a field's value; else null. */
    String name() {
        JsonName name = tape.names[index];
        return name == null ? null : name.text;
    }

    /** The values of a container in order; none for anything else. */
    @Override
    public Iterator<JsonValue> iterator() {
        return new Iterator<>() {
            private int at = index + 1;
            private final int end = tape.next[index];

            @Override
            public boolean hasNext() {
                return at < end;
            }

            @Override
            public JsonValue next() {
                if (at >= end) {
                    throw new NoSuchElementException();
                }
                JsonValue value = new JsonValue(tape, at);
                at = tape.after(at);
                return value;
            }
        };
    }

    /** The text of a string, number or boolean of this name; null for anything else and for blanks. */
    String text(String name) {
        int found = tape.find(index, name);
        return found < 0 ? null : JsonScalars.orNull(tape, found);
    }

    /**
     * The same for a field that has one of few values from record to record: its text is made once, with its hash.
     */
    String keyword(String name) {
        int found = tape.find(index, name);
        if (found < 0) {
            return null;
        }
        return tape.json[tape.starts[found]] == '"'
                ? JsonScalars.keywordOrNull(tape, found)
                : JsonScalars.orNull(tape, found);
    }

    /** The same for a value that is one of few from record to record. */
    String keyword() {
        return isTextual() ? JsonScalars.keywordOrNull(tape, index) : JsonScalars.orNull(tape, index);
    }

    /** The text of a string, number or boolean; null for anything else and for blanks. */
    String scalar() {
        return JsonScalars.orNull(tape, index);
    }

    /** The text of a string; null for anything else. */
    String textValue() {
        return isTextual() ? JsonScalars.text(tape, index) : null;
    }

    /** The text of a string that is a name, such as repeat from record to record; null for anything else. */
    String nameOrNull() {
        if (!isTextual()) {
            return null;
        }
        return JsonScalars.keyword(tape, index);
    }

    /** What a single value reads as; empty for containers and where there is none, {@code null} for null. */
    String asText() {
        byte first = first();
        return switch (first) {
            case '"' -> JsonScalars.text(tape, index);
            case '{', '[', 0 -> "";
            default -> JsonScalars.asText(tape, index);
        };
    }

    /** Whether it is a string of exactly these characters. */
    boolean is(String text) {
        return isTextual() && JsonScalars.isText(tape, index, text);
    }

    /** Whether it is a string of this name in any case; the name is of ASCII. */
    boolean isIgnoringCase(String name) {
        return isTextual() && JsonScalars.isTextIgnoringCase(tape, index, name);
    }

    /** The number as a double; NaN where it is none. */
    double doubleValue() {
        return isNumber() ? Double.parseDouble(JsonScalars.number(tape, index)) : Double.NaN;
    }

    /**
     * A parser that stands before this object or array; it does not stop behind it of its own.
     *
     * @throws IOException if the parser cannot be made
     */
    JsonParser parser() throws IOException {
        int from = tape.starts[index];
        return JsonText.FACTORY.createParser(tape.json, from, tape.json.length - from);
    }

    /**
     * The object with other names for its fields. Of two fields that get one name, the one that had it before counts, else
     * the later one; the other keeps its own name.
     */
    JsonValue renamed(UnaryOperator<String> names) {
        return new JsonValue(tape.renamed(index, names), index);
    }

    JsonTape tape() {
        return tape;
    }

    /** Where it stands on its tape. */
    int index() {
        return index;
    }

    /** The first value of this name in the object, or within what it holds, depth first; else the missing value. */
    JsonValue findPath(String name) {
        int own = tape.find(index, name);
        if (own >= 0) {
            return new JsonValue(tape, own);
        }
        for (JsonValue child : this) {
            JsonValue found = child.findPath(name);
            if (!found.isMissing()) {
                return found;
            }
        }
        return MISSING;
    }

    /** Whether it is this text or, as a container, holds it as a value. */
    boolean holdsText(String text) {
        if (is(text)) {
            return true;
        }
        for (JsonValue child : this) {
            if (child.holdsText(text)) {
                return true;
            }
        }
        return false;
    }
}
