package io.auditsphere.model.features;

/**
 * A user's client programs, by the letters of the user agent: versions, and so updates, are left out. The first 256
 * characters count.
 */
final class Devices {

    private static final int MAX_LENGTH = 256;

    private static final RememberedTexts AGENTS = new RememberedTexts(1 << 10, Devices::hash);

    private Devices() {}

    /** A 32-bit hash of the client program, 0 if the agent is missing or has no letters. */
    static int of(String userAgent) {
        return userAgent == null ? 0 : (int) AGENTS.of(userAgent);
    }

    private static int hash(String userAgent) {
        long hash = 0;
        int end = Math.min(MAX_LENGTH, userAgent.length());
        for (int i = 0; i < end; i++) {
            int letter = userAgent.charAt(i) | 0x20;
            if (letter >= 'a' && letter <= 'z') {
                hash = hash * 31 + letter;
            }
        }
        return hash == 0 ? 0 : Hashing.fold(Hashing.mix(hash));
    }
}
