package io.auditsphere.app.training;

/** 64-bit hashes that are the same on every machine and in every run. */
final class Hash64 {

    private Hash64() {}

    /** Of a text: FNV-1a over its UTF-16 units, then mixed. */
    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** Every bit of the result depends on every bit of the argument: the finaliser of SplitMix64 (Steele et al., 2014). */
    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
