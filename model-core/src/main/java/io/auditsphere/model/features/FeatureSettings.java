package io.auditsphere.model.features;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the features depend on beside the events. The trainer and the stream must run with the same values, or the values
 * that a model splits on differ between them.
 *
 * @param businessZones time zones of the organisation, 1 to 16; the first is a user's zone until his own is learnt
 * @param businessHoursStart first business hour, 0..23
 * @param businessHoursEnd hour at which business ends (exclusive), 1..24, after the start
 * @param holidays dates that are no working days, in each user's own zone
 * @param userZones zones that need not be learnt, by user id or by {@code @domain}; keys are folded to lower case
 * @param ownDomains the organisation's mail domains, subdomains included; empty: those that the trainer learnt
 * @param lateAfter how far behind its user's newest an event may be before it is marked late
 * @param lateHorizon how far behind it may be and still count, at most 7 days: the state grows with it
 * @param userTtl a user who had no event for longer than this, in event time, is as one who was never seen
 */
public record FeatureSettings(
        List<ZoneId> businessZones,
        int businessHoursStart,
        int businessHoursEnd,
        Set<LocalDate> holidays,
        Map<String, ZoneId> userZones,
        Set<String> ownDomains,
        Duration lateAfter,
        Duration lateHorizon,
        Duration userTtl) {

    /** Zone votes are kept for each user, so their number is bounded. */
    public static final int MAX_ZONES = 16;

    /** The farthest {@code late.horizon}: windows are kept that long and a day, whose size every user pays. */
    public static final Duration MAX_HORIZON = Duration.ofDays(7);

    public FeatureSettings {
        businessZones = List.copyOf(businessZones);
        holidays = Set.copyOf(holidays);
        userZones = userZones.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(e -> fold(e.getKey()), Map.Entry::getValue));
        ownDomains = ownDomains.stream().map(FeatureSettings::fold).collect(Collectors.toUnmodifiableSet());
        require(
                !businessZones.isEmpty() && businessZones.size() <= MAX_ZONES,
                "business zones",
                "1 to " + MAX_ZONES + " time zones",
                businessZones.size());
        require(
                businessHoursStart >= 0 && businessHoursStart <= 23,
                "business hours start",
                "an hour from 0 to 23",
                businessHoursStart);
        require(
                businessHoursEnd > businessHoursStart && businessHoursEnd <= 24,
                "business hours end",
                "an hour after the start (" + businessHoursStart + ") and up to 24",
                businessHoursEnd);
        require(!lateAfter.isNegative(), "late.after", "a duration of zero or more", lateAfter);
        require(
                lateHorizon.compareTo(lateAfter) >= 0 && lateHorizon.compareTo(MAX_HORIZON) <= 0,
                "late.horizon",
                "a duration from late.after (" + lateAfter + ") to " + MAX_HORIZON,
                lateHorizon);
        require(
                userTtl.compareTo(MAX_HORIZON) > 0,
                "state.ttl",
                "a duration of more than " + MAX_HORIZON + ", the most that late.horizon may be",
                userTtl);
    }

    /** Kolkata and Melbourne, 9 to 18, no holidays, late after 15 minutes, horizon 72 hours, users kept for 90 days. */
    public static FeatureSettings defaults() {
        return new FeatureSettings(
                List.of(ZoneId.of("Asia/Kolkata"), ZoneId.of("Australia/Melbourne")),
                9,
                18,
                Set.of(),
                Map.of(),
                Set.of(),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofDays(90));
    }

    /**
     * How far behind event time a user's newest event lies when his state may be dropped: no event within the horizon can
     * be of the time in which he was still known.
     */
    public Duration droppedAfter() {
        return userTtl.plus(lateHorizon);
    }

    private static String fold(String text) {
        return text.trim().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String what, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
        }
    }
}
