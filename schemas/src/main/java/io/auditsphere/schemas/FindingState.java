package io.auditsphere.schemas;

import java.util.Optional;

/** Where a finding is in its life. */
public enum FindingState implements WireName {
    /** It is new. */
    OPENED("opened"),
    /** Its severity rose since it opened; a mere change of count keeps the state. */
    RAISED("raised"),
    /** It went quiet: an hour without more. */
    CLOSED("closed");

    private final String wireName;

    FindingState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<FindingState> ofWireName(String wireName) {
        return WireName.find(FindingState.class, wireName);
    }
}
