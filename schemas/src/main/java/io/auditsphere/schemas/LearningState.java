package io.auditsphere.schemas;

import java.util.Optional;

/** What a detector holds a user against while he has no baseline of his own with it. */
public enum LearningState implements WireName {
    /** Nothing yet: it says nothing of him that needs a baseline. */
    LEARNING("learning"),
    /** What others of the organisation do. */
    PEERS("peers");

    private final String wireName;

    LearningState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<LearningState> ofWireName(String wireName) {
        return WireName.find(LearningState.class, wireName);
    }
}
