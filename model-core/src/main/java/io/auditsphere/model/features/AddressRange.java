package io.auditsphere.model.features;

import java.util.List;

/**
 * A range of addresses, such as {@code 192.0.2.0/24} or {@code 2001:db8::/32}; a single address is a range of one.
 * IPv4 lies in IPv6 as {@code ::ffff:0:0/96}. Immutable.
 *
 * @param high the first 64 bits of its first address
 * @param low the last 64 bits of its first address
 * @param bits how many bits its addresses have in common, 0..128
 */
public record AddressRange(long high, long low, int bits) {

    private static final long MAPPED = 0xFFFFL << 32;
    private static final int MAPPED_BITS = 96;

    /**
     * Reads a range; bits behind the common ones are taken as zero.
     *
     * @throws IllegalArgumentException if the text is no address, or no number of bits follows the slash
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        long[] address = NetworkAddress.halvesOrNull(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("'" + text + "' does not begin with an address");
        }
        boolean version4 = address[0] == 0 && address[1] >>> 32 == MAPPED >>> 32;
        int most = version4 ? Integer.SIZE : Long.SIZE * 2;
        int bits = slash < 0 ? most : bitsOf(text, slash + 1, most);
        int common = version4 ? MAPPED_BITS + bits : bits;
        return new AddressRange(address[0] & highMask(common), address[1] & lowMask(common), common);
    }

    /** Whether it lies within IPv4 as a whole. */
    public boolean isVersion4() {
        return bits >= MAPPED_BITS && high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    /** The first address of a range of IPv4, as a number from 0 to 2^32 - 1. */
    public long firstVersion4() {
        return low & 0xFFFFFFFFL;
    }

    /** The last address of a range of IPv4. */
    public long lastVersion4() {
        return firstVersion4() | ~lowMask(bits);
    }

    private static int bitsOf(String text, int from, int most) {
        String digits = text.substring(from);
        int bits = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no number of bits from 0 to " + most + " behind the slash");
        }
        return bits;
    }

    /** Whether an address in text form, or the first one of a network such as {@code 2001:db8::/64}, lies in one of them. */
    public static boolean holdsText(List<AddressRange> ranges, String text) {
        int slash = text.indexOf('/');
        long[] address = NetworkAddress.halvesOrNull(slash < 0 ? text : text.substring(0, slash));
        return address != null && holds(ranges, address[0], address[1]);
    }

    /**
     * Whether an address, or any address of a network such as {@code 2001:db8::/64}, lies in one of them: what is done to
     * a network is done to all in it, also where a range is smaller.
     */
    public static boolean touchesText(List<AddressRange> ranges, String text) {
        if (NetworkAddress.halvesOrNull(text) != null || text.indexOf('/') < 0) {
            return holdsText(ranges, text);
        }
        try {
            AddressRange network = parse(text);
            return holds(ranges, network.high, network.low)
                    || ranges.stream().anyMatch(range -> holds(List.of(network), range.high, range.low));
        } catch (IllegalArgumentException e) {
            return false; // It is no network, and nothing of the organisation's is in it.
        }
    }

    /** Whether the address of these bytes, 4 or 16, lies in one of the ranges. */
    public static boolean holds(List<AddressRange> ranges, byte[] address) {
        return !ranges.isEmpty() && holds(ranges, highOf(address), lowOf(address));
    }

    private static boolean holds(List<AddressRange> ranges, long high, long low) {
        for (AddressRange range : ranges) {
            if ((high & highMask(range.bits)) == range.high && (low & lowMask(range.bits)) == range.low) {
                return true;
            }
        }
        return false;
    }

    private static long highOf(byte[] bytes) {
        return bytes.length == 4 ? 0 : number(bytes, 0, 8);
    }

    private static long lowOf(byte[] bytes) {
        return bytes.length == 4 ? MAPPED | number(bytes, 0, 4) : number(bytes, 8, 16);
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }

    private static long highMask(int bits) {
        return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }
}
