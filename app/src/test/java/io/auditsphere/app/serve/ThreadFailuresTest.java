package io.auditsphere.app.serve;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

    private final SettableClock clock = new SettableClock();
    private final ThreadFailures failures = new ThreadFailures(clock);

    @Test
    void aThreadIsReplacedUntilFiveHaveFailedWithinTenMinutes() {
        for (int i = 0; i < ThreadFailures.ATTEMPTS; i++) {
            assertThat(failures.handle(new StreamsException("broker away"))).isEqualTo(REPLACE_THREAD);
        }
        assertThat(failures.handle(new StreamsException("broker away"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.last()).get().isInstanceOf(StreamsException.class);
    }

    @Test
    void failuresOfLongAgoDoNotCount() {
        for (int i = 0; i < 2 * ThreadFailures.ATTEMPTS; i++) {
            assertThat(failures.handle(new StreamsException("once in a while"))).isEqualTo(REPLACE_THREAD);
            clock.now = clock.now.plus(ThreadFailures.WITHIN.dividedBy(ThreadFailures.ATTEMPTS));
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNoFailureForEver() {
        for (int i = 0; i < ThreadFailures.ATTEMPTS; i++) {
            assertThat(failures.handle(new StreamsException("broker away"))).isEqualTo(REPLACE_THREAD);
        }
        clock.now = clock.now.minus(Duration.ofDays(365));
        assertThat(failures.handle(new StreamsException("broker away"))).isEqualTo(REPLACE_THREAD);
    }

    @Test
    void whatANewThreadCannotMendEndsTheStreamAtOnce() {
        assertThat(failures.handle(new StreamsException(new TopicAuthorizationException("anomalies"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.handle(new StreamsException(new RecordTooLargeException("too large"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.handle(new StreamsException(new ProcessorStateException("no space left on device"))))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.handle(new StreamsException(new FencedInstanceIdException("another has the name"))))
                .as("two that replace each other for ever score nothing")
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(failures.handle(new OutOfMemoryError("heap"))).isEqualTo(SHUTDOWN_CLIENT);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-03-03T05:00:00Z").plus(Duration.ofHours(1));

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
            throw new UnsupportedOperationException("A test's clock has one zone");
        }
    }
}
