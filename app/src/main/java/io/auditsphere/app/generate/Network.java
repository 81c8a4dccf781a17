package io.auditsphere.app.generate;

import io.auditsphere.schemas.NetworkKind;
import java.util.SplittableRandom;

/**
 * One /24 (or /48 of IPv6) and where it is.
 *
 * @param prefix the first three bytes of its addresses with a trailing dot, or the first three groups with a trailing
 *     colon
 * @param place where it is
 * @param exact false where a geo database knows the country of it only, as for mobile carriers
 * @param label what a database of networks says of it, by the wire name of a {@link NetworkKind}; null if nothing
 */
record Network(String prefix, Place place, boolean exact, String label) {

    /** What a network is for: each kind has address ranges of its own. */
    enum Kind {
        OFFICE,
        HOME,
        MOBILE,
        VISITED,
        VPN,
        DATACENTRE,
        INTRUDER,
        /** Somebody's home connection that is sold on. */
        RESOLD,
        /** A commercial VPN that people use for themselves. */
        PRIVATE_VPN
    }

    /** In a hundred of an intruder's networks: rented machines, commercial VPNs, exits of Tor, proxies; the rest is unknown. */
    private static final int[] INTRUDERS = {45, 57, 65, 75};

    /** First bytes of globally routed unicast ranges; the two that follow are drawn. */
    private static final int[] FIRST_BYTES = {
        23, 31, 37, 41, 49, 59, 61, 77, 80, 91, 103, 110, 121, 139, 150, 163, 180, 212
    };

    /** The network number {@code number} of a kind at a place; the same for the same arguments. */
    static Network of(long seed, Kind kind, long number, Place place) {
        long h = Draws.hash(
                seed,
                Draws.Purpose.NETWORK,
                kind.ordinal() * 1_000_003L + place.city().hashCode(),
                number);
        int first = FIRST_BYTES[(int) Math.floorMod(h >>> 20, (long) FIRST_BYTES.length)];
        String prefix = first + "." + ((h >>> 8) & 0xff) + "." + (h & 0xff) + ".";
        boolean exact = kind != Kind.MOBILE || (h & 0x100000000L) != 0;
        return new Network(prefix, place, exact, label(kind, (int) Math.floorMod(h >>> 33, 100L)));
    }

    /** The IPv6 network of a home connection. */
    static Network ofHomeV6(long seed, long number, Place place) {
        long h = Draws.hash(seed, Draws.Purpose.NETWORK, 77, number);
        String prefix = "2a0" + Long.toHexString(h & 7) + ":" + Long.toHexString((h >>> 8) & 0xffff) + ":"
                + Long.toHexString((h >>> 24) & 0xffff) + ":";
        return new Network(prefix, place, true, null);
    }

    /** Databases know most hosting companies and carriers, and few of the homes that are sold on. */
    private static String label(Kind kind, int percent) {
        NetworkKind known = switch (kind) {
            case OFFICE, HOME, VISITED, VPN -> null;
            case MOBILE -> NetworkKind.MOBILE;
            case DATACENTRE -> NetworkKind.HOSTING;
            case PRIVATE_VPN -> NetworkKind.VPN;
            case RESOLD -> percent < 15 ? NetworkKind.PROXY : null;
            case INTRUDER ->
                percent < INTRUDERS[0]
                        ? NetworkKind.HOSTING
                        : percent < INTRUDERS[1]
                                ? NetworkKind.VPN
                                : percent < INTRUDERS[2]
                                        ? NetworkKind.TOR
                                        : percent < INTRUDERS[3] ? NetworkKind.PROXY : null;
        };
        return known == null ? null : known.wireName();
    }

    boolean isV6() {
        return prefix.indexOf(':') > 0;
    }

    /** An address in it: of a host that keeps its number in IPv4, of a privacy address (RFC 8981) in IPv6. */
    String address(int host, SplittableRandom random) {
        if (isV6()) {
            return prefix + "1:" + group(random) + ":" + group(random) + ":" + group(random) + ":" + group(random);
        }
        return prefix + (1 + Math.floorMod(host, 253));
    }

    private static String group(SplittableRandom random) {
        return Integer.toHexString(1 + random.nextInt(0xffff));
    }
}
