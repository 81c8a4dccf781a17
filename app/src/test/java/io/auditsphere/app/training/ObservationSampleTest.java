package io.auditsphere.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationSampleTest {

    private static final Instant START = Instant.parse("2026-11-02T00:00:00Z");
    private static final int EVENTS_A_DAY = 10;

    @Test
    void keepsEverythingWhileThereIsRoom() {
        ObservationSample sample = new ObservationSample(10_000);
        fill(sample, 50, 20);
        assertThat(sample.size()).isEqualTo(50 * 20 * EVENTS_A_DAY);
        assertThat(sample.scale()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2_500, 7_777})
    void keepsWholeDaysOfUsersInOrderAndSaysHowManyStandBehindThem(int capacity) {
        ObservationSample sample = new ObservationSample(capacity);
        int users = 100;
        int days = 20;
        fill(sample, users, days);
        assertThat(sample.size()).isLessThanOrEqualTo(capacity);
        Map<String, Integer> kept = new HashMap<>();
        long before = Long.MIN_VALUE;
        for (int i = 0; i < sample.size(); i++) {
            Observation observation = sample.observation(i);
            assertThat(observation.timeMs()).as("order of arrival").isGreaterThanOrEqualTo(before);
            before = observation.timeMs();
            kept.merge(sample.user(i) + " " + observation.timeMs() / 86_400_000L, 1, Integer::sum);
        }
        assertThat(kept.values()).as("events of each day that was kept").containsOnly(EVENTS_A_DAY);
        // Days are kept by a coin each: of 2000 days one in s is kept, with a standard error of √(2000/s).
        double expected = users * days / (double) sample.scale();
        assertThat((double) kept.size())
                .isBetween(expected - 4 * Math.sqrt(expected), expected + 4 * Math.sqrt(expected));
    }

    @Test
    void isNotFilledByOneBusyAccount() {
        ObservationSample sample = new ObservationSample(5_000);
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        UserState busy = UserState.empty();
        for (int i = 0; i < 50_000; i++) {
            sample.add(observe(engine, busy, START.plusMillis(i * 1_000L)), 1);
        }
        fill(sample, 40, 5);
        int ofBusy = 0;
        for (int i = 0; i < sample.size(); i++) {
            ofBusy += sample.user(i) == 1 ? 1 : 0;
        }
        assertThat(ofBusy).as("a fiftieth of the capacity for a day").isEqualTo(100);
        assertThat(sample.size()).as("the others are all there").isEqualTo(100 + 40 * 5 * EVENTS_A_DAY);
    }

    private static void fill(ObservationSample sample, int users, int days) {
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        UserState[] states = new UserState[users];
        for (int day = 0; day < days; day++) {
            for (int event = 0; event < EVENTS_A_DAY; event++) {
                Instant time = START.plus(Duration.ofDays(day)).plus(Duration.ofHours(event + 8));
                for (int user = 0; user < users; user++) {
                    states[user] = states[user] == null ? UserState.empty() : states[user];
                    sample.add(observe(engine, states[user], time), Hash64.of("user" + user));
                }
            }
        }
    }

    private static Observation observe(FeatureEngine engine, UserState state, Instant time) {
        AuditEvent event = AuditEvent.builder()
                .provider("microsoft")
                .eventId("e")
                .creationTime(time)
                .operation("FileAccessed")
                .userId("u")
                .build();
        return engine.observe(event, state, time.toEpochMilli(), true);
    }
}
