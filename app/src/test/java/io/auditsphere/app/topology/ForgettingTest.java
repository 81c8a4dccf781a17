package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.builtin.BuiltInDetectors;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.EventScorer;
import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Silent users are forgotten in event time, however fast or slowly that passes by the wall clock. */
class ForgettingTest {

    private static final Duration TTL = Duration.ofDays(30);
    /** What GUARANTEES.md allows: a thirtieth of the time to live. */
    private static final Duration TOO_LATE = TTL.dividedBy(30);

    private static final int CEILING = 40;

    private static final EventScorer DETECTING = new EventScorer(
            new FeatureEngine(FeatureSettings.defaults()),
            BuiltInDetectors.asShipped(),
            ScoringSettings.defaults(),
            Clock.fixed(MORNING, ZoneOffset.UTC));

    @TempDir
    Path folder;

    /**
     * Two months of an organisation whose people come and go. A wall clock that stands still is a replay at endless speed,
     * half a second a day is two months in half a minute, and a day a day is the pace of life.
     */
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "500, false", "86400000, false"})
    void whoIsKeptIsWhoWasActiveWithinTheTtlAtAnySpeed(long wallClockMsADay, boolean learnsOnly) {
        Random random = new Random(31 + wallClockMsADay);
        Map<String, Instant> active = new HashMap<>();
        Instant now = MORNING;
        int most = 0;
        // Of most events no result is written where only anomalies are.
        TopologySettings settings = settings().withEmit(EmitPolicy.FLAGGED);
        try (StreamStory story = new StreamStory(settings, provider -> null, folder)) {
            for (int day = 0; day < 62; day++) {
                // A day is one record: the driver commits behind each.
                List<String> events = new ArrayList<>();
                for (int hour = 0; hour < 24; hour++) {
                    now = now.plus(Duration.ofHours(1));
                    // Four newcomers a day; each stays for 25 days.
                    String user = "user" + (4 * day + hour / 6 + random.nextInt(100)) + "@example.com";
                    AuditEvent event = event("e" + now, user, now);
                    active.put(event.userKey(), now);
                    events.add(new String(AuditEventJson.toBytes(event), StandardCharsets.UTF_8));
                }
                Headers headers = new RecordHeaders();
                if (learnsOnly) {
                    Purpose.markLearn(headers);
                }
                story.arrives(null, events.toString().getBytes(StandardCharsets.UTF_8), headers, now);
                if (wallClockMsADay > 0) {
                    story.wallClockAdvances(Duration.ofMillis(wallClockMsADay));
                }
                most = Math.max(most, assertKeptAreActive(story, active, now));
            }
            assertThat(most).as("users kept of %d who ever came", active.size()).isBetween(150, 250);
            assertThat(story.counters.forgottenUsers()).isGreaterThan(50);
            assertThat(story.counters.deadLetterTotal()).isZero();
        }
    }

    private static int assertKeptAreActive(StreamStory story, Map<String, Instant> active, Instant now) {
        Set<String> kept = kept(story, Names.USER_ACTIVITY);
        assertThat(kept).as("nobody who was active is missing").containsAll(since(active, now.minus(TTL)));
        assertThat(since(active, now.minus(TTL).minus(TOO_LATE)))
                .as("nobody is kept longer")
                .containsAll(kept);
        assertThat(kept).as("in the other stores too").containsAll(kept(story, Names.USER_HISTORY));
        return kept.size();
    }

    @Test
    void behindALongSilenceEachEventTakesOneTurnUntilAllAreForgotten() {
        int users = 10 * CEILING;
        try (StreamStory story = new StreamStory(settings(), provider -> null, folder)) {
            for (int i = 0; i < users; i++) {
                story.teaches(event("e" + i, "user" + i + "@example.com", MORNING.plusSeconds(i)));
            }
            Instant later = MORNING.plus(Duration.ofDays(365));
            long before = 0;
            // A pass that was begun and a whole one: twice the users, and a turn to see that a pass has ended each.
            for (int i = 0; i < 2 * users / CEILING + 2; i++) {
                story.arrives(event("l" + i, "zoe@example.com", later.plus(Duration.ofHours(i))));
                assertThat(story.counters.forgottenUsers() - before)
                        .as("of one turn")
                        .isBetween(0L, (long) CEILING);
                before = story.counters.forgottenUsers();
            }
            assertThat(kept(story, Names.USER_ACTIVITY)).containsExactly("microsoft|zoe@example.com");
            assertThat(story.anomalies()).as("each is answered all the same").hasSize(2 * users / CEILING + 2);
        }
    }

    @Test
    void aDamagedUserWhoIsDueIsNoFaultOfTheEventAtHand() {
        try (StreamStory story = new StreamStory(settings(), provider -> null, folder)) {
            AuditEvent damaged = event("e1", "ann@example.com", MORNING);
            story.arrives(damaged);
            story.arrives(event("e2", "bob@example.com", MORNING));
            Bytes key = Bytes.wrap(damaged.userKey().getBytes(StandardCharsets.UTF_8));
            story.store(Names.USER_ACTIVITY).put(key, new byte[] {127, 1, 2});

            for (int i = 0; i < 4; i++) {
                story.arrives(event("l" + i, "zoe@example.com", MORNING.plus(Duration.ofDays(60 + i))));
                story.wallClockAdvances(Duration.ofSeconds(2));
            }

            assertThat(story.anomalies()).as("every event is answered").hasSize(6);
            assertThat(story.deadLetters()).as("and none is a dead letter").isEmpty();
            assertThat(story.counters.deadLetters()).containsKey(DeadLetters.UNFORESEEN);
            assertThat(kept(story, Names.USER_ACTIVITY))
                    .as("who stands behind the damaged one is forgotten")
                    .containsExactly("microsoft|ann@example.com", "microsoft|zoe@example.com");
        }
    }

    /** 93 days after their last event users are dropped; from the 90th on they are not known any more. */
    @ParameterizedTest
    @ValueSource(ints = {89, 92, 94})
    void whoComesBackIsJudgedTheSameWhetherHisStateWasDroppedByThenOrNot(int days) {
        Return alone = annReturns(days, false, folder.resolve("alone"));
        Return amongOthers = annReturns(days, true, folder.resolve("others"));

        assertThat(amongOthers.results).isEqualTo(alone.results);
        assertThat(amongOthers.findings).as("what ends, ends once").containsExactlyInAnyOrderElementsOf(alone.findings);
        assertThat(alone.results)
                .extracting(each -> each.contributingFactors().isEmpty())
                .as("there is something to compare")
                .contains(false);
    }

    private record Return(List<Anomaly> results, List<String> findings) {}

    /** Five days of work, silence, and a day of work; beside it the others' months, so that she is found silent, or not. */
    private static Return annReturns(int days, boolean others, Path folder) {
        TopologySettings settings = onePartition().withDedupRetention(Duration.ZERO);
        LiveModel model = TestModels.alertingOnEverything("microsoft");
        try (StreamStory story = new StreamStory(settings, provider -> model, folder, () -> DETECTING)) {
            for (int i = 0; i < 50; i++) {
                story.arrives(ann("e" + i, Duration.ofHours(i / 10 * 24 + i % 10)));
            }
            Duration back = Duration.ofDays(4 + days).plusHours(9);
            for (int day = 5; others && day < back.toDays(); day++) {
                story.arrives(event("o" + day, "bob@example.com", MORNING.plus(Duration.ofDays(day))));
                story.wallClockAdvances(Duration.ofSeconds(2));
            }
            for (int i = 0; i < 10; i++) {
                story.arrives(ann("l" + i, back.plusMinutes(i)));
            }
            story.wallClockAdvances(Duration.ofSeconds(2));
            return new Return(
                    story.anomalies().stream()
                            .filter(each -> each.event().userId().startsWith("ann"))
                            .toList(),
                    story.findings().stream()
                            .filter(each -> each.subject().id().contains("ann"))
                            .map(each -> each.findingId() + " " + each.state() + " " + each.count())
                            .toList());
        }
    }

    private static AuditEvent ann(String id, Duration after) {
        return event(id, "ann@example.com", MORNING.plus(after));
    }

    private static Set<String> since(Map<String, Instant> active, Instant when) {
        return active.entrySet().stream()
                .filter(each -> each.getValue().isAfter(when))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Set<String> kept(StreamStory story, String store) {
        Set<String> keys = new TreeSet<>();
        try (KeyValueIterator<Bytes, byte[]> all = story.store(store).all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> each = all.next();
                keys.add(new String(each.key.get(), StandardCharsets.UTF_8));
            }
        }
        return keys;
    }

    private static TopologySettings settings() {
        TopologySettings one = onePartition();
        return new TopologySettings(
                one.topics(),
                one.providers(),
                one.partitions(),
                one.emit(),
                Duration.ZERO,
                TTL,
                one.maxResultBytes(),
                one.maxDeadLetterBytes(),
                one.tidyInterval(),
                CEILING);
    }
}
