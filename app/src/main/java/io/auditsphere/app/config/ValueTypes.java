package io.auditsphere.app.config;

import io.auditsphere.model.features.AddressRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types that settings have. */
final class ValueTypes {

    private ValueTypes() {}

    static ValueType<String> text(String allowed, String pattern) {
        return new ValueType<>(allowed, text -> {
            require(text.matches(pattern));
            return text;
        });
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>("true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    static ValueType<Integer> wholeNumber(int least, int most) {
        return new ValueType<>("a whole number from " + least + " to " + most, text -> {
            int value = Integer.parseInt(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    static ValueType<Long> longNumber() {
        return new ValueType<>("a whole number", Long::parseLong);
    }

    /** A number over {@code above} and at most {@code most}. */
    static ValueType<Double> numberAbove(double above, double most) {
        return new ValueType<>("a number in (" + plain(above) + ", " + plain(most) + "]", text -> {
            double value = Double.parseDouble(text);
            require(value > above && value <= most);
            return value;
        });
    }

    static ValueType<Double> numberFrom(double least, double most) {
        return new ValueType<>("a number from " + plain(least) + " to " + plain(most), text -> {
            double value = Double.parseDouble(text);
            require(value >= least && value <= most);
            return value;
        });
    }

    static ValueType<Duration> duration(Duration least, Duration most) {
        return new ValueType<>(
                "a duration from " + Durations.format(least) + " to " + Durations.format(most)
                        + ", such as 500ms, 30s, 10m, 6h or 7d",
                text -> {
                    Duration value = Durations.parse(text);
                    require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
                    return value;
                });
    }

    /** Bytes of heap: a size, or a share of the largest heap that the JVM may take. */
    static ValueType<Long> heap(long least, long most) {
        ValueType<Long> size = size(least, most);
        return new ValueType<>("a share of the JVM's largest heap from 1% to 75%, or " + size.allowed(), text -> {
            if (!text.endsWith("%")) {
                return size.read(text);
            }
            long share = Long.parseLong(text.substring(0, text.length() - 1).trim());
            require(share >= 1 && share <= 75);
            return Math.min(most, Runtime.getRuntime().maxMemory() / 100 * share);
        });
    }

    static ValueType<Long> size(long least, long most) {
        return new ValueType<>(
                "a size from " + Sizes.format(least) + " to " + Sizes.format(most)
                        + ", such as 512kB, 1MB or 1GB (powers of 1024)",
                text -> {
                    long value = Sizes.parse(text);
                    require(value >= least && value <= most);
                    return value;
                });
    }

    static ValueType<ZoneId> zone() {
        return new ValueType<>("a time zone of the IANA database, such as Asia/Kolkata", ZoneId::of);
    }

    static ValueType<LocalDate> date() {
        return new ValueType<>("a date such as 2026-12-25", LocalDate::parse);
    }

    static ValueType<AddressRange> addressRange() {
        return new ValueType<>("a range of addresses such as 192.0.2.0/24 or 2001:db8::/32", AddressRange::parse);
    }

    static ValueType<Path> path() {
        return new ValueType<>("a path", text -> {
            require(!text.isEmpty());
            return Path.of(text);
        });
    }

    /** One of the constants of an enumeration, written in lower case. */
    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        Map<String, E> byName = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            byName.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return new ValueType<>(String.join(", ", byName.keySet()), text -> {
            E value = byName.get(text.toLowerCase(Locale.ROOT));
            require(value != null);
            return value;
        });
    }

    /** Nothing at all, or a value. */
    static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return new ValueType<>(
                type.allowed() + "; empty for none",
                text -> text.isEmpty() ? Optional.empty() : Optional.of(type.read(text)));
    }

    /** Values between commas; blank ones are left out. */
    static <T> ValueType<List<T>> listOf(ValueType<T> type, int least) {
        String allowed = (least > 0 ? "one or more" : "any number") + ", between commas, of: " + type.allowed();
        return new ValueType<>(allowed, text -> {
            List<T> values = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (!part.isBlank()) {
                    values.add(readPart(type, part.trim()));
                }
            }
            require(values.size() >= least);
            return List.copyOf(values);
        });
    }

    /** Pairs {@code name=value} between commas; names are folded to lower case. */
    static <T> ValueType<Map<String, T>> mapOf(String names, ValueType<T> type) {
        String allowed = "any number, between commas, of " + names + "=value, each value " + type.allowed();
        return new ValueType<>(allowed, text -> {
            Map<String, T> values = new LinkedHashMap<>();
            for (String part : text.split(",", -1)) {
                if (!part.isBlank()) {
                    int equals = part.indexOf('=');
                    require(equals > 0);
                    String name = part.substring(0, equals).trim().toLowerCase(Locale.ROOT);
                    values.put(name, readPart(type, part.substring(equals + 1).trim()));
                }
            }
            return Map.copyOf(values);
        });
    }

    /** Any type, with a further condition on the value. */
    static <T, R> ValueType<R> mapped(ValueType<T> type, Function<T, R> form) {
        return new ValueType<>(type.allowed(), text -> form.apply(type.read(text)));
    }

    private static <T> T readPart(ValueType<T> type, String part) {
        try {
            return type.read(part);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'" + part + "' is not one", e);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
