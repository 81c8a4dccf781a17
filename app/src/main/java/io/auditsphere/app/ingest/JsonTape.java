package io.auditsphere.app.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A JSON document as a list of its values in the order of their bytes, each with where it begins and ends and nothing
 * read of it: most of a record's values are never asked for. Filled by {@link JsonScanner}, read through {@link JsonValue}.
 *
 * <p>Small objects have a set of their names, a bit each, by which a name that they do not have is mostly told at once; a
 * hash table finds the value of a name in larger ones, for all of the document in one. Names are chosen by strangers, who
 * may choose such as have one hash: where a place in the table is searched for too long, the table is given up and objects
 * are searched through. No object has a name twice.
 *
 * <p>Not changed once it is filled, and then thread-safe.
 */
final class JsonTape {

    /** Bytes of JSON for one value of it, about: what room is made for at first. */
    private static final int BYTES_A_VALUE = 18;

    private static final int LEAST_VALUES = 14;
    private static final int MOST_VALUES_AT_FIRST = 4096;

    /** With so many names an object is entered in the table. */
    private static final int MANY_NAMES = 8;

    /** The set of the names of an object that is in the table. */
    private static final int IN_TABLE = -1;

    /** How many places of the table are looked at before it is given up. */
    private static final int MOST_PROBES = 64;

    final byte[] json;

    /** Under what name a value stands; null where it stands under none. */
    JsonName[] names;
    /** Where each value begins. */
    int[] starts;
    /** Of a container the index behind its last value; of a scalar {@code ~(end << 1 | coded)}: see {@link #scalar}. */
    int[] next;
    /** The container in which it stands; -1 for the outermost value. */
    int[] parents;

    /** Of an object the set of its names. */
    private int[] sets;

    int size;

    /** Indexes of named values, zero where there is none; null where nothing is in it. Its length is a power of two. */
    private int[] table;

    private boolean givenUp;

    private int named;

    JsonTape(byte[] json) {
        this.json = json;
        int room = Math.min(MOST_VALUES_AT_FIRST, LEAST_VALUES + json.length / BYTES_A_VALUE);
        names = new JsonName[room];
        starts = new int[room];
        next = new int[room];
        parents = new int[room];
        sets = new int[room];
    }

    private JsonTape(JsonTape other) {
        json = other.json;
        names = other.names.clone();
        starts = other.starts;
        next = other.next;
        parents = other.parents;
        sets = new int[other.sets.length];
        size = other.size;
    }

    /** Adds a value of which only the beginning is known; its index. */
    int add(int parent, JsonName name, int start) {
        int index = size;
        if (index == starts.length) {
            int room = index * 2;
            names = Arrays.copyOf(names, room);
            starts = Arrays.copyOf(starts, room);
            next = Arrays.copyOf(next, room);
            parents = Arrays.copyOf(parents, room);
            sets = Arrays.copyOf(sets, room);
        }
        names[index] = name;
        starts[index] = start;
        parents[index] = parent;
        size = index + 1;
        return index;
    }

    /**
     * Makes a named value one that is found by its name.
     *
     * @return false if its object has a value of this name already
     */
    boolean enter(int index) {
        int object = parents[index];
        int set = sets[object];
        if (set == IN_TABLE) {
            return enterInTable(index);
        }
        JsonName name = names[index];
        int bit = 1 << name.hash;
        int others = Integer.bitCount(set);
        if ((set & bit) != 0) {
            others = 0;
            for (int i = object + 1; i < index; i = after(i)) {
                if (names[i].isSame(name)) {
                    return false;
                }
                others++;
            }
        }
        if (others >= MANY_NAMES) {
            sets[object] = IN_TABLE;
            boolean once = true;
            for (int i = object + 1; i < index; i = after(i)) {
                once &= enterInTable(i);
            }
            return once && enterInTable(index);
        }
        sets[object] = set | bit;
        return true;
    }

    private boolean enterInTable(int index) {
        if (givenUp) {
            return true;
        }
        if (table == null) {
            table = new int[Integer.highestOneBit(starts.length) * 2];
        }
        if (2 * ++named > table.length) {
            grow();
        }
        return enterInTable(index, table);
    }

    private boolean enterInTable(int index, int[] into) {
        JsonName name = names[index];
        int parent = parents[index];
        int place = place(parent, name.hash, into.length);
        for (int probes = 0; probes < MOST_PROBES; probes++) {
            int other = into[place];
            if (other == 0) {
                into[place] = index;
                return true;
            }
            if (parents[other] == parent && names[other].isSame(name)) {
                return false;
            }
            place = (place + 1) & (into.length - 1);
        }
        givenUp = true;
        return true;
    }

    private void grow() {
        int[] smaller = table;
        table = new int[smaller.length * 4];
        for (int index : smaller) {
            if (index != 0 && !givenUp) {
                enterInTable(index, table);
            }
        }
    }

    /** Whether names that occur twice would have been noticed. */
    boolean isIndexed() {
        return !givenUp;
    }

    private static int place(int object, int hash, int length) {
        int mixed = (hash + object * 0x85EBCA6B) * 0x9E3779B9;
        return mixed >>> Integer.numberOfLeadingZeros(length - 1);
    }

    /** The index of an object's value of this name, or -1; -1 too where the index is no object's. */
    int find(int object, String name) {
        int set = sets[object];
        if (set == IN_TABLE && !givenUp) {
            return findInTable(object, name);
        }
        return (set & 1 << name.hashCode()) == 0 ? -1 : search(object, name);
    }

    private int findInTable(int object, String name) {
        int[] places = table;
        int place = place(object, name.hashCode(), places.length);
        while (true) {
            int index = places[place];
            if (index == 0) {
                return -1;
            }
            if (parents[index] == object && names[index].is(name)) {
                return index;
            }
            place = (place + 1) & (places.length - 1);
        }
    }

    private int search(int object, String name) {
        int end = next[object];
        for (int i = object + 1; i < end; i = after(i)) {
            if (names[i].is(name)) {
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
                tape.enter(i);
            }
        }
        return tape;
    }
}
