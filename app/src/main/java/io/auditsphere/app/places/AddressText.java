package io.auditsphere.app.places;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses in text form, read without ever asking a name server. */
final class AddressText {

    private static final int LONGEST = 45;

    private AddressText() {}

    /** The address, or null if the text is none; an IPv4 address written as IPv6 is the IPv4 address. */
    static InetAddress parseOrNull(String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        try {
            if (text.indexOf(':') < 0) {
                byte[] quad = quadOrNull(text);
                return quad == null ? null : InetAddress.getByAddress(quad);
            }
            // With a colon among such characters the runtime reads a literal or fails; it never resolves.
            return isHexAndColons(text) ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    private static boolean isHexAndColons(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && (c > 'f' || Character.digit(c, 16) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** The dotted quad that the text is, as a number from 0 to 2^32 - 1; -1 if it is none. */
    static long quadOf(String text) {
        long quad = 0;
        int at = 0;
        for (int part = 0; part < 4; part++) {
            int start = at;
            int value = 0;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < 3) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            boolean ended = part == 3 ? at == text.length() : at < text.length() && text.charAt(at++) == '.';
            int digits = at - start - (part == 3 ? 0 : 1);
            if (!ended || digits < 1 || value > 255) {
                return -1;
            }
            quad = quad << 8 | value;
        }
        return quad;
    }

    private static byte[] quadOrNull(String text) {
        long quad = quadOf(text);
        return quad < 0
                ? null
                : new byte[] {(byte) (quad >>> 24), (byte) (quad >>> 16), (byte) (quad >>> 8), (byte) quad};
    }
}
