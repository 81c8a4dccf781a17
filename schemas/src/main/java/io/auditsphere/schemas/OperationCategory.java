package io.auditsphere.schemas;

import java.util.Optional;

/** What kind of act an operation is; the ordinal is the shown value of the feature {@code operation_category}. */
public enum OperationCategory implements WireName {
    /** Something was read, opened, previewed or downloaded. */
    ACCESS("access"),
    /** Content was created or changed. */
    MODIFICATION("modification"),
    /** Content was deleted or moved to a recycle bin. */
    DELETION("deletion"),
    /** Access was given to, or taken from, somebody else. */
    SHARING("sharing"),
    /** A setting, a role, an account or an application was changed. */
    ADMIN("admin"),
    /** Somebody signed in, failed to, or changed how he does. */
    AUTHENTICATION("authentication"),
    /** None of the others, or unknown. */
    OTHER("other");

    private final String wireName;

    OperationCategory(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<OperationCategory> ofWireName(String wireName) {
        return WireName.find(OperationCategory.class, wireName);
    }
}
