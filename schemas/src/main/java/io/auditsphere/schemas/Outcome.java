package io.auditsphere.schemas;

import java.util.Optional;

/** Whether the act succeeded. */
public enum Outcome implements WireName {
    /** It was done. */
    SUCCESS("success"),
    /** It was tried and refused, or failed. */
    FAILURE("failure");

    private final String wireName;

    Outcome(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<Outcome> ofWireName(String wireName) {
        return WireName.find(Outcome.class, wireName);
    }
}
