package io.auditsphere.app.ingest;

import io.auditsphere.schemas.WireName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The constants of an enumeration by wire name, for the path of every event. Immutable and thread-safe. */
final class WireNames<E extends Enum<E> & WireName> {

    private final Map<String, E> byName = new HashMap<>();

    WireNames(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            byName.put(constant.wireName(), constant);
        }
    }

    /** The constant of this name, blanks around it and case aside; null if there is none. */
    E find(String text) {
        E exact = byName.get(text);
        return exact != null ? exact : byName.get(text.strip().toLowerCase(Locale.ROOT));
    }
}
