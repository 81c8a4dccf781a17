package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The windows as the whole stream shows them, state in bytes between any two events, against an oracle that keeps every
 * event: shuffled, late, early and redelivered. {@code WindowOracleTest} asks the same of the windows alone, with more
 * events.
 */
class StreamWindowsTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long HORIZON = 72 * HOUR;

    /** The driver commits after every record, which takes a millisecond or two. */
    private static final int EVENTS = 900;

    private static final List<String> USERS = List.of("ann@example.com", "bob@example.com", "cid@example.com");

    @TempDir
    Path folder;

    private record Delivery(AuditEvent event, long arrivalMs) {
        long timeMs() {
            return event.creationTimeMs();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAndDistinctSetsAreRightToOneBucketForAnyOrderAndAnyRedelivery(long seed) {
        // Three events in ten come a second time, up to two and a half days after the first.
        List<Delivery> deliveries = deliveries(new SplittableRandom(seed));
        Map<String, Anomaly> results = new HashMap<>();
        try (StreamStory story = new StreamStory(StreamStory.onePartition(), provider -> null, folder)) {
            deliveries.forEach(each -> story.arrives(each.event, Instant.ofEpochMilli(each.arrivalMs)));
            for (Anomaly each : story.anomalies()) {
                assertThat(results.put(each.event().eventId(), each))
                        .as("a second result of " + each.event().eventId())
                        .isNull();
            }
            assertThat(story.deadLetters()).isEmpty();
            assertThat(story.counters.duplicates()).isEqualTo(deliveries.size() - EVENTS);
        }
        assertThat(results).as("a result for each event").hasSize(EVENTS);
        USERS.forEach(user -> assertUser(user, deliveries, results));
        assertThat(results.values().stream().filter(Anomaly::late).count())
                .as("late events")
                .isBetween(EVENTS / 10L, EVENTS * 9L / 10);
    }

    @Test
    void distinctSitesSaturateAt256() {
        try (StreamStory story = new StreamStory(StreamStory.onePartition(), provider -> null, folder)) {
            for (int i = 0; i < 300; i++) {
                story.arrives(access("e" + i, USERS.get(0), MORNING.plusSeconds(i), "/sites/" + i));
            }
            List<Anomaly> results = story.anomalies();
            assertThat(feature(results.get(255), "unique_sites")).isEqualTo(256);
            assertThat(feature(results.get(299), "unique_sites")).isEqualTo(256);
            assertThat(feature(results.get(299), "event_count_24h"))
                    .as("counts do not saturate")
                    .isEqualTo(300);
        }
    }

    private static void assertUser(String user, List<Delivery> deliveries, Map<String, Anomaly> results) {
        List<Delivery> counted = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long newest = Long.MIN_VALUE;
        for (Delivery each : deliveries) {
            if (!each.event.userId().equals(user) || !seen.add(each.event.eventId())) {
                continue;
            }
            Anomaly result = results.get(each.event.eventId());
            newest = Math.max(newest, Math.min(each.timeMs(), each.arrivalMs));
            assertThat(result.late()).as("late").isEqualTo(each.timeMs() < newest - 15 * MINUTE);
            if (each.timeMs() < newest - HORIZON) {
                assertThat(feature(result, "event_count_24h"))
                        .as("what counts nowhere has only itself for company")
                        .isEqualTo(1);
                continue;
            }
            counted.add(each);
            assertCount(counted, each, newest, HOUR, feature(result, "event_count_1h"));
            assertCount(counted, each, newest, DAY, feature(result, "event_count_24h"));
            assertThat(feature(result, "unique_sites"))
                    .isEqualTo(distinctToTheMinute(counted, each, AuditEvent::resourcePath));
            assertThat(feature(result, "unique_operations"))
                    .isEqualTo(distinctToTheMinute(counted, each, AuditEvent::operation));
        }
        assertThat(counted.size()).as("events of " + user + " that count").isGreaterThan(EVENTS / 5);
    }

    private static void assertCount(List<Delivery> counted, Delivery now, long newest, long windowMs, long actual) {
        long to = now.timeMs();
        long exact = counted.stream()
                .filter(other -> other.timeMs() > to - windowMs && other.timeMs() <= to)
                .count();
        // One bucket of the resolution in force, at the one end of the window or at the other.
        long error = Math.max(inBucket(counted, to, newest), inBucket(counted, to - windowMs, newest));
        assertThat(actual)
                .as("events in %d h up to %s, newest %s", windowMs / HOUR, now.event.creationTime(), newest)
                .isBetween(exact - error, exact + error);
    }

    private static long inBucket(List<Delivery> counted, long timeMs, long newest) {
        long width = timeMs >= newest - 2 * HOUR ? MINUTE : 15 * MINUTE;
        long from = Math.floorDiv(timeMs, width) * width;
        return counted.stream()
                .filter(other -> other.timeMs() >= from && other.timeMs() < from + width)
                .count();
    }

    private static long distinctToTheMinute(List<Delivery> counted, Delivery now, Function<AuditEvent, String> thing) {
        long minute = Math.floorDiv(now.timeMs(), MINUTE);
        return counted.stream()
                .filter(other -> {
                    long at = Math.floorDiv(other.timeMs(), MINUTE);
                    return at > minute - DAY / MINUTE && at <= minute;
                })
                .map(other -> thing.apply(other.event))
                .distinct()
                .count();
    }

    private static long feature(Anomaly result, String name) {
        return Math.round(result.features().get(name));
    }

    private static List<Delivery> deliveries(SplittableRandom random) {
        List<Delivery> all = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            // Half of them in the same six hours, so that buckets hold more than one.
            long span = random.nextBoolean() ? 6 * HOUR : 10 * DAY;
            long timeMs = MORNING.toEpochMilli() + random.nextLong(span);
            AuditEvent event = access(
                    "e" + i,
                    USERS.get(random.nextInt(USERS.size())),
                    Instant.ofEpochMilli(timeMs),
                    "/sites/" + random.nextInt(50));
            Delivery first = new Delivery(event, timeMs + delay(random));
            all.add(first);
            if (random.nextInt(10) < 3) {
                all.add(new Delivery(event, first.arrivalMs + random.nextLong(60 * HOUR)));
            }
        }
        all.sort(Comparator.comparingLong(Delivery::arrivalMs));
        return all;
    }

    /** Most within a minute, many within two hours, some up to 80 h late, and some up to 20 h ahead of the clock. */
    private static long delay(SplittableRandom random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return -random.nextLong(20 * HOUR);
        }
        if (kind < 3) {
            return random.nextLong(80 * HOUR);
        }
        return random.nextLong(kind < 9 ? 2 * HOUR : MINUTE);
    }

    private static AuditEvent access(String id, String user, Instant created, String site) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .creationTime(created)
                .operation("Operation" + Math.floorMod(id.hashCode(), 17))
                .operationCategory(OperationCategory.ACCESS)
                .userId(user)
                .resourcePath(site)
                .resourceName(id + ".docx")
                .build();
    }
}
