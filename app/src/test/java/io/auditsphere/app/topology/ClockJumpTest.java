package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the machine that scores jumps, forward and backward, at every look at it. */
class ClockJumpTest {

    @TempDir
    Path folder;

    @Test
    void aClockThatJumpsChangesNothingButTheTimeOfScoring() {
        List<Anomaly> steady;
        List<Finding> steadyFindings;
        try (StreamStory story = story("steady", Clock.fixed(MORNING, ZoneOffset.UTC))) {
            play(story);
            steady = story.anomalies();
            steadyFindings = story.findings();
        }
        try (StreamStory story = story("jumping", new JumpingClock())) {
            play(story);
            assertThat(story.anomalies())
                    .usingRecursiveComparison()
                    .ignoringFields("scoredAt")
                    .isEqualTo(steady);
            assertThat(story.findings()).isEqualTo(steadyFindings);
            assertThat(story.deadLetters()).isEmpty();
            assertThat(story.counters.latency().snapshot().percentile(0.5))
                    .as("a latency is never below zero")
                    .isNotNegative();
        }
        assertThat(steady).hasSize(60);
        assertThat(steadyFindings).isNotEmpty();
    }

    private StreamStory story(String name, Clock clock) {
        return new StreamStory(
                StreamStory.onePartition(),
                Map.of("microsoft", TestModels.alertingOnEverything("microsoft"))::get,
                folder.resolve(name),
                () -> StreamStory.scorer(clock),
                clock);
    }

    private static void play(StreamStory story) {
        for (int i = 0; i < 60; i++) {
            Instant created = MORNING.plus(Duration.ofMinutes(7L * i));
            story.arrives(StreamStory.event("e" + i, "u" + i % 5 + "@example.com", created), created.plusSeconds(i));
            story.wallClockAdvances(Duration.ofSeconds(2));
        }
    }

    /** A year on, two years back, a year on and so forth. */
    private static final class JumpingClock extends Clock {
        private long looks;

        @Override
        public Instant instant() {
            return MORNING.plus(Duration.ofDays(++looks % 2 == 0 ? 365 : -365));
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
