package io.auditsphere.app.ingest;

import io.auditsphere.schemas.WireName;
import java.util.Optional;

/** Why a record, or one event of it, was not accepted. The wire names stand in dead letters and in metrics. */
public enum RejectionReason implements WireName {
    /** The bytes are no JSON, or there are none. */
    NOT_JSON("not_json"),
    /** JSON, but of no form that is known here. */
    UNKNOWN_SHAPE("unknown_shape"),
    /** An event of a provider that is not configured. */
    UNKNOWN_PROVIDER("unknown_provider"),
    /** A required field is absent, null or blank. */
    MISSING_FIELD("missing_field"),
    /** A required field is there and cannot be read. */
    UNREADABLE_FIELD("unreadable_field"),
    /** The event's time is further after the record's arrival than clocks explain. */
    TIME_IN_FUTURE("time_in_future"),
    /** The event's time is further before the record's arrival than a live stream accepts. */
    TIME_TOO_OLD("time_too_old"),
    /** The record is over the size limit, or nested deeper or holds longer tokens than are read. */
    TOO_LARGE("too_large");

    private final String wireName;

    RejectionReason(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<RejectionReason> ofWireName(String wireName) {
        return WireName.find(RejectionReason.class, wireName);
    }
}
