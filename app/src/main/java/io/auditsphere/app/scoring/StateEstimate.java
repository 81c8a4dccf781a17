package io.auditsphere.app.scoring;

import io.auditsphere.app.generate.Arrival;
import io.auditsphere.app.generate.AttackPlan;
import io.auditsphere.app.generate.EventGenerator;
import io.auditsphere.app.generate.GeneratorSettings;
import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * How much state users take, measured and not guessed: a generated organisation is learnt as the stream would learn it,
 * and what it would store is counted, keys included.
 *
 * @param accounts accounts that were measured, people and services
 * @param days how long their events were learnt from
 * @param eventsADay events of an account a day, on average
 * @param typicalBytes state of the median account
 * @param meanBytes state of an account on average
 * @param largestBytes state of the largest account
 */
public record StateEstimate(
        int accounts, int days, double eventsADay, long typicalBytes, double meanBytes, long largestBytes) {

    /**
     * The most that an id takes: eight bytes, and where it came alone between two commits, the key of its block and what
     * RocksDB keeps beside an entry. Where several share a block it is less: 10 to 12 bytes in the soak of
     * docs/PERFORMANCE.md.
     */
    public static final int SEEN_EVENT_BYTES = 40;

    /**
     * The most that a store takes on disk for what is live in it, with entries that were overwritten and are not compacted
     * away yet. Kafka Streams runs RocksDB with universal compaction, which compacts everything when what is not in the
     * oldest run is over {@code max_size_amplification_percent}, 200 by default, of what is (RocksDB wiki, "Universal
     * Compaction"). What lies there at a given moment depends on when that was last. Compaction begins with the
     * fourth run only ({@code level0_file_num_compaction_trigger}), so that a store of a few MB, smaller than its write
     * buffer, may lie there five times: little in bytes.
     */
    private static final int MOST_DISK_OVER_LIVE = 3;

    /** Long enough for windows of a day, habits of weeks and a baseline. */
    private static final int DAYS = 21;

    private static final int PEOPLE = 60;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    /** Every user has an entry in two stores, activity and history; one in findings only while there are some. */
    private static final int STORES = 2;

    /** Measures a generated organisation with these settings; takes some seconds. */
    public static StateEstimate measure(ScoreSettings settings) {
        Iterator<Arrival> arrivals = new EventGenerator(
                        GeneratorSettings.defaults().withUsers(PEOPLE))
                .arrivals(START, START.plus(Duration.ofDays(DAYS)), AttackPlan.none());
        return of(settings, arrivals, DAYS);
    }

    /**
     * Measures what these events leave behind.
     *
     * @param arrivals in order of arrival
     * @param days how many they span
     */
    public static StateEstimate of(ScoreSettings settings, Iterator<Arrival> arrivals, int days) {
        EventScorer scorer = new EventScorer(
                new FeatureEngine(settings.features()),
                BuiltInDetectors.asShipped(),
                settings.scoring(),
                Clock.systemUTC());
        Map<String, UserState> users = new HashMap<>();
        Map<String, UserFindings> findings = new HashMap<>();
        long events = 0;
        while (arrivals.hasNext()) {
            Arrival arrival = arrivals.next();
            String key = arrival.event().userKey();
            scorer.learn(
                    arrival.event(),
                    users.computeIfAbsent(key, unused -> UserState.empty()),
                    findings.computeIfAbsent(key, unused -> UserFindings.empty()),
                    arrival.arrival().toEpochMilli());
            events++;
        }
        long[] bytes = users.entrySet().stream()
                .mapToLong(user -> bytes(user.getKey(), user.getValue(), findings.get(user.getKey())))
                .sorted()
                .toArray();
        return new StateEstimate(
                bytes.length,
                days,
                (double) events / bytes.length / days,
                bytes[bytes.length / 2],
                Arrays.stream(bytes).average().orElse(0),
                bytes[bytes.length - 1]);
    }

    private static long bytes(String key, UserState user, UserFindings findings) {
        int keyBytes = key.getBytes(StandardCharsets.UTF_8).length;
        long state = user.encodeActivity().length + user.encodeHistory().length + (long) STORES * keyBytes;
        return findings.isEmpty() ? state : state + findings.encode().length + keyBytes;
    }

    /** The estimate for an installation, in words. */
    public String describe(long users, Duration dedupRetention) {
        double seen =
                eventsADay * dedupRetention.toMillis() / Duration.ofDays(1).toMillis() * SEEN_EVENT_BYTES;
        return String.format(
                Locale.ROOT,
                "Measured on %d generated accounts over %d days, %.0f events of each a day:%n"
                        + "  state of a user        typical %d B, mean %.0f B, largest %d B%n"
                        + "  ids of seen events     up to %d B each, mean %.0f B a user over %d h (dedup.retention)%n"
                        + "For %d users: %s of users' state, on disk between that and %s with what is not compacted away"
                        + " yet, and up to %s of seen ids; once on disk and once in Kafka%n",
                accounts,
                days,
                eventsADay,
                typicalBytes,
                meanBytes,
                largestBytes,
                SEEN_EVENT_BYTES,
                seen,
                dedupRetention.toHours(),
                users,
                megabytes(meanBytes * users),
                megabytes(meanBytes * users * MOST_DISK_OVER_LIVE),
                megabytes(seen * users));
    }

    private static String megabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (1 << 20));
    }
}
