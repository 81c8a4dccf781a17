package io.auditsphere.schemas;

import java.util.Optional;

/** How bad a signal or a finding is, in rising order. */
public enum Severity implements WireName {
    /** Worth keeping. */
    LOW("low"),
    /** Worth a look. */
    MEDIUM("medium"),
    /** Probably wrong. */
    HIGH("high"),
    /** Act now. */
    CRITICAL("critical");

    private final String wireName;

    Severity(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<Severity> ofWireName(String wireName) {
        return WireName.find(Severity.class, wireName);
    }
}
