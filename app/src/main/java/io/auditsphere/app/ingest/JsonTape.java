package io.auditsphere.app.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A JSON document as a list of its values in the order of their bytes, each with where it begins and ends and nothing
 * read of it: most of a record's values are never asked for. Filled by {@link JsonScanner}, read through {@link JsonValue}.
 *
 * <p>One table of chains, twice as long as there are values, finds the value of a name in any object; that a name is not
 * there, the usual answer, is mostly told by one look. Names are chosen by strangers, who may choose such as have one hash:
 * a chain that grows too long makes the scanner give up.
 *
 * <p>Not changed once it is filled, and then thread-safe; but for one that {@link #begin} fills anew, which is for one thread.
 */
final class JsonTape {

    /** Bytes of JSON for one value of it, about: what room is made for at first. */
    private static final int BYTES_A_VALUE = 18;

    private static final int LEAST_VALUES = 14;
    private static final int MOST_VALUES_AT_FIRST = 4096;

    /** How many values a chain may have before one more is refused. */
    private static final int LONGEST_CHAIN = 64;

    private static final int[] NOTHING = {};

    byte[] json;

    /** Under what name a value stands; null where it stands under none. */
    JsonName[] names;
    /** Where each value begins. */
    int[] starts;
    /** Of a container the index behind its last value; of a scalar {@code ~(end << 1 | coded)}: see {@link #scalar}. */
    int[] next;
    /** The container in which it stands; -1 for the outermost value. */
    int[] parents;

    /** Of a named value the one before it in its chain; 0 where it is the last. */
    private int[] chain;

    int size;

    /** Where chains begin, by hash of object and name; 0 for none. Its length is a power of two. */
    private int[] chains;

    private int shift;

    JsonTape(byte[] json) {
        starts = NOTHING;
        chains = NOTHING;
        begin(json);
    }

    /** Empties it for a document; whatever was read from it before is lost. */
    void begin(byte[] document) {
        json = document;
        size = 0;
        int values = LEAST_VALUES + document.length / BYTES_A_VALUE;
        if (starts.length < Math.min(values, MOST_VALUES_AT_FIRST)) {
            makeRoom(Math.min(values, MOST_VALUES_AT_FIRST));
        }
        // By the bytes and not by the room: the table does not grow with the values.
        int places = Integer.highestOneBit(values) * 4;
        if (chains.length < places) {
            chains = new int[places];
        } else {
            Arrays.fill(chains, 0, places, 0);
        }
        shift = Integer.numberOfLeadingZeros(places - 1);
    }

    private void makeRoom(int room) {
        names = new JsonName[room];
        starts = new int[room];
        next = new int[room];
        parents = new int[room];
        chain = new int[room];
    }

    /** Whether it is worth to be kept for another document: what a large one took is given back. */
    boolean isSmall() {
        return starts.length <= MOST_VALUES_AT_FIRST && chains.length <= 4 * MOST_VALUES_AT_FIRST;
    }

    private JsonTape(JsonTape other) {
        json = other.json;
        names = other.names.clone();
        starts = other.starts;
        next = other.next;
        parents = other.parents;
        size = other.size;
        chain = new int[other.chain.length];
        chains = new int[other.chains.length];
        shift = other.shift;
    }

    /** Adds a value of which only the beginning is known; its index. */
    int add(int parent, JsonName name, int start) {
        int index = size;
        if (index == starts.length) {
            grow();
        }
        names[index] = name;
        starts[index] = start;
        parents[index] = parent;
        size = index + 1;
        return index;
    }

    private void grow() {
        int room = starts.length * 2;
        names = Arrays.copyOf(names, room);
        starts = Arrays.copyOf(starts, room);
        next = Arrays.copyOf(next, room);
        parents = Arrays.copyOf(parents, room);
        chain = Arrays.copyOf(chain, room);
    }

    /**
     * Makes a named value one that is found by its name.
     *
     * @return false if its object has a value of this name already, or if that cannot be said cheaply
     */
    boolean enter(int index) {
        JsonName name = names[index];
        int parent = parents[index];
        int place = place(parent, name.hash);
        int first = chains[place];
        int left = LONGEST_CHAIN;
        for (int i = first; i != 0; i = chain[i]) {
            if (left-- == 0 || (parents[i] == parent && names[i].isSame(name))) {
                return false;
            }
        }
        chain[index] = first;
        chains[place] = index;
        return true;
    }

    /** The same where no object has a name twice, however long chains get. */
    void enterUnique(int index) {
        int place = place(parents[index], names[index].hash);
        chain[index] = chains[place];
        chains[place] = index;
    }

    private int place(int object, int hash) {
        return ((hash + object * 0x85EBCA6B) * 0x9E3779B9) >>> shift;
    }

    /** The index of an object's value of this name, or -1; -1 too where the index is no object's. */
    int find(int object, String name) {
        for (int i = chains[place(object, name.hashCode())]; i != 0; i = chain[i]) {
            if (parents[i] == object && names[i].is(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Says where the scalar ends.
     *
     * @param end the index of the byte behind it, or of a text's closing quotation mark
     * @param coded whether the text is anything but its own bytes as ASCII
     */
    void scalar(int index, int end, boolean coded) {
        next[index] = ~(end << 1 | (coded ? 1 : 0));
    }

    /** The index of the value behind this one and all that it holds. */
    int after(int index) {
        int then = next[index];
        return then < 0 ? index + 1 : then;
    }

    int endOfScalar(int index) {
        return ~next[index] >> 1;
    }

    boolean isCoded(int index) {
        return (~next[index] & 1) != 0;
    }

    /** A tape on which one object has other names: {@link JsonValue#renamed}. */
    JsonTape renamed(int object, UnaryOperator<String> renaming) {
        JsonTape tape = new JsonTape(this);
        Map<String, Integer> taken = new HashMap<>();
        for (int i = object + 1; i < next[object]; i = after(i)) {
            String own = names[i].text;
            String name = renaming.apply(own);
            if (name.equals(own) || find(object, name) < 0) {
                Integer before = taken.put(name, i);
                if (before != null) {
                    tape.names[before] = names[before];
                }
                tape.names[i] = name.equals(own) ? names[i] : JsonName.of(name);
            }
        }
        for (int i = 1; i < size; i++) {
            if (names[i] != null) {
                tape.enterUnique(i);
            }
        }
        return tape;
    }
}
