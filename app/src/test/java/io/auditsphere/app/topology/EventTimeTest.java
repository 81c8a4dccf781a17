package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.bytes;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Baseline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events that are late, early or dated by a clock that is wrong, one story each. */
class EventTimeTest {

    private static final String ANN = "ann@example.com";
    private static final Duration HORIZON = Duration.ofHours(72);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Instant EVENING = MORNING.plus(Duration.ofHours(12));

    @TempDir
    Path folder;

    private StreamStory story;

    @BeforeEach
    void begin() {
        story = new StreamStory(StreamStory.onePartition(), provider -> null, folder);
    }

    @AfterEach
    void end() {
        story.close();
    }

    @Test
    void aLateEventCountsWhereItBelongsAndIsMarked() {
        story.arrives(event("morning 1", ANN, MORNING));
        story.arrives(event("morning 2", ANN, MORNING.plusSeconds(600)));
        story.arrives(event("evening 1", ANN, EVENING));
        story.arrives(event("late", ANN, MORNING.plusSeconds(1_200)), EVENING.plusSeconds(60));
        story.arrives(event("evening 2", ANN, EVENING.plusSeconds(120)));

        List<Anomaly> results = story.anomalies();
        assertThat(results).extracting(Anomaly::late).containsExactly(false, false, false, true, false);
        assertThat(counts(results.get(3)))
                .as("with the two of its own hour, and not with the evening's")
                .containsExactly(3.0, 3.0);
        assertThat(counts(results.get(4)))
                .as("it is in the day of the evening's events and not in their hour")
                .containsExactly(2.0, 5.0);
        assertThat(story.counters.late()).isEqualTo(1);
    }

    @Test
    void anEventAtTheHorizonCountsAndOneBeyondItIsScoredAndMarkedAndCountsNowhere() {
        Instant newest = MORNING.plus(HORIZON);
        story.arrives(event("newest", ANN, newest));
        story.arrives(event("at the horizon", ANN, MORNING), newest);
        byte[] before = activityOf(ANN);
        byte[] historyBefore = historyOf(ANN);
        story.arrives(event("beyond it", ANN, MORNING.minusMillis(1)), newest);

        assertThat(activityOf(ANN)).as("it counts nowhere").isEqualTo(before);
        assertThat(historyOf(ANN)).as("and teaches nothing").isEqualTo(historyBefore);
        story.arrives(event("again at the horizon", ANN, MORNING), newest);

        List<Anomaly> results = story.anomalies();
        assertThat(results).extracting(Anomaly::late).containsExactly(false, true, true, true);
        assertThat(counts(results.get(2))).as("it has only itself for company").containsExactly(1.0, 1.0);
        assertThat(counts(results.get(3))).as("two at the horizon").containsExactly(2.0, 2.0);
    }

    @Test
    void anEventBeyondTheHorizonIsADuplicateWhenItComesAgain() {
        story.arrives(event("newest", ANN, MORNING.plus(HORIZON)));
        AuditEvent beyond = event("beyond", ANN, MORNING.minusSeconds(60));
        story.arrives(beyond, MORNING.plus(HORIZON));
        story.arrives(beyond, MORNING.plus(HORIZON).plusSeconds(60));

        assertThat(story.anomalies()).hasSize(2);
        assertThat(story.counters.duplicates()).isEqualTo(1);
    }

    @Test
    void anEventAheadOfTheClockIsScoredAndMakesNoLaterOneLate() {
        story.arrives(event("20 h ahead", ANN, MORNING.plus(Duration.ofHours(20))), MORNING);
        story.arrives(event("on time", ANN, MORNING.plusSeconds(60)));
        story.arrives(event("its time has come", ANN, MORNING.plus(Duration.ofHours(20))));

        List<Anomaly> results = story.anomalies();
        assertThat(results).extracting(Anomaly::late).containsExactly(false, false, false);
        assertThat(counts(results.get(1))).as("alone in its hour").containsExactly(1.0, 1.0);
        assertThat(counts(results.get(2)))
                .as("with the early one where it belongs")
                .containsExactly(2.0, 3.0);
    }

    @Test
    void anEventAYearAheadIsADeadLetterAndMovesNothing() {
        story.arrives(event("now", ANN, MORNING));
        story.arrives(event("next year", ANN, MORNING.plus(YEAR)), MORNING.plusSeconds(1));
        story.arrives(event("a minute later", ANN, MORNING.plusSeconds(60)));

        TestRecord<byte[], byte[]> letter = story.deadLetters().get(0);
        assertThat(header(letter, "reason")).isEqualTo("time_in_future");
        assertThat(header(letter, "value"))
                .as("the offending value")
                .contains(String.valueOf(MORNING.plus(YEAR)).substring(0, 4));
        assertThat(story.anomalies()).extracting(Anomaly::late).containsExactly(false, false);
        assertThat(watermark()).isEqualTo(MORNING.plusSeconds(60));
    }

    @Test
    void anEventAYearBehindIsScoredAndCountsNowhereWhereItsUserIsKnown() {
        story.arrives(event("now", ANN, MORNING));
        byte[] before = activityOf(ANN);
        story.arrives(event("last year", ANN, MORNING.minus(YEAR)), MORNING.plusSeconds(1));

        Anomaly result = story.anomalies().get(1);
        assertThat(result.late()).isTrue();
        assertThat(counts(result)).containsExactly(1.0, 1.0);
        assertThat(activityOf(ANN)).isEqualTo(before);
        assertThat(watermark()).isEqualTo(MORNING);
    }

    @Test
    void aNewUserWhoseFirstEventIsAYearBehindIsNotHeldThere() {
        story.arrives(event("last year", ANN, MORNING.minus(YEAR)), MORNING);
        story.arrives(event("now", ANN, MORNING.plusSeconds(1)));
        story.arrives(event("again", ANN, MORNING.plusSeconds(2)));

        List<Anomaly> results = story.anomalies();
        assertThat(results).extracting(Anomaly::late).containsExactly(false, false, false);
        assertThat(counts(results.get(2))).containsExactly(2.0, 2.0);
    }

    @Test
    void aCollectorsClockAYearAheadMovesNothing() {
        // The record bears the collector's time, and a broker that is told to takes it; the event bears its provider's.
        story.arrives(event("e1", ANN, MORNING), MORNING.plus(YEAR));
        story.arrives(event("e2", ANN, MORNING.plusSeconds(1)));

        assertThat(watermark()).isEqualTo(MORNING.plusSeconds(1));
        assertThat(story.anomalies()).extracting(Anomaly::late).containsExactly(false, false);
    }

    @Test
    void aCollectorsClockAYearBehindLosesNothing() {
        story.arrives(event("e1", ANN, MORNING));
        AuditEvent event = event("e2", ANN, MORNING.plusSeconds(1));
        story.arrives(event, MORNING.minus(YEAR));

        TestRecord<byte[], byte[]> letter = story.deadLetters().get(0);
        assertThat(header(letter, "reason")).isEqualTo("time_in_future");
        story.arrives(letter.key(), letter.value(), letter.headers(), MORNING.plusSeconds(5));
        assertThat(story.anomalies())
                .extracting(each -> each.event().eventId())
                .as("sent again when the clock is right")
                .containsExactly("e1", "e2");
    }

    @Test
    void aUserWhoWakesAfterSixtyDaysIsRememberedAndStartsWithEmptyWindows() {
        for (int day = 0; day < 5; day++) {
            for (int i = 0; i < 10; i++) {
                story.arrives(event(
                        "d" + day + "e" + i,
                        ANN,
                        MORNING.plus(Duration.ofDays(day)).plusSeconds(i * 60L)));
            }
        }
        assertThat(last(story.anomalies()).baseline()).isEqualTo(Baseline.ESTABLISHED);
        for (int day = 5; day <= 65; day += 5) {
            story.arrives(event("others" + day, "bob@example.com", MORNING.plus(Duration.ofDays(day))));
            story.wallClockAdvances(Duration.ofSeconds(2));
        }
        story.anomalies();
        assertThat(activityOf(ANN)).as("silent for 60 days of a TTL of 90").isNotNull();

        Instant awake = MORNING.plus(Duration.ofDays(65));
        story.arrives(event("awake 1", ANN, awake));
        story.arrives(event("awake 2", ANN, awake.plusSeconds(1)));
        // Its id was forgotten 53 days ago, so that it cannot be told from a new event: it counts nowhere all the same.
        story.arrives(event("d0e0", ANN, MORNING), awake.plusSeconds(2));

        List<Anomaly> results = story.anomalies();
        assertThat(results).extracting(Anomaly::late).containsExactly(false, false, true);
        assertThat(counts(results.get(0))).containsExactly(1.0, 1.0);
        assertThat(counts(results.get(1))).containsExactly(2.0, 2.0);
        assertThat(counts(results.get(2))).containsExactly(1.0, 1.0);
        assertThat(results.get(0).baseline())
                .as("what was usual two months ago is no baseline")
                .isEqualTo(Baseline.LEARNING);
        assertThat(results.get(0).features().get("is_new_ip"))
                .as("his network is remembered")
                .isZero();
    }

    private static List<Double> counts(Anomaly result) {
        return List.of(
                result.features().get("event_count_1h"), result.features().get("event_count_24h"));
    }

    private byte[] activityOf(String user) {
        return story.store(Names.USER_ACTIVITY).get(Bytes.wrap(bytes("microsoft|" + user)));
    }

    private byte[] historyOf(String user) {
        return story.store(Names.USER_HISTORY).get(Bytes.wrap(bytes("microsoft|" + user)));
    }

    private Instant watermark() {
        return Instant.ofEpochMilli(TaskWatermark.stored(story.store(Names.EVENT_TIME)));
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }
}
