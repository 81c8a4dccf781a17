package io.auditsphere.schemas;

import java.util.Optional;

/** What kind of anomaly a result or a finding reports. */
public enum AnomalyType implements WireName {
    /** At hours or on days that are not the user's. */
    UNUSUAL_TIMING("unusual_timing"),
    /** More events, sites or kinds of operation than the user's usual. */
    UNUSUAL_VOLUME("unusual_volume"),
    /** By, or to, somebody outside the organisation. */
    EXTERNAL_ACCESS("external_access"),
    /** From a network or country new to the user. */
    SUSPICIOUS_LOCATION("suspicious_location"),
    /** A rare or sensitive operation or kind of file. */
    SENSITIVE_OPERATION("sensitive_operation"),
    /** Many resources in a few minutes. */
    BULK_OPERATION("bulk_operation"),
    /** Failed attempts to sign in. */
    AUTHENTICATION_FAILURE("authentication_failure");

    private final String wireName;

    AnomalyType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<AnomalyType> ofWireName(String wireName) {
        return WireName.find(AnomalyType.class, wireName);
    }
}
