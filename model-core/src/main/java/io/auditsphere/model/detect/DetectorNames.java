package io.auditsphere.model.detect;

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

    private DetectorNames() {}

    /** The same name, as the object that all share if there is room for it; null for null. */
    static String shared(String name) {
        if (name == null) {
            return null;
        }
        String known = SHARED.get(name);
        if (known != null) {
            return known;
        }
        if (SHARED.size() >= MOST) {
            return name;
        }
        String other = SHARED.putIfAbsent(name, name);
        return other == null ? name : other;
    }
}
