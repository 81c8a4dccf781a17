package io.auditsphere.app.ingest;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How a source writes times: as RFC 3339, as a count since 1970, or by a pattern. Immutable and thread-safe. */
final class MappedTime {

    private static final int LONGEST_NUMBER = 24;
    /** The year 9999: what lies behind it is no time, and larger numbers would overflow. */
    private static final BigDecimal LATEST_MS = new BigDecimal("253402300799999");

    /** How many milliseconds one is; null where times are no numbers. */
    private final BigDecimal unitMs;

    private final DateTimeFormatter pattern;

    private MappedTime(BigDecimal unitMs, DateTimeFormatter pattern) {
        this.unitMs = unitMs;
        this.pattern = pattern;
    }

    /** Null where the node is missing or says RFC 3339, which needs no reading here. */
    static MappedTime readOrNull(MappingNode node) throws IOException {
        if (node.isMissing()) {
            return null;
        }
        String form = node.text("rfc3339, epoch_s, epoch_ms, epoch_us or a pattern such as dd.MM.yyyy HH:mm:ss");
        switch (form) {
            case "rfc3339" -> {
                return null;
            }
            case "epoch_s" -> {
                return new MappedTime(new BigDecimal(1000), null);
            }
            case "epoch_ms" -> {
                return new MappedTime(BigDecimal.ONE, null);
            }
            case "epoch_us" -> {
                return new MappedTime(new BigDecimal("0.001"), null);
            }
            default -> {
                try {
                    DateTimeFormatter pattern = DateTimeFormatter.ofPattern(form, Locale.ENGLISH);
                    pattern.parse(
                            pattern.format(ZonedDateTime.of(2026, 11, 20, 9, 30, 0, 0, ZoneOffset.UTC)),
                            MappedTime::instant);
                    return new MappedTime(null, pattern);
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw node.expected("rfc3339, epoch_s, epoch_ms, epoch_us or a pattern with date and time such as"
                            + " dd.MM.yyyy HH:mm:ss (" + e.getMessage() + ")");
                }
            }
        }
    }

    /** The time as RFC 3339; the text itself where it cannot be read, so that its rejection shows it. */
    String rewritten(String text) {
        try {
            if (pattern != null) {
                return pattern.parse(text.strip(), MappedTime::instant).toString();
            }
            if (text.length() > LONGEST_NUMBER) {
                return text;
            }
            BigDecimal ms = new BigDecimal(text.strip()).multiply(unitMs);
            return ms.signum() < 0 || ms.compareTo(LATEST_MS) > 0
                    ? text
                    : Instant.ofEpochMilli(ms.longValue()).toString();
        } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
            return text;
        }
    }

    /** Without a zone it is UTC. */
    private static Instant instant(TemporalAccessor parsed) {
        return parsed.isSupported(ChronoField.OFFSET_SECONDS) || parsed.isSupported(ChronoField.INSTANT_SECONDS)
                ? Instant.from(parsed)
                : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
    }
}
