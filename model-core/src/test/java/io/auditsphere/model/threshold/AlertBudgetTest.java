package io.auditsphere.model.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertBudgetTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final long MINUTE_MS = 60_000;
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    private record Event(long user, int type, long timeMs, double score) {}

    /** A history of ordinary scores that keeps the 0.1 % of events from being what limits. */
    private static AlertBudget tenOrdinaryDays() {
        AlertBudget budget = new AlertBudget(HOUR);
        for (int i = 0; i < 100_000; i++) {
            budget.add(i % 50, 0, i * 10L * DAY_MS / 99_999, 0.4);
        }
        return budget;
    }

    @Test
    void aBurstIsOneOpening() {
        AlertBudget budget = tenOrdinaryDays();
        for (int i = 0; i < 500; i++) {
            budget.add(7, 1, i * 50_000L, 0.8);
        }
        budget.add(8, 1, DAY_MS, 0.7);
        AlertBudget.Calibration calibration = budget.within(0.2);
        assertThat(calibration.threshold())
                .as("one opening for the export, one for the other user")
                .isEqualTo(0.7);
        assertThat(calibration.openingsPerDay()).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void aQuietHourEndsAnEpisode() {
        AlertBudget budget = new AlertBudget(HOUR);
        budget.add(1, 0, 0, 0.9);
        budget.add(1, 0, 60 * MINUTE_MS, 0.9);
        budget.add(1, 0, 121 * MINUTE_MS, 0.9);
        budget.add(1, 3, 0, 0.9);
        budget.add(2, 0, 0, 0.9);
        assertThat(budget.at(0.9).openingsPerDay())
                .as("two episodes of user 1, one of another type, one of user 2, in a history of under a day")
                .isEqualTo(4);
    }

    @Test
    void openingsNeverExceedOneInAThousandEvents() {
        AlertBudget budget = new AlertBudget(HOUR);
        for (int i = 0; i < 3_000; i++) {
            budget.add(i, 0, i, i / 3_000.0);
        }
        AlertBudget.Calibration calibration = budget.within(1_000);
        assertThat(calibration.shareOfEvents()).isEqualTo(0.001);
        assertThat(calibration.threshold()).isEqualTo(2_997 / 3_000.0);
    }

    @Test
    void aHighestScoreThatIsTooCommonOpensNothing() {
        AlertBudget budget = new AlertBudget(HOUR);
        for (int user = 0; user < 100; user++) {
            budget.add(user, 0, 0, 0.6);
        }
        AlertBudget.Calibration calibration = budget.within(20);
        assertThat(calibration.threshold()).isEqualTo(Math.nextUp(0.6));
        assertThat(calibration.openingsPerDay()).isZero();
    }

    @Test
    void noHistoryNoAlerts() {
        assertThat(new AlertBudget(HOUR).within(20)).isEqualTo(new AlertBudget.Calibration(1, 0, 0));
    }

    /** Against an oracle that replays the whole history at every threshold. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheLowestThresholdWithinTheBudget(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Event> events = new ArrayList<>();
        AlertBudget budget = new AlertBudget(HOUR);
        for (int i = 0; i < 4_000; i++) {
            Event event = new Event(
                    random.nextInt(6),
                    random.nextInt(3),
                    random.nextInt(4 * 24 * 60) * MINUTE_MS,
                    Math.rint(Math.pow(random.nextDouble(), 4) * 200) / 200);
            events.add(event);
            budget.add(event.user(), event.type(), event.timeMs(), event.score());
        }
        double perDay = 0.9;
        double days = (double) (last(events) - first(events)) / DAY_MS;
        double allowed = Math.min(perDay * days, 4);
        double expected = Double.NaN;
        int opened = 0;
        for (double level = 1;
                level >= 0 && openings(events, level) <= allowed;
                level = Math.rint(level * 200 - 1) / 200) {
            double threshold = level;
            if (events.stream().anyMatch(e -> e.score() == threshold)) {
                expected = level;
                opened = openings(events, level);
            }
        }
        AlertBudget.Calibration calibration = budget.within(perDay);
        if (Double.isNaN(expected)) {
            assertThat(calibration.openingsPerDay()).isZero();
        } else {
            assertThat(calibration.threshold()).isEqualTo(expected);
            assertThat(calibration.openingsPerDay()).isCloseTo(opened / days, within(1e-9));
            assertThat(budget.at(expected)).isEqualTo(calibration);
        }
    }

    private static long first(List<Event> events) {
        return events.stream().mapToLong(Event::timeMs).min().orElseThrow();
    }

    private static long last(List<Event> events) {
        return events.stream().mapToLong(Event::timeMs).max().orElseThrow();
    }

    private static int openings(List<Event> events, double threshold) {
        Map<String, Long> lastSeen = new HashMap<>();
        int openings = 0;
        for (Event event : events.stream()
                .filter(e -> e.score() >= threshold)
                .sorted(Comparator.comparingLong(Event::timeMs))
                .toList()) {
            Long before = lastSeen.put(event.user() + "/" + event.type(), event.timeMs());
            openings += before == null || event.timeMs() - before > HOUR.toMillis() ? 1 : 0;
        }
        return openings;
    }
}
