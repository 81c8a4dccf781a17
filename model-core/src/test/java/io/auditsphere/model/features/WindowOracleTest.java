package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows against an oracle that keeps every event: shuffled, late and bursty streams over ten days. */
class WindowOracleTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long HORIZON = 72 * HOUR;
    private static final long START = Story.MONDAY.toEpochMilli();

    private record Arrival(AuditEvent event, long arrivalMs) {
        long timeMs() {
            return event.creationTimeMs();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsAreRightToOneBucketForAnyOrderOfArrival(long seed) {
        List<Arrival> stream = stream(new SplittableRandom(seed), 1_500, 40);
        Story story = Story.inUtc();
        List<Arrival> counted = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        for (Arrival arrival : stream) {
            Observation observation = story.observe(arrival.event, arrival.arrivalMs);
            newest = Math.max(newest, Math.min(arrival.timeMs(), arrival.arrivalMs));
            boolean beyond = arrival.timeMs() < newest - HORIZON;
            assertThat(observation.beyondHorizon()).as("beyond the horizon").isEqualTo(beyond);
            assertThat(observation.late()).as("late").isEqualTo(arrival.timeMs() < newest - 15 * MINUTE);
            if (beyond) {
                continue;
            }
            counted.add(arrival);
            assertCount("1 h", counted, arrival, newest, HOUR, observation.eventCount1h());
            assertCount("24 h", counted, arrival, newest, DAY, observation.eventCount24h());
        }
        assertThat(counted.size()).as("events that count").isBetween(1_000, 1_499);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void distinctSitesAndOperationsAreRightToTheMinute(long seed) {
        // 60 things: the set never saturates, so that nothing hides a wrong one.
        List<Arrival> stream = stream(new SplittableRandom(seed), 1_500, 60);
        Story story = Story.inUtc();
        List<Arrival> counted = new ArrayList<>();
        for (Arrival arrival : stream) {
            Observation observation = story.observe(arrival.event, arrival.arrivalMs);
            if (observation.beyondHorizon()) {
                continue;
            }
            counted.add(arrival);
            assertThat(observation.uniqueSites())
                    .as("sites at %s", arrival.event.creationTime())
                    .isEqualTo(distinct(counted, arrival, 1440, AuditEvent::resourcePath));
            assertThat(observation.uniqueOperations())
                    .as("operations at %s", arrival.event.creationTime())
                    .isEqualTo(distinct(counted, arrival, 1440, AuditEvent::operation));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void distinctSitesSaturateAt256AlsoForLateEvents(long seed) {
        // 2,000 sites in 3,000 events of ten days: some 450 different ones in the four days that are asked about.
        List<Arrival> stream = stream(new SplittableRandom(seed), 3_000, 2_000);
        Story story = Story.inUtc();
        List<Arrival> counted = new ArrayList<>();
        int saturated = 0;
        long newest = 0;
        int noRoom = 0;
        for (Arrival arrival : stream) {
            Observation observation = story.observe(arrival.event, arrival.arrivalMs);
            newest = Math.max(newest, Math.min(arrival.timeMs(), arrival.arrivalMs));
            if (observation.beyondHorizon()) {
                continue;
            }
            counted.add(arrival);
            int exact = distinct(counted, arrival, 1440, AuditEvent::resourcePath);
            int actual = observation.uniqueSites();
            saturated += exact >= 256 ? 1 : 0;
            // What made room for newer sites is known by the quarters of an hour of its first and last use only.
            long error = Math.max(inQuarter(counted, arrival.timeMs()), inQuarter(counted, arrival.timeMs() - DAY));
            assertThat((long) actual)
                    .as("sites at %s", arrival.event.creationTime())
                    .isLessThanOrEqualTo(Math.min(256, exact + error));
            if (actual < Math.min(256, exact) - error) {
                noRoom++;
                assertThat(newest - arrival.timeMs())
                        .as("lag of a count that is too low")
                        .isGreaterThan(12 * HOUR);
            }
        }
        // Late events older than the 256 newest sites find no room; seen: 5 to 10 of 3,000, up to 11 too low.
        assertThat(noRoom).as("counts that are too low").isLessThan(30);
        assertThat(saturated)
                .as("events with 256 or more sites in their 24 hours")
                .isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void burstsOfTheLastTwoHoursAreRightToTheMinute(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Arrival> stream = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            long timeMs = START + random.nextLong(4 * HOUR);
            OperationCategory category = Story.category(random.nextInt(3));
            AuditEvent event = Story.event(Instant.ofEpochMilli(timeMs))
                    .operationCategory(category)
                    .resourceName("file-" + random.nextInt(30))
                    .build();
            stream.add(new Arrival(event, timeMs + random.nextLong(90 * MINUTE)));
        }
        stream.sort(Comparator.comparingLong(Arrival::arrivalMs));
        Story story = Story.inUtc();
        List<Arrival> counted = new ArrayList<>();
        for (Arrival arrival : stream) {
            counted.add(arrival);
            List<Arrival> ofCategory = counted.stream()
                    .filter(other -> other.event.operationCategory() == arrival.event.operationCategory())
                    .toList();
            assertThat(story.observe(arrival.event, arrival.arrivalMs).burst())
                    .as("resources of %s in 10 minutes up to %s", arrival.event.operationCategory(), arrival.event)
                    .isEqualTo(distinct(ofCategory, arrival, 10, AuditEvent::resourceName));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void storingBetweenEventsChangesNothing(long seed) {
        List<Arrival> stream = stream(new SplittableRandom(seed), 1_200, 500);
        SplittableRandom findings = new SplittableRandom(seed);
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        UserState kept = UserState.empty();
        UserState stored = UserState.empty();
        for (Arrival arrival : stream) {
            boolean teaches = findings.nextInt(20) > 0;
            Observation fromKept = engine.observe(arrival.event, kept, arrival.arrivalMs, teaches);
            stored = UserState.decode(stored.encodeActivity(), stored.encodeHistory());
            Observation fromStored = engine.observe(arrival.event, stored, arrival.arrivalMs, teaches);
            assertThat(row(fromStored))
                    .as("features at %s", arrival.event.creationTime())
                    .isEqualTo(row(fromKept));
        }
        assertThat(stored.encodeActivity()).isEqualTo(kept.encodeActivity());
        assertThat(stored.encodeHistory()).isEqualTo(kept.encodeHistory());
    }

    private static List<Float> row(Observation observation) {
        float[] row = new float[2 * AuditFeatures.WIDTH];
        AuditFeatures.shown(observation, OrganisationTables.empty(), row, 0);
        AuditFeatures.split(observation, OrganisationTables.empty(), row, AuditFeatures.WIDTH);
        List<Float> values = new ArrayList<>();
        for (float value : row) {
            values.add(value);
        }
        return values;
    }

    /** Ten days of events in the order of their arrival: most on time, many an hour late, some days, some ahead. */
    private static List<Arrival> stream(SplittableRandom random, int events, int things) {
        List<Arrival> stream = new ArrayList<>();
        while (stream.size() < events) {
            long timeMs = START + random.nextLong(10 * DAY);
            int burst = random.nextInt(10) == 0 ? 1 + random.nextInt(30) : 1;
            for (int i = 0; i < burst && stream.size() < events; i++) {
                long at = timeMs + random.nextLong(3 * MINUTE);
                AuditEvent event = Story.event(Instant.ofEpochMilli(at))
                        .resourcePath("/sites/" + random.nextInt(things))
                        .operation("Operation" + random.nextInt(Math.min(things, 60)))
                        .build();
                stream.add(new Arrival(event, at + delay(random)));
            }
        }
        stream.sort(Comparator.comparingLong(Arrival::arrivalMs));
        return stream;
    }

    private static long delay(SplittableRandom random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return -random.nextLong(20 * HOUR);
        }
        if (kind == 1) {
            return random.nextLong(80 * HOUR);
        }
        return kind < 8 ? random.nextLong(2 * HOUR) : random.nextLong(MINUTE);
    }

    private static void assertCount(
            String window, List<Arrival> counted, Arrival now, long newest, long windowMs, int actual) {
        long to = now.timeMs();
        long exact = counted.stream()
                .filter(other -> other.timeMs() > to - windowMs && other.timeMs() <= to)
                .count();
        long error = Math.max(inBucket(counted, to, newest), inBucket(counted, to - windowMs, newest));
        assertThat((long) actual)
                .as("events in %s up to %s, newest %s", window, now.event.creationTime(), Instant.ofEpochMilli(newest))
                .isBetween(exact - error, exact + error);
    }

    /** What the bucket holds that this moment lies in: the most that one end of a window may be wrong by. */
    private static long inBucket(List<Arrival> counted, long timeMs, long newest) {
        boolean fine = timeMs >= newest - 2 * HOUR;
        long width = fine ? MINUTE : 15 * MINUTE;
        long from = Math.floorDiv(timeMs, width) * width;
        return counted.stream()
                .filter(other -> other.timeMs() >= from && other.timeMs() < from + width)
                .count();
    }

    private static long inQuarter(List<Arrival> counted, long timeMs) {
        long from = Math.floorDiv(timeMs, 15 * MINUTE) * 15 * MINUTE;
        return counted.stream()
                .filter(other -> other.timeMs() >= from && other.timeMs() < from + 15 * MINUTE)
                .count();
    }

    private static int distinct(List<Arrival> counted, Arrival now, long minutes, Function<AuditEvent, String> thing) {
        long minute = Math.floorDiv(now.timeMs(), MINUTE);
        Set<String> things = new HashSet<>();
        for (Arrival other : counted) {
            long at = Math.floorDiv(other.timeMs(), MINUTE);
            if (at > minute - minutes && at <= minute) {
                things.add(thing.apply(other.event));
            }
        }
        return things.size();
    }
}
