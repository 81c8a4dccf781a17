package io.auditsphere.schemas;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Instants as text of RFC 3339, read strictly and written as {@link Instant#toString} writes them, at a fraction of the
 * cost: both happen for every event.
 *
 * <p>Accepted is {@code 2026-11-20T09:30:00.123Z}: four digits of year, {@code T}, {@code t} or a space between date
 * and time, up to nine digits of fraction (further ones are dropped), and {@code Z}, {@code z}, an offset
 * ({@code +05:30}, {@code +0530}) or nothing, which means UTC as Microsoft's audit logs write it. A second of 60 is read
 * as the last instant before it, since audit times have no leap seconds.
 */
public final class Rfc3339 {

    private static final long SECONDS_A_DAY = 86_400;
    private static final int NANOS_MAX = 999_999_999;
    private static final int SHORTEST = "2026-11-20T09:30:00".length();
    /** A year of four digits, nine of fraction, and Z. */
    static final int MAX_LENGTH = 30;

    private static final int MAX_OFFSET_MINUTES = 18 * 60;

    private Rfc3339() {}

    /** The instant that the text names, or null if it is null or no strict RFC 3339 time. */
    public static Instant parseOrNull(String text) {
        if (text == null || text.length() < SHORTEST || text.length() > 64) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        char between = text.charAt(10);
        boolean punctuated = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (between == 'T' || between == 't' || between == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!punctuated || (year | month | day | hour | minute | second) < 0) {
            return null;
        }
        if (month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 60) {
            return null;
        }
        int at = SHORTEST;
        int nanos = 0;
        if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
            int from = ++at;
            int scale = 100_000_000;
            while (at < text.length() && isDigit(text.charAt(at))) {
                nanos += (text.charAt(at) - '0') * scale;
                scale /= 10;
                at++;
            }
            if (at == from) {
                return null;
            }
        }
        int offsetMinutes = offsetMinutes(text, at);
        if (offsetMinutes == Integer.MIN_VALUE) {
            return null;
        }
        if (second == 60) {
            second = 59;
            nanos = NANOS_MAX;
        }
        long seconds = epochDay(year, month, day) * SECONDS_A_DAY + hour * 3600L + minute * 60L + second;
        return Instant.ofEpochSecond(seconds - offsetMinutes * 60L, nanos);
    }

    /** The instant as text in UTC with as many groups of three digits of fraction as it needs. */
    public static String format(Instant instant) {
        byte[] text = new byte[MAX_LENGTH];
        int length = write(instant, text, 0);
        return length < 0 ? instant.toString() : new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes the same text into an array that has room for {@value #MAX_LENGTH} bytes.
     *
     * @return how many bytes were written; negative, with none written, for a year before 0 or after 9999
     */
    static int write(Instant instant, byte[] text, int from) {
        long seconds = instant.getEpochSecond();
        long day = Math.floorDiv(seconds, SECONDS_A_DAY);
        int ofDay = (int) Math.floorMod(seconds, SECONDS_A_DAY);

        // Days to civil date over 400-year eras that begin on 1 March (Howard Hinnant, "chrono-compatible low-level
        // date algorithms").
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        if (year < 0 || year > 9999) {
            return -1;
        }

        put(text, from, (int) year, 4);
        text[from + 4] = '-';
        put(text, from + 5, month, 2);
        text[from + 7] = '-';
        put(text, from + 8, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, 2);
        text[from + 10] = 'T';
        put(text, from + 11, ofDay / 3600, 2);
        text[from + 13] = ':';
        put(text, from + 14, ofDay / 60 % 60, 2);
        text[from + 16] = ':';
        put(text, from + 17, ofDay % 60, 2);
        int end = putFraction(text, from + SHORTEST, instant.getNano());
        text[end++] = 'Z';
        return end - from;
    }

    private static int putFraction(byte[] text, int at, int nanos) {
        if (nanos == 0) {
            return at;
        }
        text[at] = '.';
        if (nanos % 1_000_000 == 0) {
            put(text, at + 1, nanos / 1_000_000, 3);
            return at + 4;
        }
        if (nanos % 1000 == 0) {
            put(text, at + 1, nanos / 1000, 6);
            return at + 7;
        }
        put(text, at + 1, nanos, 9);
        return at + 10;
    }

    private static void put(byte[] text, int at, int value, int width) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Minutes east of UTC of what stands from {@code at} to the end, or MIN_VALUE if it is no offset. */
    private static int offsetMinutes(String text, int at) {
        int left = text.length() - at;
        if (left == 0) {
            return 0;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return left == 1 ? 0 : Integer.MIN_VALUE;
        }
        boolean colon = left == 6 && text.charAt(at + 3) == ':';
        if ((sign != '+' && sign != '-') || !(colon || left == 5)) {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, colon ? at + 4 : at + 3, 2);
        if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > MAX_OFFSET_MINUTES) {
            return Integer.MIN_VALUE;
        }
        return sign == '-' ? -(hours * 60 + minutes) : hours * 60 + minutes;
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static long epochDay(int year, int month, int day) {
        long fromMarch = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(fromMarch, 400L);
        long yearOfEra = fromMarch - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
