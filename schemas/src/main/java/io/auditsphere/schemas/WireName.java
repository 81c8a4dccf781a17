package io.auditsphere.schemas;

import java.util.Optional;

/** A constant that has one fixed, lower-case name in JSON, in headers and in the database. */
public interface WireName {

    /** The name on the wire; part of the published contract, never changed. */
    String wireName();

    /** Looks a constant up by its wire name, ignoring case; empty if there is none or the argument is null. */
    static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wireName) {
        if (wireName != null) {
            for (E constant : type.getEnumConstants()) {
                if (constant.wireName().equalsIgnoreCase(wireName)) {
                    return Optional.of(constant);
                }
            }
        }
        return Optional.empty();
    }
}
