package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a user is compared with himself, when with the organisation, and what may teach. */
class BaselineTest {

    @Test
    void aBaselineIsThirtyEventsOverThreeFinishedDays() {
        Story story = Story.inUtc();
        for (int day = 0; day < 3; day++) {
            for (int i = 0; i < 10; i++) {
                assertThat(story.observe(Story.event(Story.at(day, 10, i)).build())
                                .learning())
                        .as("event %d of day %d", i, day)
                        .isTrue();
            }
        }
        assertThat(story.observe(Story.event(Story.at(3, 9, 0)).build()).learning())
                .as("30 events on three finished days")
                .isFalse();
    }

    @Test
    void manyEventsOnOneDayAreNoBaseline() {
        Story story = Story.inUtc();
        Observation last = null;
        for (int i = 0; i < 500; i++) {
            last = story.observe(Story.event(Story.at(0, 10, 0).plusSeconds(i)).build());
        }
        assertThat(last.learning()).isTrue();
        assertThat(story.observe(Story.event(Story.at(30, 10, 0)).build()).learning())
                .as("a month later: one day is no habit")
                .isTrue();
    }

    @Test
    void aLearningUserIsComparedWithTheOrganisation() {
        OrganisationTables tables = officeTables();
        Story newcomer = Story.inUtc();
        Observation usual = newcomer.observe(Story.at(0, 10, 0), event -> event.clientIp("192.0.2.99"));
        assertThat(usual.learning()).isTrue();
        assertThat(split(usual, tables, AuditFeatures.IS_NEW_IP))
                .as("first day in the office")
                .isZero();
        assertThat(split(usual, tables, AuditFeatures.IS_UNUSUAL_LOCATION)).isZero();
        assertThat(split(usual, tables, AuditFeatures.HOUR_OF_DAY))
                .as("at a usual hour")
                .isZero();
        Observation odd = newcomer.observe(
                Story.at(0, 21, 0), event -> event.clientIp("198.51.100.1").country("BR"));
        assertThat(split(odd, tables, AuditFeatures.IS_NEW_IP))
                .as("a network that nobody uses")
                .isOne();
        assertThat(split(odd, tables, AuditFeatures.IS_UNUSUAL_LOCATION))
                .as("a country where nobody is")
                .isOne();
        assertThat(split(odd, tables, AuditFeatures.HOUR_OF_DAY))
                .as("21:00 is 5 hours after 16:00")
                .isEqualTo(5);
        assertThat(split(odd, tables, AuditFeatures.IS_BUSINESS_HOURS))
                .as("rarer than in business hours")
                .isGreaterThan(split(usual, tables, AuditFeatures.IS_BUSINESS_HOURS) + 20);
        assertThat(AuditFeatures.typical(AuditFeatures.EVENT_COUNT_24H, usual, tables))
                .as("what colleagues reach: 16 events a day")
                .isEqualTo(16);
    }

    @Test
    void anEstablishedUserIsNotExcusedByTheOrganisation() {
        OrganisationTables tables = officeTables();
        Story home = Story.inUtc();
        for (int day = 0; day < 4; day++) {
            for (int i = 0; i < 12; i++) {
                home.observe(Story.at(day, 10, i), event -> event.clientIp("203.0.113.5"));
            }
        }
        Observation office = home.observe(Story.at(4, 10, 0), event -> event.clientIp("192.0.2.99"));
        assertThat(split(office, tables, AuditFeatures.IS_NEW_IP))
                .as("the office is usual for others, new for one who was never there")
                .isOne();
    }

    @Test
    void thePresentDayIsNotWhatItIsComparedWith() {
        Story story = Story.inUtc().work(0, 11);
        Observation last = null;
        for (int i = 0; i < 300; i++) {
            last = story.observe(Story.event(Story.at(14, 10, 0).plusSeconds(i)).build());
        }
        assertThat(last.maximumEventCount1h())
                .as("his maximum while 300 events run")
                .isEqualTo(2);
        Observation nextDay = story.observe(Story.event(Story.at(15, 12, 0)).build());
        assertThat(nextDay.maximumEventCount1h()).as("the day after").isEqualTo(300);
        Observation monthLater =
                story.work(16, 41).observe(Story.event(Story.at(42, 10, 0)).build());
        assertThat(monthLater.maximumEventCount1h()).as("28 days after").isEqualTo(2);
    }

    @Test
    void whatAnOpenFindingCoversTeachesNothing() {
        Story story = Story.inUtc().work(0, 11);
        int last = 0;
        for (int i = 0; i < 300; i++) {
            // The finding opens at the sixtieth event.
            story.teaching(i < 60);
            int number = i;
            last = story.observe(
                            Story.at(14, 22, 0).plusSeconds(i),
                            event -> event.resourceName("file-" + number)
                                    .clientIp("198.51.100.1")
                                    .country("BR")
                                    .userAgent("intruder")
                                    .operation("Grant")
                                    .operationCategory(OperationCategory.ACCESS)
                                    .sensitive(true))
                    .burst();
        }
        assertThat(last).as("it does count").isEqualTo(256);
        story.teaching(true);
        story.observe(Story.event(Story.at(15, 9, 0)).build());
        Observation later = story.observe(
                Story.at(16, 10, 0),
                event -> event.clientIp("198.51.100.1").country("BR").userAgent("intruder"));
        assertThat(later.maximumEventCount1h()).as("his maximum of an hour").isEqualTo(2);
        assertThat(later.maximumEventCount24h())
                .as("his maximum of a day, two days after")
                .isEqualTo(16);
        assertThat(later.maximumBurst()).as("his maximum of ten minutes").isEqualTo(1);
        assertThat(later.newNetwork())
                .as("the intruder's network, learnt before the finding opened")
                .isTrue();
        assertThat(later.newCountry()).as("his country").isTrue();
        assertThat(later.newDevice()).as("his client").isTrue();
        assertThat(later.habit.hoursOutside()).as("10:00 is as usual as before").isZero();
        Observation atNight = story.observe(Story.event(Story.at(16, 22, 0)).build());
        assertThat(atNight.habit.hoursOutside())
                .as("22:00 is not, though the attack began at it")
                .isEqualTo(6);
    }

    @Test
    void theWindowsThatAnAttackFillsTeachNoMaximumAfterItEither() {
        Story story = Story.inUtc().work(0, 11);
        story.teaching(false);
        for (int i = 0; i < 300; i++) {
            story.observe(Story.event(Story.at(14, 23, 30).plusSeconds(i)).build());
        }
        story.teaching(true).work(15, 15);
        Observation next = story.observe(Story.event(Story.at(16, 9, 0)).build());
        assertThat(next.maximumEventCount24h())
                .as("24 hours after the attack were full of it")
                .isEqualTo(16);
        assertThat(next.maximumEventCount1h())
                .as("but the hours of the next day were his own")
                .isEqualTo(2);
    }

    @Test
    void whoWakesAfterThirtyDaysIsComparedWithTheMedian() {
        OrganisationTables tables = officeTables();
        Story story = Story.inUtc().work(0, 11);
        Observation dayThirty = story.observe(Story.event(Story.at(40, 10, 0)).build());
        assertThat(dayThirty.dormant()).as("29 days of silence").isFalse();
        Observation awake = Story.inUtc()
                .work(0, 11)
                .observe(Story.event(Story.at(41, 10, 0)).build());
        assertThat(awake.dormant()).as("30 days of silence").isTrue();
        assertThat(awake.learning()).as("without recent history").isTrue();
        assertThat(AuditFeatures.typical(AuditFeatures.EVENT_COUNT_24H, awake, tables))
                .as("what half of the colleagues reach")
                .isEqualTo(16);
    }

    @Test
    void whoWakesIsDormantUntilHeHasABaselineAgain() {
        Story story = Story.inUtc().work(0, 11).work(49, 51);
        assertThat(story.observe(Story.event(Story.at(51, 18, 0)).build()).dormant())
                .as("third day after")
                .isTrue();
        Observation fourth = story.observe(Story.event(Story.at(52, 9, 0)).build());
        assertThat(fourth.dormant()).as("fourth day after").isFalse();
        assertThat(fourth.learning()).isFalse();
    }

    @Test
    void anEventAheadOfTheClockMakesNoLaterOneLate() {
        Story story = Story.inUtc().work(0, 11);
        Instant now = Story.at(14, 10, 0);
        Observation ahead =
                story.observe(Story.event(now.plus(Duration.ofHours(20))).build(), now.toEpochMilli());
        assertThat(ahead.hour()).as("its own time is what it says").isEqualTo(6);
        Observation next = story.observe(Story.event(now.plusSeconds(60)).build());
        assertThat(next.late()).isFalse();
        assertThat(next.eventCount24h())
                .as("tomorrow's event is not yet in the last 24 hours")
                .isEqualTo(1);
        assertThat(story.state().newestMs()).isEqualTo(now.plusSeconds(60).toEpochMilli());
        Observation tomorrow =
                story.observe(Story.event(now.plus(Duration.ofHours(21))).build());
        assertThat(tomorrow.eventCount24h())
                .as("then it is: ahead, next, and this one")
                .isEqualTo(3);
    }

    @Test
    void aClockThatIsAYearAheadHoldsNothingUp() {
        Story story = Story.inUtc().work(0, 11);
        Instant now = Story.at(14, 10, 0);
        // Decoding refuses it; the state must stay sound even so.
        story.observe(
                Story.event(now.plus(Duration.ofDays(365)))
                        .clientIp("198.51.100.1")
                        .build(),
                now.toEpochMilli());
        for (int day = 14; day < 19; day++) {
            Observation next = story.observe(
                    Story.event(Story.at(day, 11, 0)).clientIp("198.51.100.1").build());
            assertThat(next.late()).as("day %d", day).isFalse();
            assertThat(next.learning()).as("day %d", day).isFalse();
            assertThat(next.eventCount24h()).as("events of day %d", day).isBetween(1, 2);
            assertThat(next.newNetwork())
                    .as("its network was first used when it arrived")
                    .isEqualTo(day < 15);
        }
        assertThat(story.state().newestMs()).isEqualTo(Story.at(18, 11, 0).toEpochMilli());
    }

    @Test
    void aClockThatIsAYearOffTeachesNothing() {
        Story story = Story.inUtc().work(0, 11);
        Observation past = story.observe(
                Story.event(Story.at(14, 10, 0).minus(Duration.ofDays(365)))
                        .clientIp("192.0.2.1")
                        .build(),
                Story.at(14, 10, 0).toEpochMilli());
        assertThat(past.beyondHorizon()).isTrue();
        assertThat(past.late()).isTrue();
        assertThat(past.eventCount24h())
                .as("nothing is known of that day but the event")
                .isEqualTo(1);
        assertThat(past.newNetwork()).as("a network that the user has").isFalse();
        assertThat(story.observe(Story.event(Story.at(14, 10, 0)).build()).eventCount24h())
                .as("and it counts nowhere")
                .isEqualTo(1);
    }

    @Test
    void aLateEventIsComparedWithWhatIsKnownOfItsTime() {
        Story story = Story.inUtc().work(0, 11);
        Observation late = story.observe(Story.event(Story.at(11, 9, 45)).build());
        assertThat(late.late()).isTrue();
        assertThat(late.beyondHorizon()).isFalse();
        assertThat(late.eventCount1h()).as("9:00, 9:30 and this one").isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHARING", "ADMIN"})
    void oneClickThatYieldsManyEventsCountsOnce(OperationCategory category) {
        Story story = Story.inUtc();
        Instant now = Story.at(0, 10, 0);
        Observation last = null;
        for (int i = 0; i < 15; i++) {
            int number = i;
            last = story.observe(
                    now.plusMillis(200L * i),
                    event -> event.operationCategory(category)
                            .operation("Operation" + number % 3)
                            .resourceName("list-" + number)
                            .attribute("correlation_id", "one-click"));
        }
        assertThat(last.eventCount1h()).as("15 events with one correlation id").isEqualTo(1);
        assertThat(last.uniqueOperations()).isEqualTo(1);
        assertThat(last.burst()).as("its resources are many all the same").isEqualTo(15);
        Observation again = story.observe(
                now.plusSeconds(61),
                event -> event.operationCategory(category).attribute("correlation_id", "one-click"));
        assertThat(again.eventCount1h())
                .as("the same id a minute later is another click")
                .isEqualTo(2);
    }

    @Test
    void oneResourceWithinASecondIsOneClick() {
        Story story = Story.inUtc();
        Instant now = Story.at(0, 10, 0);
        int[] counts = IntStream.of(0, 400, 900, 1_500, 2_600)
                .map(ms -> story.observe(
                                now.plusMillis(ms), event -> event.operationCategory(OperationCategory.SHARING))
                        .eventCount1h())
                .toArray();
        assertThat(counts)
                .as("within a second of the first; then of the fourth")
                .containsExactly(1, 1, 1, 2, 3);
    }

    @Test
    void downloadsNeverCollapse() {
        Story story = Story.inUtc();
        Observation last = null;
        for (int i = 0; i < 15; i++) {
            last = story.observe(
                    Story.at(0, 10, 0),
                    event -> event.operation("FileDownloaded").attribute("correlation_id", "one-archive"));
        }
        assertThat(last.eventCount1h()).isEqualTo(15);
    }

    @Test
    void theZoneIsLearntAfterTwoWeeks() {
        // 9 to 17 in Melbourne (UTC+11) is 22 to 6 UTC, half of it before business in Kolkata.
        Story melbourne = new Story(FeatureSettings.defaults());
        for (int day = 0; day < 20; day++) {
            if (day % 7 < 5) {
                for (int half = 0; half < 16; half++) {
                    melbourne.observe(Story.event(Story.at(day, -2, 30 * half)).build());
                }
            }
            Observation noon = melbourne.observe(
                    Story.event(Story.at(day, 1, 0)).outcome(Outcome.SUCCESS).build());
            // 12:00 in Melbourne, 6:30 in Kolkata.
            assertThat(noon.hour()).as("noon of day %d", day).isEqualTo(day < 15 ? 6 : 12);
        }
        Observation morning = melbourne.observe(Story.event(Story.at(20, -2, 0)).build());
        assertThat(morning.hour()).isEqualTo(9);
        assertThat(morning.habit.hoursOutside())
                .as("the habit has moved with the zone")
                .isZero();
        assertThat(melbourne
                        .observe(Story.event(Story.at(20, 9, 0)).build())
                        .habit
                        .hoursOutside())
                .as("20:00 in Melbourne is 4 hours after 16:00; the half hour between the zones was rounded")
                .isBetween(3, 4);
    }

    @Test
    void anIndianUserStaysInIndia() {
        Story india = new Story(FeatureSettings.defaults());
        Observation last = null;
        for (int day = 0; day < 40; day++) {
            for (int half = 0; half < 16; half++) {
                last = india.observe(Story.event(Story.at(day, 4, 30 * half)).build());
            }
        }
        assertThat(last.hour()).as("11:30 UTC is 17:00 in Kolkata").isEqualTo(17);
    }

    /** Tables of ten people in one office who read 16 documents a day, each half hour from 9 to 17. */
    private static OrganisationTables officeTables() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int user = 0; user < 10; user++) {
            Story colleague = Story.inUtc();
            for (int day = 0; day < 12; day++) {
                for (int half = 0; half < 16 && day % 7 < 5; half++) {
                    AuditEvent event = Story.event(Story.at(day, 9, 30 * half))
                            .userId("user" + user + "@contoso.com")
                            .build();
                    builder.add(event, colleague.observe(event));
                }
            }
        }
        return builder.build();
    }

    private static float split(Observation observation, OrganisationTables tables, int feature) {
        float[] row = new float[AuditFeatures.WIDTH];
        AuditFeatures.split(observation, tables, row, 0);
        return row[feature];
    }
}
