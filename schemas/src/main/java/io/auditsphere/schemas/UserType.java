package io.auditsphere.schemas;

import java.util.Optional;

/** Who acts. */
public enum UserType implements WireName {
    /** A member of the organisation. */
    USER("user"),
    /** An invited guest, or somebody anonymous. */
    GUEST("guest"),
    /** Somebody of another organisation. */
    EXTERNAL("external"),
    /** A member with administrative rights, where the provider says so. */
    ADMIN("admin"),
    /** An application, a service principal or the provider itself. */
    SERVICE("service");

    private final String wireName;

    UserType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<UserType> ofWireName(String wireName) {
        return WireName.find(UserType.class, wireName);
    }

    /** Whether this is an account of a machine, which has thresholds of its own. */
    public boolean isService() {
        return this == SERVICE;
    }
}
