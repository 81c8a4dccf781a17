package io.auditsphere.schemas;

import java.util.Optional;

/**
 * What is special about the network that an act came from, in the order of precedence: of several that hold for an
 * address, the first is said. An ordinary network has no kind.
 */
public enum NetworkKind implements WireName {
    /** The organisation's own, by configuration: offices and its VPN. Says nothing about where somebody is. */
    CORPORATE("corporate"),
    /** The provider's own machines acted on somebody's behalf. Says nothing about where somebody is. */
    PROVIDER("provider"),
    /** An exit of the Tor network. */
    TOR("tor"),
    /** A proxy that hides its users, public or rented out of people's homes. */
    PROXY("proxy"),
    /** A commercial VPN. */
    VPN("vpn"),
    /** A hosting company's machines: nobody sits there, whatever the coordinates say. */
    HOSTING("hosting"),
    /** Anonymous in a way that the database does not name. */
    ANONYMOUS("anonymous"),
    /** A satellite carrier: the ground station's place is not the user's. */
    SATELLITE("satellite"),
    /** A mobile carrier: the exit's place is not the user's. */
    MOBILE("mobile");

    private final String wireName;

    NetworkKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** Whether whoever comes from such a network hides where he is. */
    public boolean anonymises() {
        return this == TOR || this == PROXY || this == VPN || this == ANONYMOUS;
    }

    /** Whether an address of such a network has a place that means something about its user. */
    public boolean places() {
        return this != CORPORATE && this != PROVIDER;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<NetworkKind> ofWireName(String wireName) {
        return WireName.find(NetworkKind.class, wireName);
    }
}
