package io.auditsphere.model.detect.builtin;

import io.auditsphere.model.features.RememberedTexts;

/** 32-bit keys of texts that need not be shown again: folded to lower case, at most 512 characters. */
final class Keys {

    private static final int MAX_LENGTH = 512;
    private static final int PRIME = 0x01000193;
    private static final int BASIS = 0x811C9DC5;

    private static final RememberedTexts PATHS = new RememberedTexts(1 << 12, path -> of(path, 0, path.length()));

    private Keys() {}

    /** The same as {@link #of(String)} for texts that come again and again, as sites do. */
    static int ofSite(String path) {
        return path == null ? 0 : (int) PATHS.of(path);
    }

    /** The key of a text, never 0; 0 for null. FNV-1a with a final mix, so that near names fall far apart. */
    static int of(String text) {
        return text == null ? 0 : of(text, 0, text.length());
    }

    /** The key of a part of a text, never 0. */
    static int of(String text, int from, int to) {
        int hash = BASIS;
        int end = Math.min(to, from + MAX_LENGTH);
        for (int i = from; i < end; i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * PRIME;
        }
        hash ^= hash >>> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >>> 13;
        return hash == 0 ? 1 : hash;
    }
}
