package io.auditsphere.app.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReplayClockTest {

    private static final Instant PRESENT = Instant.parse("2026-05-04T12:00:00Z");

    private final Settable present = new Settable();

    @Test
    void runsFasterUntilItHasCaughtUpAndThenKeepsToThePresent() {
        ReplayClock clock = new ReplayClock(present, PRESENT.minus(Duration.ofHours(10)), 11);

        assertThat(clock.now()).isEqualTo(PRESENT.minus(Duration.ofHours(10)));
        assertThat(clock.millisUntil(PRESENT.minus(Duration.ofHours(10)).plusMillis(11_000)))
                .as("eleven seconds of the log are one of the present")
                .isEqualTo(1000);
        present.passed(Duration.ofMinutes(30));
        assertThat(clock.now()).isEqualTo(PRESENT.minus(Duration.ofMinutes(270)));
        // It gains ten hours an hour.
        present.passed(Duration.ofHours(1));
        assertThat(clock.now()).isEqualTo(PRESENT.plus(Duration.ofHours(1)));
        assertThat(clock.millisUntil(PRESENT.plus(Duration.ofHours(1)).plusMillis(500)))
                .as("live, a second is a second")
                .isEqualTo(500);
    }

    @Test
    void whatIsDueIsNotWaitedFor() {
        ReplayClock clock = new ReplayClock(present, PRESENT.minusSeconds(60), 300);

        assertThat(clock.millisUntil(PRESENT.minusSeconds(61))).isNotPositive();
    }

    private static final class Settable extends Clock {
        private Instant now = PRESENT;

        void passed(Duration sinceStart) {
            now = PRESENT.plus(sinceStart);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
