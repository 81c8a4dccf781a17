package io.auditsphere.model.features;

/**
 * Hashes of text that need not be shown again. Not for security: an attacker who finds a collision makes one of his own
 * sites, networks or devices look like another of his own, within one user's state. Zero never comes out; it means none.
 */
final class Hashing {

    private static final long SEED = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0x9FB21C651E98DF25L;

    private Hashing() {}

    /** 64 bits of this text. */
    static long of(CharSequence text) {
        return of(SEED, text);
    }

    /** 64 bits of this text after something that was hashed to {@code before}. */
    static long of(long before, CharSequence text) {
        long hash = before ^ text.length() * PRIME;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    /** 32 bits of a 64-bit hash, not zero. */
    static int fold(long hash) {
        int folded = (int) (hash >>> 32);
        return folded == 0 ? 1 : folded;
    }

    /** Spreads the bits of a number. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * PRIME;
        mixed = (mixed ^ (mixed >>> 29)) * SEED;
        return mixed ^ (mixed >>> 32);
    }
}
