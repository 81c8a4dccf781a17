package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.CompactReader;
import io.auditsphere.model.detect.CompactWriter;
import io.auditsphere.model.detect.Detector;
import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.UserType;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job that runs once a week, is larger than all else that its account does, and began after its baseline was learnt. */
class WeeklyRoutineTest {

    /** The Monday of week 2 is the first with the job. */
    private static final int FIRST_WEEK = 2;

    private static Watched settled(UserType type) {
        Watched account = new Watched(
                BuiltInDetectors.all(BuiltInDetectors.Settings.defaults()).toArray(new Detector[0]));
        for (int day = 0; day < 7 * FIRST_WEEK; day++) {
            assertThat(ordinaryDay(account, type, day)).isEmpty();
        }
        return account;
    }

    private static List<Signal> ordinaryDay(Watched account, UserType type, int day) {
        if (type == UserType.USER && day % 7 > 4) {
            return List.of();
        }
        List<Signal> signals = new ArrayList<>();
        for (int hour = 9; hour < 17; hour++) {
            signals.addAll(account.times(
                    5,
                    at(day, hour, 0),
                    150,
                    event -> event.userType(type)
                            .operation("FileModified")
                            .operationCategory(OperationCategory.MODIFICATION)));
        }
        return signals;
    }

    private static List<Signal> job(
            Watched account, int day, int hour, int size, UnaryOperator<AuditEventBuilder> kind) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = "export" + i + ".csv";
            signals.addAll(account.see(
                    at(day, hour, 20).plus(Duration.ofMillis(1_500L * i)),
                    event -> kind.apply(event).resourceName(name)));
        }
        return signals;
    }

    private static UnaryOperator<AuditEventBuilder> kind(UserType type, OperationCategory category) {
        return event -> event.userType(type)
                .operation(category == OperationCategory.ACCESS ? "FileDownloaded" : "Login")
                .operationCategory(category);
    }

    private static Severity most(List<Signal> signals) {
        return signals.stream().map(Signal::severity).max(Severity::compareTo).orElse(null);
    }

    @ParameterizedTest
    @CsvSource({"SERVICE, ACCESS", "USER, ACCESS", "SERVICE, AUTHENTICATION", "USER, AUTHENTICATION"})
    void isSaidForThreeWeeksThenOnceMoreAsLessSevereAndThenIsUsual(UserType type, OperationCategory category) {
        Watched account = settled(type);
        List<Severity> weeks = new ArrayList<>();
        for (int week = FIRST_WEEK; week < FIRST_WEEK + 8; week++) {
            // An hour earlier or later, as queues and summer time have it.
            int hour = 10 + (week % 3 - 1) % 2;
            weeks.add(most(job(account, 7 * week, hour, 400, kind(type, category))));
            for (int day = 1; day < 7; day++) {
                assertThat(most(ordinaryDay(account, type, 7 * week + day)))
                        .as("day %d after the job of week %d", day, week)
                        .isNull();
            }
        }
        assertThat(weeks)
                .as("the most severe signal of each week's job")
                .containsExactly(Severity.HIGH, Severity.HIGH, Severity.HIGH, Severity.MEDIUM, null, null, null, null);

        assertThat(most(job(account, 7 * (FIRST_WEEK + 8), 10, 1400, kind(type, category))))
                .as("three and a half times as large")
                .isNotNull();
    }

    @Test
    void theSameAtAnotherTimeOfTheWeekIsNoRoutine() {
        Watched account = settled(UserType.SERVICE);
        List<Severity> weeks = new ArrayList<>();
        for (int week = FIRST_WEEK; week < FIRST_WEEK + 5; week++) {
            int elsewhere = 7 * week + week % 5;
            weeks.add(most(job(
                    account, elsewhere, 9 + 3 * (week % 3), 400, kind(UserType.SERVICE, OperationCategory.ACCESS))));
        }
        assertThat(weeks).containsOnly(Severity.HIGH).hasSize(5);
    }

    @Test
    void noWeeksSaysItForEver() {
        BuiltInDetectors.Settings defaults = BuiltInDetectors.Settings.defaults();
        Watched account = new Watched(BuiltInDetectors.all(defaults).stream()
                .map(detector -> detector.settings().containsKey("routine_weeks")
                        ? detector.withSettings(Map.of("routine_weeks", 0))
                        : detector)
                .toArray(Detector[]::new));
        for (int day = 0; day < 7 * FIRST_WEEK; day++) {
            ordinaryDay(account, UserType.SERVICE, day);
        }
        for (int week = FIRST_WEEK; week < FIRST_WEEK + 6; week++) {
            assertThat(most(job(account, 7 * week, 10, 400, kind(UserType.SERVICE, OperationCategory.ACCESS))))
                    .as("week %d", week)
                    .isEqualTo(Severity.HIGH);
        }
    }

    @Test
    void whatIsKeptIsBoundedAndReadAsItWasWritten() {
        SplittableRandom random = new SplittableRandom(11);
        RoutineBursts bursts = new RoutineBursts();
        for (int i = 0; i < 2_000; i++) {
            bursts.note(
                    OperationCategory.values()[random.nextInt(OperationCategory.values().length)],
                    random.nextLong(4_000_000_000_000L),
                    random.nextInt(Integer.MAX_VALUE),
                    random.nextBoolean(),
                    1 + random.nextInt(6));
            byte[] written = bytes(bursts);
            assertThat(written.length).isLessThanOrEqualTo(RoutineBursts.MAX_BYTES);
            RoutineBursts read = RoutineBursts.read(new CompactReader(ByteBuffer.wrap(written)));
            assertThat(bytes(read)).isEqualTo(written);
            bursts = read;
        }
    }

    private static byte[] bytes(RoutineBursts bursts) {
        CompactWriter out = new CompactWriter();
        bursts.write(out);
        return out.toByteArray();
    }
}
