package io.auditsphere.model.features;

import java.util.function.ToLongFunction;

/**
 * A pure function of texts of which few are different and each comes very often, such as operations, sites and client
 * programs: its last answers are kept, since to compare a text is an order of magnitude cheaper than to hash it letter by
 * letter. A text that is new takes another's place; long ones are not kept, so that strangers cannot fill memory.
 *
 * <p>Thread-safe without locks: entries are immutable, and who loses a race computes the same again.
 */
public final class RememberedTexts {

    private static final int MAX_LENGTH = 256;
    /** Characters that choose the place: the last ones, where names differ, and some that are spread over the rest. */
    private static final int LAST = 8;

    private static final int SPREAD = 4;

    private record Entry(String text, long value) {}

    private final Entry[] entries;
    private final ToLongFunction<String> function;

    /**
     * Remembers the values of this function.
     *
     * @param size how many, a power of two
     */
    public RememberedTexts(int size, ToLongFunction<String> function) {
        if (Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("expected a power of two, found " + size);
        }
        this.entries = new Entry[size];
        this.function = function;
    }

    /** The function's value for this text, which must not be null. */
    public long of(String text) {
        int length = text.length();
        if (length > MAX_LENGTH) {
            return function.applyAsLong(text);
        }
        int place = place(text, length) & (entries.length - 1);
        Entry known = entries[place];
        if (known != null && known.text.equals(text)) {
            return known.value;
        }
        long value = function.applyAsLong(text);
        entries[place] = new Entry(text, value);
        return value;
    }

    private static int place(String text, int length) {
        int hash = length;
        int from = Math.max(0, length - LAST);
        for (int i = from; i < length; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int step = from / SPREAD + 1;
        for (int i = 0; i < from; i += step) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ (hash >>> 15);
    }
}
