package io.auditsphere.schemas;

import java.util.Optional;

/** Whom a result or a finding is about. */
public enum SubjectType implements WireName {
    /** A user of a provider. */
    USER("user"),
    /** A source address. */
    ADDRESS("address");

    private final String wireName;

    SubjectType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<SubjectType> ofWireName(String wireName) {
        return WireName.find(SubjectType.class, wireName);
    }
}
