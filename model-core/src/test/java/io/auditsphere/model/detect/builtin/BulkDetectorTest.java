package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three weeks of work with a few downloads a day, and then many things at once. Day 21 is a Monday. */
class BulkDetectorTest {

    private final Watched user = new Watched(new BulkDetector(BulkDetector.Settings.defaults()));

    private int downloaded;

    private static AuditEventBuilder downloaded(AuditEventBuilder event) {
        return event.operation("FileDownloaded");
    }

    private void weeksOfWork() {
        for (int day = 0; day < 21; day++) {
            assertThat(user.times(12, at(day, 9, 0), 1800, event -> event)).isEmpty();
            assertThat(user.times(3, at(day, 16, 0), 1200, BulkDetectorTest::downloaded))
                    .isEmpty();
        }
    }

    @Test
    void aMassDownloadIsSaidAndRises() {
        weeksOfWork();
        List<Signal> signals = user.times(150, at(21, 10, 0), 3, BulkDetectorTest::downloaded);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).severity()).isEqualTo(Severity.MEDIUM);
        assertThat(signals.get(0).anomalyType()).isEqualTo(AnomalyType.BULK_OPERATION);
        assertThat(signals.get(0).text()).startsWith("45 distinct things in ten minutes");
        assertThat(signals.get(signals.size() - 1).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void aMassDeletionIsSaid() {
        weeksOfWork();
        assertThat(user.times(
                        60,
                        at(21, 10, 0),
                        5,
                        event -> event.operation("FileRecycled").operationCategory(OperationCategory.DELETION)))
                .isNotEmpty();
    }

    @Test
    void tidyingAFolderIsNothing() {
        weeksOfWork();
        // 80 old files in a quarter of an hour are 53 in ten minutes at most; 45 in ten are usual tidying.
        assertThat(user.times(
                        45,
                        at(21, 10, 0),
                        12,
                        event -> event.operation("FileRecycled").operationCategory(OperationCategory.DELETION)))
                .isEmpty();
    }

    @Test
    void theWeeklyExportOf120FilesIsUsualOnceItIsKnown() {
        List<Signal> later = new ArrayList<>();
        for (int week = 0; week < 4; week++) {
            for (int day = 0; day < 5; day++) {
                user.times(12, at(7 * week + day, 9, 0), 1800, event -> event);
            }
            List<Signal> signals = user.times(120, at(7 * week + 4, 16, 0), 4, BulkDetectorTest::downloaded);
            if (week > 0) {
                later.addAll(signals);
            }
        }
        assertThat(later).as("the second export and those after it").isEmpty();
    }

    @Test
    void oneClickOfFifteenEventsIsNothing() {
        weeksOfWork();
        assertThat(user.times(
                        15,
                        at(21, 10, 0),
                        0,
                        event -> event.operation("SharingSet")
                                .operationCategory(OperationCategory.SHARING)
                                .target("team@contoso.com")
                                .attribute("correlation_id", "c-1")))
                .isEmpty();
    }

    @Test
    void aBurstOfDownloadsAndThenAnOutsiderIsStaging() {
        weeksOfWork();
        assertThat(user.times(30, at(21, 10, 0), 5, BulkDetectorTest::downloaded))
                .as("30 files are no mass download")
                .isEmpty();
        assertThat(user.see(at(21, 10, 30), event -> sharedWith(event, "x@elsewhere.org")))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.severity()).isEqualTo(Severity.HIGH);
                    assertThat(signal.text()).contains("minutes after many downloads");
                });
        assertThat(user.see(at(21, 10, 31), event -> sharedWith(event, "lee@contoso.com")))
                .as("shared with a colleague")
                .isEmpty();
        assertThat(user.see(at(21, 12, 0), event -> sharedWith(event, "x@elsewhere.org")))
                .as("shared an hour and a half later")
                .isEmpty();
    }

    @Test
    void downloadsOfAnHourThatNoDayHadAreStagingToo() {
        weeksOfWork();
        assertThat(user.times(45, at(21, 10, 0), 60, BulkDetectorTest::downloaded))
                .as("never many in ten minutes")
                .noneMatch(signal -> signal.text().contains("ten minutes"));
        assertThat(user.see(at(21, 10, 50), event -> sharedWith(event, "dana.82@freemail.example")))
                .singleElement()
                .satisfies(signal -> assertThat(signal.text())
                        .startsWith(
                                "Shared with what looks like his own private address, \"dana.82@freemail.example\""));
    }

    @Test
    void aPersonalUploadAfterABurstOfDownloadsIsStaging() {
        weeksOfWork();
        assertThat(user.see(at(21, 9, 59), BulkDetectorTest::uploaded))
                .as("without downloads before it")
                .isEmpty();
        user.times(30, at(21, 10, 0), 5, BulkDetectorTest::downloaded);
        assertThat(user.see(at(21, 10, 20), BulkDetectorTest::uploaded))
                .singleElement()
                .satisfies(signal -> assertThat(signal.text())
                        .startsWith("Taken to a place of his own (\"FileUploadedToCloud\") 18 minutes"));
        assertThat(user.see(at(21, 11, 30), BulkDetectorTest::uploaded))
                .as("more than an hour later")
                .isEmpty();
    }

    private static AuditEventBuilder uploaded(AuditEventBuilder event) {
        return event.operation("FileUploadedToCloud").operationCategory(OperationCategory.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "dana.kim@contoso.com, kim.dana82@freemail.example, true",
        "dana.kim@contoso.com, danakim@freemail.example, true",
        "dana.kim@contoso.com, dana.kim@contoso.com, false",
        "dana.kim@contoso.com, dana@freemail.example, false",
        "dana.kim@contoso.com, lee.park@freemail.example, false",
        "d.k@contoso.com, dk@freemail.example, false",
        "service-account, x@freemail.example, false",
        "dana.kim@contoso.com, anyone, false",
    })
    void anAddressMadeOfTheUsersNameIsHisOwn(String user, String target, boolean expected) {
        AuditEvent event = this.user
                .event(at(0, 9, 0))
                .userId(user)
                .operationCategory(OperationCategory.SHARING)
                .target(target)
                .build();
        assertThat(PersonalPlaces.isOwnAddress(event)).isEqualTo(expected);
    }

    @Test
    void aDormantAccountThatWorksFasterThanAnyIsSaid() {
        weeksOfWork();
        assertThat(user.times(90, at(60, 10, 0), 35, event -> event.resourceName("plan.docx")))
                .isNotEmpty()
                .first()
                .satisfies(signal -> {
                    assertThat(signal.severity()).isEqualTo(Severity.MEDIUM);
                    assertThat(signal.text()).startsWith("81 events in one hour by an account that was silent");
                });
    }

    @Test
    void copyingAllDayLongIsUnusualVolumeAndSaidOnce() {
        weeksOfWork();
        List<Signal> signals = user.times(80, at(21, 9, 0), 300, BulkDetectorTest::downloaded);
        assertThat(signals).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.anomalyType()).isEqualTo(AnomalyType.UNUSUAL_VOLUME);
            assertThat(signal.text()).contains("downloaded on one day");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 29, 30, 31, 32, 33, 34})
    void aWeekOfSeveralTimesTheLargestIsSaidWhicheverDayItBeginsThoughNoDayIsFarOverTheLargest(int begins) {
        for (int day = 0; day < begins; day++) {
            // Forty on Mondays and two on other days: some fifty a week.
            int downloads = day % 7 == 0 ? 40 : 2;
            assertThat(user.times(downloads, at(day, 9, 0), 700, this::another)).isEmpty();
        }
        List<Signal> signals = new ArrayList<>();
        for (int day = begins; day < begins + 7; day++) {
            signals.addAll(user.times(60, at(day, 8, 0), 600, this::another));
        }
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).anomalyType()).isEqualTo(AnomalyType.UNUSUAL_VOLUME);
        assertThat(signals.get(0).text()).contains("downloaded in seven days");
    }

    /** A download of what nobody downloaded before. */
    private AuditEventBuilder another(AuditEventBuilder event) {
        return downloaded(event).resourceName("d" + downloaded++ + ".pdf");
    }

    @Test
    void aMassSharingIsSaid() {
        weeksOfWork();
        List<Signal> signals = user.times(50, at(21, 10, 0), 5, event -> sharedWith(event, "lee@contoso.com"));
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).text()).contains("shared things in ten minutes");
    }

    @Test
    void theSameReportEveryTenMinutesIsOneThing() {
        weeksOfWork();
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            signals.addAll(
                    user.see(at(21, 8, 10 * i), event -> downloaded(event).resourceName("status.xlsx")));
        }
        assertThat(signals).isEmpty();
    }

    @Test
    void aDormantAccountThatWakesWithASurgeIsHigh() {
        weeksOfWork();
        List<Signal> signals = user.times(50, at(60, 10, 0), 3, BulkDetectorTest::downloaded);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).severity()).isEqualTo(Severity.HIGH);
        assertThat(signals.get(0).text()).contains("silent for 30 days");
    }

    private static AuditEventBuilder sharedWith(AuditEventBuilder event, String whom) {
        return event.operation("SharingInvitationCreated")
                .operationCategory(OperationCategory.SHARING)
                .sensitive(true)
                .target(whom);
    }
}
