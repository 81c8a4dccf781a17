package io.auditsphere.app.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 1024}, {@code 512kB}, {@code 1MB}, {@code 1GB}, in powers of 1024. */
final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(b|kb|mb|gb|kib|mib|gib)?");
    private static final String[] UNITS = {"B", "kB", "MB", "GB"};

    private Sizes() {}

    /**
     * Bytes of a size.
     *
     * @throws RuntimeException if the text is no size
     */
    static long parse(String text) {
        Matcher matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 512kB or 1MB");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "b" : matcher.group(2);
        return switch (unit.charAt(0)) {
            case 'k' -> Math.multiplyExact(amount, 1L << 10);
            case 'm' -> Math.multiplyExact(amount, 1L << 20);
            case 'g' -> Math.multiplyExact(amount, 1L << 30);
            default -> amount;
        };
    }

    /** The size in the largest unit that divides it. */
    static String format(long bytes) {
        int unit = 0;
        long amount = bytes;
        while (unit < UNITS.length - 1 && amount > 0 && amount % 1024 == 0) {
            amount /= 1024;
            unit++;
        }
        return amount + UNITS[unit];
    }
}
