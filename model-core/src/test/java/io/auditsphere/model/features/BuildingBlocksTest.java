package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts that the features are made of, each against what it stands for. */
class BuildingBlocksTest {

    @Test
    void rarityIsMinusFourTimesTheLogarithmOfTheShare() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long whole = 1 + random.nextLong(1L << random.nextInt(1, 40));
            long part = 1 + random.nextLong(whole);
            double exact = -4 * Math.log((double) part / whole) / Math.log(2);
            // Half a step for rounding, and 2^-18 for the fixed point of the ratio.
            assertThat((double) Rarity.of(part, whole))
                    .as("%d of %d", part, whole)
                    .isCloseTo(Math.min(Rarity.MAX, exact), within(0.5 + 1e-5));
        }
    }

    @Test
    void rarityOfNothingAndOfEverything() {
        assertThat(Rarity.of(0, 10)).as("never seen").isEqualTo(Rarity.MAX);
        assertThat(Rarity.of(10, 10)).as("always").isZero();
        assertThat(Rarity.of(0, 0)).as("nothing known is not rare").isZero();
        assertThat(Rarity.of(5, 10)).as("half: one bit").isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void maximaAreThoseOfTheLast28DaysInWhateverOrderDaysCome(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SlidingMaxima maxima = new SlidingMaxima();
        TreeMap<Integer, Integer> oracle = new TreeMap<>();
        int today = 20_000;
        for (int i = 0; i < 500; i++) {
            today += random.nextInt(4) == 0 ? random.nextInt(10) : 0;
            int day = today - random.nextInt(5);
            int value = 1 + random.nextInt(100);
            maxima.add(Measure.SITES, day, value);
            oracle.merge(day, value, Math::max);
            maxima.advance(today);
            oracle.headMap(today - 28, true).clear();
            int expected =
                    oracle.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            assertThat(maxima.maximum(Measure.SITES))
                    .as("maximum on day %d", today)
                    .isEqualTo(expected);
            assertThat(maxima.maximum(Measure.OPERATIONS)).as("another measure").isZero();
        }
    }

    @Test
    void hoursOfTheWeekSettleAndFade() {
        HoursOfWeek habit = new HoursOfWeek();
        int monday = (int) Story.MONDAY.atZone(ZoneId.of("UTC")).toLocalDate().toEpochDay();
        long nineToTen = 0b11L << 18;
        for (int week = 0; week < 60; week++) {
            habit.addDay(monday + 7 * week, nineToTen);
        }
        assertThat(habit.weight(9)).as("an hour that is used every week").isEqualTo(121);
        assertThat(habit.weight(10)).as("the hour after it").isZero();
        habit.addDay(monday + 7 * 64 + 1, 1L);
        assertThat(habit.weight(9)).as("five weeks later, about half").isEqualTo(60);
        habit.addDay(monday + 7 * 104, 1L);
        assertThat(habit.weight(9)).as("after most of a year").isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Kolkata",
                "Australia/Melbourne",
                "America/New_York",
                "Asia/Kathmandu",
                "Pacific/Apia"
            })
    void localTimeIsThatOfTheTimeZoneDatabase(String zone) {
        ZoneClock clock = new ZoneClock(ZoneId.of(zone));
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 2_000; i++) {
            long timeMs = random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L);
            ZonedDateTime expected = Instant.ofEpochMilli(timeMs).atZone(ZoneId.of(zone));
            long localMs = clock.localMs(timeMs);
            assertThat((long) CivilTime.dayOf(localMs))
                    .isEqualTo(expected.toLocalDate().toEpochDay());
            assertThat(CivilTime.minuteOf(localMs)).isEqualTo(expected.getHour() * 60 + expected.getMinute());
            assertThat(CivilTime.dayOfWeek(CivilTime.dayOf(localMs)))
                    .isEqualTo(expected.getDayOfWeek().getValue());
        }
    }

    @Test
    void clocksChangeAtTheMomentOfTheTransition() {
        ZoneClock clock = new ZoneClock(ZoneId.of("America/New_York"));
        long spring = Instant.parse("2026-03-08T07:00:00Z").toEpochMilli();
        assertThat(CivilTime.minuteOf(clock.localMs(spring - 1))).as("01:59").isEqualTo(119);
        assertThat(CivilTime.minuteOf(clock.localMs(spring))).as("03:00").isEqualTo(180);
        assertThat(CivilTime.minuteOf(clock.localMs(spring - 1)))
                .as("and back for a late event")
                .isEqualTo(119);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SearchExported, true",
        "New-MailboxExportRequest, true",
        "legal_holds_export_downloaded, true",
        "admin.CUSTOMER_TAKEOUT_CREATED, true",
        "USERS_BULK_UPLOAD, true",
        "Bulk delete users - finished (bulk), true",
        "FileDownloaded, false",
        "Exporter started, false",
        "exportable, false",
        "legal_holds_export_cancelled, false",
        "'', false"
    })
    void bulkByNatureIsAWordOfTheOperation(String operation, boolean expected) {
        assertThat(BulkOperations.isBulk(operation)).isEqualTo(expected);
    }

    @Test
    void aBrowserUpdateIsNoNewDevice() {
        int device = Devices.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 Safari/537.36");
        assertThat(device)
                .isNotZero()
                .isEqualTo(Devices.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.1.2 Safari/537.36"))
                .isNotEqualTo(Devices.of("Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0 Safari/537.36"));
        assertThat(Devices.of(null)).isZero();
        assertThat(Devices.of("1.2.3")).isZero();
    }

    @Test
    void theLeastRecentlySeenMakesRoomAndOfOneDayTheNewest() {
        SeenThings things = new SeenThings(3);
        things.add(1, 0, 10);
        things.add(2, 0, 12);
        things.add(3, 0, 12);
        things.add(4, 0, 12);
        assertThat(things.find(1)).as("last seen two days before the others").isNegative();
        things.add(5, 0, 12);
        assertThat(things.find(2)).as("the oldest of the day stays").isNotNegative();
        assertThat(things.find(4)).as("the newest of the day went").isNegative();
        things.forgetBefore(13);
        assertThat(things.size()).isZero();
    }
}
