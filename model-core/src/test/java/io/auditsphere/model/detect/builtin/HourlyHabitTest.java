package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hours of the week, through the features and the stored form as the stream has them. Day 21 and day 28 are Mondays. */
class HourlyHabitTest {

    private final Watched account =
            new Watched(new RequestFrequencyDetector(RequestFrequencyDetector.Settings.defaults()));

    private static AuditEventBuilder program(AuditEventBuilder event) {
        return event.userType(UserType.SERVICE);
    }

    /** Every Tuesday at four, from before it has a baseline on, sixty events within the hour, and four each other working hour of a day. */
    private List<Signal> weeks(int from, int to) {
        List<Signal> signals = new ArrayList<>();
        for (int day = 7 * from; day < 7 * to; day++) {
            for (int hour = 9; day % 7 < 5 && hour < 17; hour++) {
                boolean report = day % 7 == 1 && hour == 16;
                signals.addAll(
                        account.times(report ? 60 : 4, at(day, hour, 0), report ? 50 : 800, HourlyHabitTest::program));
            }
        }
        return signals;
    }

    @Test
    void theWeeklyReportIsUsualAtItsHourAndNoOther() {
        weeks(0, 3);
        assertThat(weeks(3, 4)).as("the fourth Tuesday").isEmpty();
        assertThat(account.times(75, at(29, 11, 0), 45, HourlyHabitTest::program))
                .as("under one and a third of the largest hour, on another Tuesday at eleven")
                .isEmpty();
        List<Signal> signals = account.times(100, at(30, 11, 0), 35, HourlyHabitTest::program);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).text())
                .matches("\\d+ events in one hour; at this hour of its week this account usually has [34], give or take"
                        + " 2, and in no hour of the last 28 days more than \\d+");
    }

    @Test
    void aSilentDayIsKnownToBeSilent() {
        weeks(0, 3);
        HourlyHabit habit = HourlyHabit.read(new byte[0]);
        assertThat(habit.usual(1, 9)).as("nothing known").isNull();
        assertThat(account.times(100, at(26, 11, 0), 35, HourlyHabitTest::program))
                .as("a Saturday, on which nothing ever happened")
                .isNotEmpty();
    }

    @Test
    void mediansAndSpreadsOutliveTheStoredFormAndOneOddWeek() {
        HourlyHabit habit = HourlyHabit.read(new byte[0]);
        assertThat(habit.encode().length).isLessThan(20);
        int[] mondays = {10, 11, 400, 9};
        for (int week = 0; week < mondays.length; week++) {
            assertThat(habit.add(day(7 * week, mondays[week]))).isTrue();
            habit = HourlyHabit.read(habit.encode());
        }
        assertThat(habit.add(day(21, 7))).as("the same day again").isFalse();
        HourlyHabit.Usual usual = habit.usual(1, 10);
        assertThat(usual.median()).as("a twelfth off at most").isCloseTo(10.5, within(1.0));
        assertThat(usual.spread()).as("the root of the median").isCloseTo(3.2, within(0.4));
        assertThat(habit.usual(1, 11).median())
                .as("the hour after it, by its neighbour")
                .isCloseTo(10.5, within(1.0));
        assertThat(habit.usual(1, 14).median()).isZero();
        assertThat(habit.usual(2, 10).median()).as("silent Tuesdays between").isZero();
    }

    @Test
    void allHoursOfAllWeeksFitTheirBytes() {
        HourlyHabit habit = HourlyHabit.read(new byte[0]);
        for (int day = 0; day < 40; day++) {
            habit.add(DaysOfHours.of(day, hour -> 3));
        }
        assertThat(habit.encode().length).isLessThanOrEqualTo(HourlyHabit.MAX_BYTES);
        assertThat(HourlyHabit.read(habit.encode()).encode()).isEqualTo(habit.encode());
    }

    private static io.auditsphere.model.features.DayOfHours day(int day, int atTen) {
        return DaysOfHours.of(day, hour -> hour == 10 ? atTen : 0);
    }
}
