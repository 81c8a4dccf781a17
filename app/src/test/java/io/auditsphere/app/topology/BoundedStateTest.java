package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.UserFindings;
import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.features.Observation;
import io.auditsphere.model.features.UserState;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.UserType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps state small: a limit for each user, a time to live, and a ceiling on the work of one look. */
class BoundedStateTest {

    /** The goal for the busiest user's own state, and what detectors may keep beside it. */
    private static final int BUSIEST_BYTES = 8 * 1024 + UserFindings.MAX_DETECTOR_BYTES;

    @TempDir
    Path folder;

    @Test
    void oneLookForgetsNoMoreUsersThanItsCeilingAndTheNextOnesTheRest() {
        TopologySettings few = onePartition();
        int ceiling = 4;
        TopologySettings settings = new TopologySettings(
                few.topics(),
                few.providers(),
                few.partitions(),
                few.emit(),
                few.dedupRetention(),
                few.userTtl(),
                few.maxResultBytes(),
                few.maxDeadLetterBytes(),
                few.tidyInterval(),
                ceiling);
        try (StreamStory story = new StreamStory(settings, provider -> null, folder)) {
            int silent = 10;
            for (int i = 0; i < silent; i++) {
                story.arrives(event("e" + i, "user" + i + "@example.com", MORNING));
            }
            // Later in the order of keys than all of them.
            story.arrives(event("late", "zoe@example.com", MORNING.plus(Duration.ofDays(95))));

            assertThat(story.counters.forgottenUsers())
                    .as("event time leapt: that event took a turn")
                    .isBetween(1L, (long) ceiling);
            story.wallClockAdvances(settings.tidyInterval());
            assertThat(story.counters.forgottenUsers()).isBetween(ceiling + 1L, 2L * ceiling);
            story.wallClockAdvances(settings.tidyInterval());
            assertThat(story.counters.forgottenUsers()).isEqualTo(silent);
        }
    }

    /** Kafka's own setting is a cache of 50 MB for each store of each task, and one for each segment of seen ids. */
    @Test
    void allStoresShareOneCacheOfTheConfiguredSize() {
        try (StreamStory story = new StreamStory(onePartition(), provider -> null, folder)) {
            story.arrives(event("e", "ann@example.com", MORNING));

            assertThat(ofStores(story, "block-cache-capacity"))
                    .hasSizeGreaterThan(4)
                    .containsOnly(RocksDbMemory.DEFAULT_BYTES);
            assertThat(ofStores(story, "block-cache-usage").stream().distinct())
                    .as("each says the same of it")
                    .hasSize(1);
        }
    }

    private static List<Long> ofStores(StreamStory story, String metric) {
        return story.metrics().entrySet().stream()
                .filter(each -> each.getKey().name().equals(metric))
                .map(each -> ((Number) each.getValue().metricValue()).longValue())
                .toList();
    }

    /**
     * A service account with a million events a day from thousands of addresses on thousands of sites: counts stay right
     * to one bucket, distinct things saturate, and what is kept of it stays within the limit all day long.
     */
    @Test
    void aServiceAccountStaysWithinTheLimitAndItsDistinctCountsSaturate() {
        FeatureEngine engine = new FeatureEngine(FeatureSettings.defaults());
        EventScorer scorer =
                new EventScorer(engine, BuiltInDetectors.asShipped(), ScoringSettings.defaults(), Clock.systemUTC());
        UserState state = UserState.empty();
        UserFindings findings = UserFindings.empty();
        int events = 1_000_000;
        int anHour = events / 24;
        int aQuarter = anHour / 4;
        int most = 0;
        Observation last = null;
        for (int i = 0; i < events; i++) {
            AuditEvent event = AuditEvent.builder()
                    .eventId("e" + i)
                    .provider("microsoft")
                    .creationTime(MORNING.plusMillis(i * Duration.ofDays(1).toMillis() / events)) // one in 86 ms
                    .operation("Operation" + i % 900)
                    .operationCategory(OperationCategory.values()[i % OperationCategory.values().length])
                    .userId("backup@example.com")
                    .userType(UserType.SERVICE)
                    .clientIp("10." + i % 30 + "." + i % 251 + ".9")
                    .resourcePath("https://example.com/sites/" + i % 5_000)
                    .resourceName("file-" + i + ".docx")
                    .build();
            last = engine.observe(event, state, event.creationTimeMs(), true);
            scorer.learn(event, last, findings, event.creationTimeMs());
            if (i % anHour == 0) {
                most = Math.max(most, kept(state, findings));
            }
        }
        assertThat(last.eventCount1h()).as("the hour, but for a minute").isBetween(anHour - anHour / 60, anHour);
        assertThat(last.eventCount24h())
                .as("the day, but for a quarter of an hour")
                .isBetween(events - aQuarter, events);
        assertThat(last.uniqueSites()).isEqualTo(256);
        assertThat(last.uniqueOperations()).isEqualTo(256);
        assertThat(Math.max(most, kept(state, findings)))
                .as("bytes kept of a service account")
                .isLessThan(BUSIEST_BYTES);
    }

    private static int kept(UserState state, UserFindings findings) {
        return state.encodeActivity().length + state.encodeHistory().length + findings.encode().length;
    }
}
