package io.auditsphere.app.ingest;

/**
 * Source addresses as audit logs write them: plain, with a port, in brackets, or junk. What comes out is the address
 * alone in one spelling, so that one address is equal to itself: dotted quads, and IPv6 as RFC 5952 has it.
 */
final class ClientAddress {

    private static final int MAX_LENGTH = 64;

    private ClientAddress() {}

    /** The address in its one spelling, or null if the text is null or holds none. */
    static String parseOrNull(String text) {
        if (text == null) {
            return null;
        }
        String trimmed = Text.stripped(text);
        if (trimmed.isEmpty() || trimmed.length() > MAX_LENGTH) {
            return null;
        }
        if (trimmed.charAt(0) == '[') {
            int close = trimmed.indexOf(']');
            boolean portOrEnd = close > 0
                    && (close == trimmed.length() - 1
                            || (trimmed.charAt(close + 1) == ':' && isPort(trimmed, close + 2)));
            return portOrEnd ? bare(trimmed.substring(1, close)) : null;
        }
        int colon = trimmed.indexOf(':');
        boolean oneColon = colon >= 0 && trimmed.indexOf(':', colon + 1) < 0;
        if (oneColon) {
            return isPort(trimmed, colon + 1) ? quadOrNull(trimmed.substring(0, colon)) : null;
        }
        return bare(trimmed);
    }

    private static String bare(String text) {
        return text.indexOf(':') >= 0 ? ipv6OrNull(text) : quadOrNull(text);
    }

    private static boolean isPort(String text, int from) {
        int length = text.length() - from;
        if (length < 1 || length > 5) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The text itself if it is a dotted quad without leading zeros, which some tools read as octal. */
    private static String quadOrNull(String text) {
        return quad(text, 0, text.length()) < 0 ? null : text;
    }

    /** The quad between two positions as an unsigned number, or -1. */
    private static long quad(String text, int from, int to) {
        long address = 0;
        int parts = 0;
        int at = from;
        while (at < to) {
            int start = at;
            int part = 0;
            while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9' && at - start < 4) {
                part = part * 10 + (text.charAt(at) - '0');
                at++;
            }
            int digits = at - start;
            if (digits == 0 || digits > 3 || part > 255 || (digits > 1 && text.charAt(start) == '0')) {
                return -1;
            }
            address = address << 8 | part;
            parts++;
            if (at < to && (text.charAt(at++) != '.' || parts == 4 || at == to)) {
                return -1;
            }
        }
        return parts == 4 ? address : -1;
    }

    private static String ipv6OrNull(String text) {
        int zone = text.indexOf('%');
        int[] groups = new int[8];
        if (!readGroups(zone < 0 ? text : text.substring(0, zone), groups)) {
            return null;
        }
        boolean mapped = groups[5] == 0xffff;
        for (int i = 0; i < 5; i++) {
            mapped &= groups[i] == 0;
        }
        if (mapped) {
            return (groups[6] >> 8) + "." + (groups[6] & 255) + "." + (groups[7] >> 8) + "." + (groups[7] & 255);
        }
        return format(groups);
    }

    private static boolean readGroups(String text, int[] groups) {
        int count = 0;
        int gap = -1;
        int at = 0;
        int end = text.length();
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < end) {
            int stop = text.indexOf(':', at);
            int to = stop < 0 ? end : stop;
            if (stop < 0 && text.indexOf('.', at) >= 0) {
                long quad = quad(text, at, end);
                if (quad < 0 || count > 6) {
                    return false;
                }
                groups[count++] = (int) (quad >> 16);
                groups[count++] = (int) (quad & 0xffff);
                break;
            }
            int group = hex(text, at, to);
            if (group < 0 || count == 8) {
                return false;
            }
            groups[count++] = group;
            at = to + 1;
            if (stop >= 0 && at == end) {
                return false;
            }
            if (at < end && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                at++;
            }
        }
        if (gap < 0) {
            return count == 8;
        }
        int missing = 8 - count;
        if (missing < 1) {
            return false;
        }
        for (int i = count - 1; i >= gap; i--) {
            groups[i + missing] = groups[i];
        }
        for (int i = gap; i < gap + missing; i++) {
            groups[i] = 0;
        }
        return true;
    }

    private static int hex(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as {@code ::}. */
    private static String format(int[] groups) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; ) {
            int j = i;
            while (j < 8 && groups[j] == 0) {
                j++;
            }
            if (j - i > runLength) {
                runStart = i;
                runLength = j - i;
            }
            i = j + 1;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
