package io.auditsphere.schemas;

/**
 * Names in {@link AuditEvent#attributes()} that somebody besides a reader's eye depends on. Providers set some
 * ({@link #DEVICE_ID}), the look-up of places sets others ({@link #NETWORK_KIND}); each is absent where nothing is known,
 * and an event that brings one keeps it. The names are part of the published contract and never change.
 */
public final class EventAttributes {

    /** Number of the source address's autonomous system in digits, without {@code AS}: {@code 64500}. */
    public static final String ASN = "asn";

    /** Who runs that autonomous system, as registered. */
    public static final String AS_ORGANISATION = "as_org";

    /** Whole km around latitude and longitude within which the address lies with a probability of two thirds. */
    public static final String ACCURACY_RADIUS = "accuracy_radius";

    /** Wire name of the {@link NetworkKind} of the source address; absent for an ordinary or unknown one. */
    public static final String NETWORK_KIND = "network_kind";

    /** {@code true} if the provider itself says that the address is an anonymising proxy (Microsoft Defender). */
    public static final String ANONYMOUS_PROXY = "anonymous_proxy";

    /** The directory's id of the device that signed in. */
    public static final String DEVICE_ID = "device_id";

    /** What the provider gave all events of one act. */
    public static final String CORRELATION_ID = "correlation_id";

    /** The role, policy or right that was given, under the provider's name for it. */
    public static final String ROLE = "role";

    /** The application that somebody let in or that an act was about, under the name that it bears itself. */
    public static final String APPLICATION_NAME = "application_name";

    /** {@code false} if a program signed in by itself, with a token that it had; absent where the log does not say. */
    public static final String INTERACTIVE = "interactive";

    /** What a change of a mailbox does, one of the three below: the operation's name is the same for all of them. */
    public static final String MAILBOX_CHANGE = "mailbox_change";

    /** Its mail goes elsewhere. */
    public static final String MAILBOX_FORWARDS = "forwarding";

    /** Somebody else may write in its owner's name. */
    public static final String MAILBOX_DELEGATED = "delegation";

    /** What is done in it is written down no more. */
    public static final String MAILBOX_UNAUDITED = "audit_off";

    private EventAttributes() {}
}
