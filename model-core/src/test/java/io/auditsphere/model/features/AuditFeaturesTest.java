package io.auditsphere.model.features;

import static io.auditsphere.model.features.FeatureValues.NO_TABLES;
import static io.auditsphere.model.features.FeatureValues.shown;
import static io.auditsphere.model.features.FeatureValues.split;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of the 16 features, shown and split, on a user whose habits are plain: weekdays 9 to 17 UTC, one office. */
class AuditFeaturesTest {

    /** Two weeks of work, days 0 to 11. */
    private Story story = Story.inUtc().work(0, 11);

    @ParameterizedTest(name = "{0}:00 is hour {0}, {1} hours outside")
    @CsvSource({"9, 0", "12, 0", "16, 0", "17, 1", "20, 4", "3, 6", "4, 5", "0, 8"})
    void hourOfDayIsComparedWithTheUsersHours(int hour, int outside) {
        Observation observation =
                story.observe(Story.event(Story.at(14, hour, 5)).build());
        assertThat(shown(observation, AuditFeatures.HOUR_OF_DAY)).isEqualTo(hour);
        assertThat(split(observation, AuditFeatures.HOUR_OF_DAY)).isEqualTo(outside);
    }

    @Test
    void aNightWorkersNightIsUsual() {
        Story night = Story.inUtc();
        for (int day = 0; day < 12; day++) {
            for (int hour = 0; hour < 6; hour++) {
                night.observe(Story.event(Story.at(day, hour, 10)).build());
            }
        }
        Observation atThree = night.observe(Story.event(Story.at(12, 3, 0)).build());
        assertThat(split(atThree, AuditFeatures.HOUR_OF_DAY))
                .as("3:00 for a night worker")
                .isZero();
        Observation atNoon = night.observe(Story.event(Story.at(12, 12, 0)).build());
        assertThat(split(atNoon, AuditFeatures.HOUR_OF_DAY))
                .as("noon is 7 hours after 5:00")
                .isEqualTo(7);
    }

    @ParameterizedTest(name = "day {0} of the week: weekend {1}, rarity of the day {2}, of the kind of day {3}")
    @CsvSource({
        // A fifth of the weight is on each weekday: round(-4 log2 0.2) = 9; all of it on weekdays, none on weekends.
        "1, 0, 9, 0",
        "5, 0, 9, 0",
        "6, 1, 60, 60",
        "7, 1, 60, 60"
    })
    void dayAndWeekendAreAsRareAsInTheUsersOwnWeeks(int dayOfWeek, int weekend, int ofDay, int ofKind) {
        Observation observation =
                story.observe(Story.event(Story.at(13 + dayOfWeek, 10, 0)).build());
        assertThat(shown(observation, AuditFeatures.DAY_OF_WEEK)).isEqualTo(dayOfWeek);
        assertThat(shown(observation, AuditFeatures.IS_WEEKEND)).isEqualTo(weekend);
        // One unit either way: weeks decay, so the days of the latest week weigh a little more.
        assertThat(split(observation, AuditFeatures.DAY_OF_WEEK)).isBetween(ofDay - 1f, ofDay + 1f);
        assertThat(split(observation, AuditFeatures.IS_WEEKEND)).isEqualTo(ofKind);
    }

    @Test
    void businessHoursAreThoseOfTheUsersZoneWithoutHolidays() {
        FeatureSettings settings = new FeatureSettings(
                List.of(ZoneId.of("Asia/Kolkata")),
                9,
                18,
                Set.of(LocalDate.parse("2026-03-04")),
                Map.of("@contoso.com.au", ZoneId.of("Australia/Melbourne"), "boss@contoso.com", ZoneId.of("UTC")),
                Set.of(),
                Duration.ofMinutes(15),
                Duration.ofDays(3),
                Duration.ofDays(90));
        Story india = new Story(settings);
        assertThat(businessHours(india.observe(Story.at(0, 3, 29), event -> event)))
                .as("8:59 in India")
                .isZero();
        assertThat(businessHours(india.observe(Story.at(0, 3, 30), event -> event)))
                .as("9:00 in India")
                .isOne();
        assertThat(businessHours(india.observe(Story.at(0, 12, 29), event -> event)))
                .as("17:59 in India")
                .isOne();
        assertThat(businessHours(india.observe(Story.at(0, 12, 30), event -> event)))
                .as("18:00 in India")
                .isZero();
        assertThat(businessHours(india.observe(Story.at(2, 5, 0), event -> event)))
                .as("a holiday")
                .isZero();
        assertThat(businessHours(india.observe(Story.at(5, 5, 0), event -> event)))
                .as("Saturday")
                .isZero();
        assertThat(businessHours(
                        new Story(settings).observe(Story.at(0, 5, 0), event -> event.userId("kim@contoso.com.au"))))
                .as("16:00 in Melbourne, by domain")
                .isOne();
        assertThat(businessHours(
                        new Story(settings).observe(Story.at(0, 8, 0), event -> event.userId("boss@contoso.com"))))
                .as("8:00 UTC, by user id")
                .isZero();
    }

    @Test
    void businessHoursAreAsRareAsInTheUsersOwnWeeks() {
        assertThat(split(story.observe(Story.at(14, 10, 0), event -> event), AuditFeatures.IS_BUSINESS_HOURS))
                .as("in business hours, where all of his activity is")
                .isZero();
        assertThat(split(story.observe(Story.at(14, 20, 0), event -> event), AuditFeatures.IS_BUSINESS_HOURS))
                .as("in the evening, where none is")
                .isEqualTo(Rarity.MAX);
    }

    @Test
    void eventCountsAreTenthsOfTheOwnMaximum() {
        // His maxima are 2 events an hour (below the floor of 10) and 16 a day (below the floor of 20).
        Observation last =
                burst(14, 30, IntStream.range(0, 30).mapToObj(i -> "plan.docx").toList());
        assertThat(shown(last, AuditFeatures.EVENT_COUNT_1H)).isEqualTo(30);
        assertThat(split(last, AuditFeatures.EVENT_COUNT_1H)).as("10 x 30 / 10").isEqualTo(30);
        assertThat(shown(last, AuditFeatures.EVENT_COUNT_24H)).isEqualTo(30);
        assertThat(split(last, AuditFeatures.EVENT_COUNT_24H))
                .as("10 x 30 / 20")
                .isEqualTo(15);
    }

    @Test
    void theOwnMaximumTakesTheFloorsPlaceOnceItIsHigher() {
        story = Story.inUtc().work(0, 4);
        burst(7, 40, List.of("plan.docx"));
        story.work(8, 11);
        Observation last = burst(14, 60, List.of("plan.docx"));
        assertThat(last.maximumEventCount1h()).as("the hour of day 7").isEqualTo(40);
        assertThat(split(last, AuditFeatures.EVENT_COUNT_1H)).as("10 x 60 / 40").isEqualTo(15);
    }

    @Test
    void uniqueSitesAndOperationsAreTenthsOfTheOwnMaximum() {
        Observation last = null;
        for (int i = 0; i < 12; i++) {
            int number = i;
            last = story.observe(
                    Story.at(14, 10, i),
                    event -> event.resourcePath("/sites/" + number).operation("Operation" + number / 2));
        }
        assertThat(shown(last, AuditFeatures.UNIQUE_SITES)).isEqualTo(12);
        assertThat(split(last, AuditFeatures.UNIQUE_SITES)).as("10 x 12 / 5").isEqualTo(24);
        assertThat(shown(last, AuditFeatures.UNIQUE_OPERATIONS)).isEqualTo(6);
        assertThat(split(last, AuditFeatures.UNIQUE_OPERATIONS))
                .as("10 x 6 / 5")
                .isEqualTo(12);
    }

    @Test
    void splitValuesStopAt255() {
        Observation last = burst(14, 2_000, List.of("plan.docx"));
        assertThat(split(last, AuditFeatures.EVENT_COUNT_1H))
                .as("10 x 2000 / 10, cut")
                .isEqualTo(255);
    }

    @ParameterizedTest
    @EnumSource(OperationCategory.class)
    void operationCategoryIsShownByNumber(OperationCategory category) {
        Observation observation = story.observe(Story.at(14, 10, 0), event -> event.operationCategory(category));
        assertThat(shown(observation, AuditFeatures.OPERATION_CATEGORY)).isEqualTo(Acts.number(category));
    }

    @Test
    void categoriesAndFileTypesAreAsRareAsAtTheProvider() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        for (int i = 0; i < 1_000; i++) {
            boolean rare = i % 100 == 0;
            AuditEvent event = Story.event(Story.at(0, 10, 0))
                    .operationCategory(rare ? OperationCategory.DELETION : OperationCategory.ACCESS)
                    .resourceName(rare ? "vault.kdbx" : "plan.docx")
                    .build();
            builder.add(event, Story.inUtc().observe(event));
        }
        OrganisationTables tables = builder.build();
        Observation usual = story.observe(Story.at(14, 10, 0), event -> event);
        Observation rare = story.observe(
                Story.at(14, 10, 1),
                event -> event.operationCategory(OperationCategory.DELETION).resourceName("other.kdbx"));
        assertThat(split(usual, tables, AuditFeatures.OPERATION_CATEGORY))
                .as("99 %")
                .isZero();
        // round(-4 log2 0.01) = 27, and half an event each for what was not seen takes 0.1 off.
        assertThat(split(rare, tables, AuditFeatures.OPERATION_CATEGORY))
                .as("1 %")
                .isBetween(26f, 27f);
        assertThat(split(rare, tables, AuditFeatures.FILE_TYPE_CATEGORY))
                .as("1 %")
                .isBetween(26f, 27f);
        assertThat(shown(rare, tables, AuditFeatures.FILE_TYPE_CATEGORY)).isEqualTo(FileTypes.SECRETS);
    }

    @Test
    void sensitiveIsSensitiveForEveryoneButTheProviderItself() {
        assertThat(sensitive("dana@contoso.com", UserType.USER)).isOne();
        assertThat(sensitive("app@sharepoint", UserType.SERVICE))
                .as("the provider's own principal")
                .isZero();
        assertThat(sensitive("nt authority\\system", UserType.SERVICE))
                .as("and another")
                .isZero();
        assertThat(sensitive("app@sharepoint", UserType.USER))
                .as("a user of that name")
                .isOne();
        assertThat(sensitive("serviceprincipal_3f2a", UserType.SERVICE))
                .as("a customer's application")
                .isOne();
    }

    @Test
    void aSensitiveOperationIsRoutineAfterThreeDays() {
        for (int day = 14; day < 17; day++) {
            Observation early = grant(day, "Add member to role.", Outcome.SUCCESS);
            assertThat(split(early, AuditFeatures.IS_SENSITIVE_OPERATION))
                    .as("day %d", day)
                    .isOne();
        }
        Observation routine = grant(17, "Add member to role.", Outcome.SUCCESS);
        assertThat(split(routine, AuditFeatures.IS_SENSITIVE_OPERATION))
                .as("after three days")
                .isZero();
        assertThat(shown(routine, AuditFeatures.IS_SENSITIVE_OPERATION))
                .as("it is still what it is")
                .isOne();
        assertThat(split(
                        grant(17, "Set domain authentication.", Outcome.SUCCESS), AuditFeatures.IS_SENSITIVE_OPERATION))
                .as("another operation")
                .isOne();
        for (int day = 18; day < 24; day++) {
            assertThat(split(grant(day, "Disable MFA", Outcome.FAILURE), AuditFeatures.IS_SENSITIVE_OPERATION))
                    .as("failed attempts never become routine, day %d", day)
                    .isOne();
        }
    }

    @Test
    void fileTypeIsShownByNumber() {
        Observation observation = story.observe(Story.at(14, 10, 0), event -> event.resourceName("x.exe"));
        assertThat(shown(observation, AuditFeatures.FILE_TYPE_CATEGORY)).isEqualTo(FileTypes.EXECUTABLE);
    }

    @Test
    void bulkIsFiftyResourcesAndThreeTimesTheOwnMaximum() {
        Observation at49 = burst(14, 49, names(49));
        assertThat(shown(at49, AuditFeatures.IS_BULK_OPERATION))
                .as("49 resources")
                .isZero();
        assertThat(split(at49, AuditFeatures.IS_BULK_OPERATION))
                .as("10 x 49 / 10")
                .isEqualTo(49);
        Observation at50 = story.observe(Story.at(14, 10, 5), event -> event.resourceName("one-more"));
        assertThat(shown(at50, AuditFeatures.IS_BULK_OPERATION))
                .as("50 resources")
                .isOne();
        Observation otherCategory = story.observe(
                Story.at(14, 10, 6), event -> event.resourceName("gone").operationCategory(OperationCategory.DELETION));
        assertThat(shown(otherCategory, AuditFeatures.IS_BULK_OPERATION))
                .as("one deletion among them")
                .isZero();
    }

    @Test
    void whoExports120FilesEachWeekMayDoSo() {
        story = Story.inUtc().work(0, 4);
        burst(7, 120, names(120));
        story.work(8, 11);
        Observation next = burst(14, 120, names(120));
        assertThat(shown(next, AuditFeatures.IS_BULK_OPERATION))
                .as("120 files, as last week")
                .isZero();
        assertThat(split(next, AuditFeatures.IS_BULK_OPERATION))
                .as("10 x 120 / 120")
                .isEqualTo(10);
    }

    @Test
    void oneFileManyTimesIsNoBulk() {
        Observation last = burst(14, 200, List.of("plan.docx"));
        assertThat(last.burst()).isEqualTo(1);
        assertThat(shown(last, AuditFeatures.IS_BULK_OPERATION)).isZero();
    }

    @Test
    void anExportIsBulkByNature() {
        Observation export = story.observe(Story.at(14, 10, 0), event -> event.operation("SearchExported"));
        assertThat(shown(export, AuditFeatures.IS_BULK_OPERATION)).isOne();
        assertThat(split(export, AuditFeatures.IS_BULK_OPERATION))
                .as("as 50 resources")
                .isEqualTo(50);
    }

    @Test
    void typicalValuesAreTheUsersOwn() {
        story = Story.inUtc().work(0, 4);
        burst(7, 40, names(40));
        story.work(8, 11);
        Observation night = story.observe(Story.at(14, 3, 0), event -> event);
        assertThat(AuditFeatures.typical(AuditFeatures.EVENT_COUNT_1H, night, NO_TABLES))
                .isEqualTo(40);
        assertThat(AuditFeatures.typicalBurst(night, NO_TABLES)).isEqualTo(40);
        assertThat(AuditFeatures.typical(AuditFeatures.HOUR_OF_DAY, night, NO_TABLES))
                .isBetween(9.0, 16.0);
        assertThat(AuditFeatures.typical(AuditFeatures.DAY_OF_WEEK, night, NO_TABLES))
                .isBetween(1.0, 5.0);
        assertThat(AuditFeatures.typical(AuditFeatures.IS_BUSINESS_HOURS, night, NO_TABLES))
                .isOne();
        assertThat(AuditFeatures.typical(AuditFeatures.IS_NEW_IP, night, NO_TABLES))
                .isZero();
        assertThat(AuditFeatures.typical(AuditFeatures.OPERATION_CATEGORY, night, NO_TABLES))
                .as("only the provider's tables know")
                .isNaN();
    }

    @Test
    void everySplitValueIsAWholeNumberFrom0To255() {
        float[] row = new float[AuditFeatures.WIDTH];
        for (int i = 0; i < 300; i++) {
            int number = i;
            Observation observation = story.observe(
                    Story.at(14, i % 24, i % 60),
                    event -> event.resourceName("f" + number)
                            .operation("Operation" + number)
                            .resourcePath("/sites/" + number));
            AuditFeatures.split(observation, NO_TABLES, row, 0);
            for (int feature = 0; feature < AuditFeatures.WIDTH; feature++) {
                assertThat(row[feature])
                        .as(AuditFeatures.SCHEMA.feature(feature).name())
                        .isBetween(0f, 255f)
                        .isEqualTo((float) Math.rint(row[feature]));
            }
        }
    }

    /** So many events within ten minutes from ten o'clock, over these resources in turn; the last one's observation. */
    private Observation burst(int day, int events, List<String> names) {
        Observation last = null;
        for (int i = 0; i < events; i++) {
            String name = names.get(i % names.size());
            AuditEventBuilder event = Story.event(Story.at(day, 10, 0).plusMillis(i * 250L));
            last = story.observe(event.resourceName(name).build());
        }
        return last;
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "file-" + i + ".docx").toList();
    }

    private float sensitive(String userId, UserType type) {
        Observation observation = Story.inUtc()
                .observe(
                        Story.at(0, 10, 0),
                        event -> event.userId(userId).userType(type).sensitive(true));
        return shown(observation, AuditFeatures.IS_SENSITIVE_OPERATION);
    }

    private Observation grant(int day, String operation, Outcome outcome) {
        return story.observe(
                Story.at(day, 10, 0),
                event -> event.operation(operation)
                        .operationCategory(OperationCategory.ADMIN)
                        .sensitive(true)
                        .outcome(outcome));
    }

    private static float businessHours(Observation observation) {
        return shown(observation, AuditFeatures.IS_BUSINESS_HOURS);
    }
}
