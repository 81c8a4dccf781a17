package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.Severity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three weeks of work from 9 to 18 in UTC, and then something else. Day 21 is a Monday. */
class AccessTimeDetectorTest {

    private static Watched watched() {
        return new Watched(new AccessTimeDetector(AccessTimeDetector.Settings.defaults()));
    }

    private static Watched dayWorker() {
        Watched user = watched();
        assertThat(user.works(3, 9, 18)).as("three weeks of nothing but work").isEmpty();
        return user;
    }

    @Test
    void workInTheMiddleOfTheNightIsSaid() {
        List<Signal> signals = dayWorker().times(14, at(21, 2, 0), 120, event -> event);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).anomalyType()).isEqualTo(AnomalyType.UNUSUAL_TIMING);
        assertThat(signals.get(0).text()).contains("now at 02:00", "7 hours from his nearest usual hour");
    }

    @Test
    void workThatBeginsThreeHoursEarlyIsSaid() {
        assertThat(dayWorker().times(14, at(21, 6, 0), 120, event -> event)).isNotEmpty();
    }

    @Test
    void anEarlyTrainAsOnceBeforeIsNothing() {
        Watched user = dayWorker();
        // One act at six on the first Monday: too seldom to be a usual hour, and enough not to be a strange one.
        Watched early = watched();
        early.see(at(0, 6, 0), event -> event);
        assertThat(early.works(3, 9, 18)).isEmpty();
        assertThat(early.times(14, at(21, 6, 0), 120, event -> event)).isEmpty();
        assertThat(user.times(14, at(21, 6, 0), 120, event -> event))
                .as("the same where it never was")
                .isNotEmpty();
    }

    @Test
    void oneGlanceAtNightIsNothing() {
        assertThat(dayWorker().times(3, at(21, 2, 0), 60, event -> event)).isEmpty();
    }

    @Test
    void anEveningThatGrowsLongIsNothing() {
        // Ten acts from 19:00 to 20:30: one to two hours after the usual end.
        assertThat(dayWorker().times(10, at(21, 19, 0), 600, event -> event)).isEmpty();
    }

    @Test
    void aNightWorkersNightIsUsual() {
        Watched user = watched();
        assertThat(user.works(3, 0, 6)).isEmpty();
        assertThat(user.times(30, at(21, 1, 0), 300, event -> event)).isEmpty();
    }

    @Test
    void aSaturdayAtTheDeskOfWhoeverNeverWorksOnOneIsSaid() {
        List<Signal> signals = dayWorker().times(70, at(26, 9, 30), 300, event -> event);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).text()).contains("on a day of the week, or a holiday, on which he hardly ever works");
        assertThat(signals.get(0).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void anHourOfASaturdayIsNothing() {
        assertThat(dayWorker().times(40, at(26, 10, 0), 90, event -> event)).isEmpty();
    }

    @Test
    void aHolidayIsADayOffAndTheSameMondayWithoutItIsNone() {
        Watched user = new Watched(
                Watched.withHolidays(LocalDate.ofInstant(at(21, 0, 0), ZoneOffset.UTC)),
                new AccessTimeDetector(AccessTimeDetector.Settings.defaults()));
        assertThat(user.works(3, 9, 18)).isEmpty();
        assertThat(user.times(70, at(21, 9, 30), 300, event -> event))
                .as("a holiday at the desk")
                .isNotEmpty();
        assertThat(dayWorker().times(70, at(21, 9, 30), 300, event -> event))
                .as("a Monday like any other")
                .isEmpty();
    }

    @Test
    void whoeverWorksEveryDayHasNoDayOff() {
        Watched user = new Watched(
                Watched.withHolidays(LocalDate.ofInstant(at(21, 0, 0), ZoneOffset.UTC)),
                new AccessTimeDetector(AccessTimeDetector.Settings.defaults()));
        for (int day = 0; day < 21; day++) {
            assertThat(user.times(36, at(day, 9, 0), 900, event -> event)).isEmpty();
        }
        assertThat(user.times(70, at(21, 9, 30), 300, event -> event)).isEmpty();
    }

    @Test
    void oneSaturdayInThreeWeeksIsEnoughToBeUsual() {
        Watched user = watched();
        for (int day = 0; day < 21; day++) {
            if (day % 7 < 5 || day == 12) {
                assertThat(user.times(36, at(day, 9, 0), 900, event -> event)).isEmpty();
            }
        }
        assertThat(user.times(70, at(26, 9, 30), 300, event -> event)).isEmpty();
    }

    @Test
    void aDayOffCountsOnlyOnceItIsKnownAndMoreTheLongerItIs() {
        Watched newcomer = watched();
        assertThat(newcomer.works(2, 9, 18)).isEmpty();
        assertThat(newcomer.times(100, at(19, 9, 30), 240, event -> event))
                .as("after two weeks")
                .isEmpty();

        Watched veteran = watched();
        assertThat(veteran.works(7, 9, 18)).isEmpty();
        assertThat(veteran.times(40, at(54, 10, 0), 90, event -> event))
                .as("an hour of a Saturday after seven weeks")
                .isNotEmpty();
    }

    @Test
    void theHoursOfABusinessTripAreThoseOfItsZone() {
        assertThat(dayWorker()
                        .times(
                                30,
                                at(21, 2, 0),
                                300,
                                event -> event.country("US").clientIp("198.51.100.7")))
                .isEmpty();
    }

    @Test
    void aServiceAccountHasNoNight() {
        Watched user = watched();
        user.works(3, 9, 18, event -> event.userType(io.auditsphere.schemas.UserType.SERVICE));
        assertThat(user.times(30, at(21, 2, 0), 60, event -> event.userType(io.auditsphere.schemas.UserType.SERVICE)))
                .isEmpty();
    }

    @Test
    void hoursThatAreNotKnownYetAreNotJudged() {
        Watched user = watched();
        user.times(8, at(0, 9, 0), 600, event -> event);
        assertThat(user.times(30, at(1, 2, 0), 60, event -> event)).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> new AccessTimeDetector.Settings(13, 9, 15, 200, 15, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hours outside must be from 1 to 12, not 13");
    }
}
