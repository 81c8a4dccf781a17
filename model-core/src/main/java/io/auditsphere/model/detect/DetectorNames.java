package io.auditsphere.model.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One object for each detector's name, in place of one a user: names are looked for at every event, and what is the same
 * object need not be compared. Thread-safe.
 */
final class DetectorNames {

    /** There are a dozen detectors. What is stored cannot fill memory, whatever it says. */
    private static final int MOST = 256;

    private static final Map<String, String> SHARED = new ConcurrentHashMap<>();

    /** A name and its bytes. */
    private record Encoded(byte[] bytes, String name) {}

    /**
     * The same names by their bytes; two that want one place take turns. Entries are immutable, and who does not see one
     * makes it again.
     */
    private static final Encoded[] ENCODED = new Encoded[64];

    private DetectorNames() {}

    /** The same name, as the object that all share if there is room for it; null for null. */
    static String shared(String name) {
        if (name == null) {
            return null;
        }
        String known = SHARED.get(name);
        if (known == null) {
            if (SHARED.size() >= MOST) {
                return name;
            }
            String other = SHARED.putIfAbsent(name, name);
            known = other == null ? name : other;
        }
        byte[] bytes = known.getBytes(UTF_8);
        if (bytes.length > 0) {
            ENCODED[place(bytes, 0, bytes.length)] = new Encoded(bytes, known);
        }
        return known;
    }

    /** The name of these bytes, one or more, as the object that all share; null if it is not at hand. */
    static String of(byte[] bytes, int from, int length) {
        Encoded known = ENCODED[place(bytes, from, length)];
        return known != null && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)
                ? known.name
                : null;
    }

    private static int place(byte[] bytes, int from, int length) {
        return (31 * (31 * bytes[from] + bytes[from + length - 1]) + length) & (ENCODED.length - 1);
    }
}
