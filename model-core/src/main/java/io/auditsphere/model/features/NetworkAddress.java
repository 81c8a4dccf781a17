package io.auditsphere.model.features;

/**
 * The network of an address in text form: /24 for IPv4, /48 for IPv6, as a 32-bit hash. Reads the text by hand: nothing
 * is ever resolved, and what is no address has no network. An IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) is
 * the IPv4 address.
 */
public final class NetworkAddress {

    /** No network: the address is missing or is none. */
    public static final int NONE = 0;

    /** The longest text form of an IPv6 address, with brackets and some zone. */
    private static final int MAX_LENGTH = 64;

    private static final int GROUPS = 8;
    private static final long MAPPED = 0xFFFFL;

    private NetworkAddress() {}

    /** The network of this address, or {@link #NONE}. */
    public static int of(String address) {
        if (address == null || address.isEmpty() || address.length() > MAX_LENGTH) {
            return NONE;
        }
        int from = 0;
        int to = address.length();
        if (address.charAt(0) == '[') {
            int close = address.indexOf(']');
            if (close < 0) {
                return NONE;
            }
            from = 1;
            to = close;
        }
        int zone = address.indexOf('%', from);
        if (zone >= 0 && zone < to) {
            to = zone;
        }
        int colon = address.indexOf(':', from);
        return colon >= 0 && colon < to ? ofVersion6(address, from, to) : ofVersion4(address, from, to);
    }

    /**
     * Whom an address stands for when sources are counted: an IPv4 address for itself, an IPv6 address for its /64, which
     * one subscriber has as a whole. Brackets, zones and ports are not expected here.
     *
     * @return {@code 203.0.113.7} or {@code 2001:db8:1:2::/64}; null if the text is no address
     */
    public static String sourceOrNull(String address) {
        if (address == null || address.length() > MAX_LENGTH) {
            return null;
        }
        if (address.indexOf(':') < 0) {
            return version4(address, 0, address.length()) < 0 ? null : address;
        }
        long[] halves = version6OrNull(address, 0, address.length());
        if (halves == null) {
            return null;
        }
        if (halves[0] == 0 && halves[1] >>> 32 == MAPPED) {
            long version4 = halves[1];
            return ((version4 >>> 24) & 0xFF) + "." + ((version4 >>> 16) & 0xFF) + "." + ((version4 >>> 8) & 0xFF) + "."
                    + (version4 & 0xFF);
        }
        StringBuilder text = new StringBuilder(MAX_LENGTH);
        for (int shift = 48; shift >= 0; shift -= 16) {
            text.append(Long.toHexString((halves[0] >>> shift) & 0xFFFF)).append(':');
        }
        return text.append(":/64").toString();
    }

    /** The network of an autonomous system such as {@code AS64500} or {@code 64500}, or {@link #NONE}. */
    static int ofAutonomousSystem(String asn) {
        if (asn == null) {
            return NONE;
        }
        int from = asn.regionMatches(true, 0, "AS", 0, 2) ? 2 : 0;
        if (from == asn.length() || asn.length() - from > 10) {
            return NONE;
        }
        long number = 0;
        for (int i = from; i < asn.length(); i++) {
            int digit = asn.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number == 0 ? NONE : hash('A', number);
    }

    /**
     * The address's two halves of 64 bits, an IPv4 address as {@code ::ffff:0:0/96}; null if the text is none. Brackets,
     * zones and ports are not expected here.
     */
    static long[] halvesOrNull(String address) {
        if (address.isEmpty() || address.length() > MAX_LENGTH) {
            return null;
        }
        if (address.indexOf(':') >= 0) {
            return version6OrNull(address, 0, address.length());
        }
        long version4 = version4(address, 0, address.length());
        return version4 < 0 ? null : new long[] {0, MAPPED << 32 | version4};
    }

    private static int ofVersion4(String text, int from, int to) {
        long address = version4(text, from, to);
        return address < 0 ? NONE : hash('4', address >>> 8);
    }

    /** The address as a number, -1 if it is none. */
    private static long version4(String text, int from, int to) {
        long address = 0;
        int part = 0;
        int digits = 0;
        int parts = 1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (digits == 0 || parts == 4) {
                    return -1;
                }
                address = (address << 8) | part;
                part = 0;
                digits = 0;
                parts++;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                part = part * 10 + (c - '0');
                digits++;
                if (part > 255) {
                    return -1;
                }
            } else {
                return -1;
            }
        }
        return parts == 4 && digits > 0 ? (address << 8) | part : -1;
    }

    private static int ofVersion6(String text, int from, int to) {
        long[] halves = version6OrNull(text, from, to);
        if (halves == null) {
            return NONE;
        }
        if (halves[0] == 0 && halves[1] >>> 32 == MAPPED) {
            return hash('4', (halves[1] & 0xFFFFFFFFL) >>> 8);
        }
        return hash('6', halves[0] >>> 16);
    }

    /** The address's two halves of 64 bits; null if it is none. */
    private static long[] version6OrNull(String text, int from, int to) {
        // The groups before "::" fill the address from its start, those after it from its end.
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int i = from;
        if (to - from >= 2 && text.charAt(from) == ':') {
            if (text.charAt(from + 1) != ':') {
                return null;
            }
            gap = 0;
            i = from + 2;
        }
        while (i < to) {
            int end = endOfGroup(text, i, to);
            if (end < to && text.charAt(end) == '.') {
                long tail = version4(text, i, to);
                if (tail < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (tail >>> 16);
                groups[count++] = (int) (tail & 0xFFFF);
                break;
            }
            if (end == i || end - i > 4 || count == GROUPS) {
                return null;
            }
            groups[count++] = Integer.parseInt(text, i, end, 16);
            i = end;
            if (i == to) {
                break;
            }
            if (text.charAt(i) != ':' || i + 1 == to) {
                return null;
            }
            i++;
            if (text.charAt(i) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                i++;
            }
        }
        if (gap < 0 ? count != GROUPS : count == GROUPS) {
            return null;
        }
        return halvesOf(groups, count, gap);
    }

    private static long[] halvesOf(int[] groups, int count, int gap) {
        long high = 0;
        long low = 0;
        int missing = GROUPS - count;
        for (int at = 0; at < GROUPS; at++) {
            int value;
            if (gap < 0 || at < gap) {
                value = groups[at];
            } else {
                value = at < gap + missing ? 0 : groups[at - missing];
            }
            if (at < GROUPS / 2) {
                high = (high << 16) | value;
            } else {
                low = (low << 16) | value;
            }
        }
        return new long[] {high, low};
    }

    private static int endOfGroup(String text, int from, int to) {
        int end = from;
        while (end < to && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 128) {
            end++;
        }
        return end;
    }

    private static int hash(char kind, long bits) {
        return Hashing.fold(Hashing.mix((bits << 8) | kind));
    }
}
