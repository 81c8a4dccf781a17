package io.auditsphere.app.topology;

/**
 * A Bloom filter of 64-bit hashes at 16 bits an id: of a thousand ids that were never added it takes a few for
 * added. What is added later than it was made for makes it err more often, never in the other direction. For one thread.
 */
final class IdFilter {

    private static final int BITS_AN_ID = 16;
    /** Bits set for an id, all within one word of 64, so that a look-up is one miss of the processor's cache. */
    private static final int PROBES = 5;

    private final long[] words;

    private IdFilter(int words) {
        this.words = new long[words];
    }

    /** A filter of these ids, with room for as many as a quarter more. */
    static IdFilter of(IdSet ids) {
        long bits = (ids.size() + ids.size() / 4 + 64L) * BITS_AN_ID;
        IdFilter filter = new IdFilter((int) (bits / Long.SIZE));
        ids.forEach(filter::add);
        return filter;
    }

    void add(long id) {
        words[word(id)] |= mask(id);
    }

    boolean mayContain(long id) {
        long mask = mask(id);
        return (words[word(id)] & mask) == mask;
    }

    /** Heap that it takes. */
    int bytes() {
        return words.length * Long.BYTES;
    }

    private int word(long id) {
        return (int) (((id >>> 32) * words.length) >>> 32);
    }

    private static long mask(long id) {
        long mask = 0;
        for (int probe = 0; probe < PROBES; probe++) {
            mask |= 1L << ((id >>> (6 * probe)) & 63);
        }
        return mask;
    }
}
