package io.auditsphere.app.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 6h}, {@code 7d}, {@code 1h30m}. */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(\\d+(ms|s|m|h|d)\\s*)+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private Durations() {}

    /**
     * Reads a duration; the ISO form ({@code PT10M}) and a plain {@code 0} are taken as well.
     *
     * @throws RuntimeException if the text is no duration
     */
    public static Duration parse(String text) {
        String folded = text.trim().toLowerCase(Locale.ROOT);
        if (folded.equals("0")) {
            return Duration.ZERO;
        }
        if (folded.startsWith("p")) {
            return Duration.parse(folded);
        }
        if (!WHOLE.matcher(folded).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration such as 30s, 10m or 7d");
        }
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(folded);
        while (parts.find()) {
            sum = sum.plus(ofUnit(Long.parseLong(parts.group(1)), parts.group(2)));
        }
        return sum;
    }

    /** The shortest form that {@link #parse} reads back, in the largest unit that divides it. */
    public static String format(Duration duration) {
        long ms = duration.toMillis();
        if (ms == 0) {
            return "0s";
        }
        if (ms % 86_400_000L == 0) {
            return ms / 86_400_000L + "d";
        }
        if (ms % 3_600_000L == 0) {
            return ms / 3_600_000L + "h";
        }
        if (ms % 60_000L == 0) {
            return ms / 60_000L + "m";
        }
        return ms % 1000L == 0 ? ms / 1000L + "s" : ms + "ms";
    }

    private static Duration ofUnit(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
