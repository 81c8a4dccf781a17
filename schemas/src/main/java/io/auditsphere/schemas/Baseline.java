package io.auditsphere.schemas;

import java.util.Optional;

/** What a result was judged against. */
public enum Baseline implements WireName {
    /** The user is new: judged by what the organisation's established users do. */
    LEARNING("learning"),
    /** The user has a baseline of his own. */
    ESTABLISHED("established");

    private final String wireName;

    Baseline(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<Baseline> ofWireName(String wireName) {
        return WireName.find(Baseline.class, wireName);
    }
}
