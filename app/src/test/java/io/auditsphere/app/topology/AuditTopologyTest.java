package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.bytes;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.header;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.scoring.LiveModel;
import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.schemas.Anomaly;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.FindingState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in and what comes out, told event by event. */
class AuditTopologyTest {

    private static final ModelSource NO_MODEL = provider -> null;
    private static final Map<String, LiveModel> ALERTING =
            Map.of("microsoft", TestModels.alertingOnEverything("microsoft"), "box", TestModels.calm("box"));

    @TempDir
    Path folder;

    @Test
    void anEventGivesOneResultUnderItsUsersKeyWithHeadersToFilterBy() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            story.arrives(event("e1", "Ann@Example.com ", MORNING));

            TestRecord<byte[], byte[]> written = only(story.anomalyRecords());
            assertThat(written.key()).asString().isEqualTo("microsoft|ann@example.com");
            assertThat(written.getRecordTime()).as("record time is arrival").isEqualTo(MORNING);
            assertThat(header(written, "event_id")).isEqualTo("e1");
            assertThat(header(written, "is_anomaly")).isEqualTo("true");
            assertThat(header(written, "is_alert")).isEqualTo("true");
            assertThat(header(written, "anomaly_type")).isNotBlank();
            assertThat(header(written, "model_version"))
                    .isEqualTo(ALERTING.get("microsoft").reference(false).version());
            assertThat(story.deadLetters()).isEmpty();
        }
    }

    @Test
    void eachProviderIsScoredByItsOwnModelAndOneWithoutAModelStillHasResults() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            story.arrives(event("m", "ann@example.com", MORNING));
            story.arrives(of("box", "b", "ann@example.com"));
            story.arrives(of("dropbox", "d", "ann@example.com"));

            List<Anomaly> results = story.anomalies();
            assertThat(results).extracting(each -> each.event().eventId()).containsExactly("m", "b", "d");
            assertThat(results).extracting(Anomaly::isAnomaly).containsExactly(true, false, false);
            assertThat(results.get(1).model().version())
                    .isEqualTo(ALERTING.get("box").reference(false).version());
            assertThat(results.get(2).model()).isNull();
            assertThat(results.get(2).anomalyScore()).isNull();
            assertThat(story.counters.results()).isEqualTo(3);
            assertThat(story.counters.withoutModel()).isEqualTo(1);
        }
    }

    @Test
    void flaggedResultsAloneAreWrittenWhereThatIsConfigured() {
        TopologySettings flagged = onePartition().withEmit(EmitPolicy.FLAGGED);
        try (StreamStory story = new StreamStory(flagged, ALERTING::get, folder)) {
            story.arrives(of("box", "calm", "ann@example.com"));
            story.arrives(event("flagged", "ann@example.com", MORNING));

            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("flagged");
            assertThat(story.counters.results()).as("both were scored").isEqualTo(2);
        }
    }

    @Test
    void aDuplicateGivesNothingAndChangesNothing() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            AuditEvent once = event("e1", "ann@example.com", MORNING);
            story.arrives(once);
            byte[] before = activityOf(story, once);
            story.arrives(once, MORNING.plus(Duration.ofDays(6)));

            assertThat(story.anomalies()).hasSize(1);
            assertThat(activityOf(story, once)).isEqualTo(before);
            assertThat(story.counters.duplicates()).isEqualTo(1);
        }
    }

    @Test
    void theSameIdOfAnotherProviderIsAnotherEvent() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            story.arrives(event("e1", "ann@example.com", MORNING));
            story.arrives(of("box", "e1", "ann@example.com"));

            assertThat(story.anomalies()).hasSize(2);
        }
    }

    @Test
    void anIdIsForgottenOnceEventTimeHasLeftItBehindByTheRetention() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            AuditEvent early = event("e1", "ann@example.com", MORNING);
            story.arrives(early);
            // Seven days is the default retention.
            story.arrives(event("e2", "bob@example.com", MORNING.plus(Duration.ofDays(7))));
            story.arrives(early, MORNING.plus(Duration.ofDays(7)));

            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("e1", "e2", "e1");
        }
    }

    @Test
    void withoutDuplicateDetectionEverythingPasses() {
        TopologySettings off = onePartition().withDedupRetention(Duration.ZERO);
        try (StreamStory story = new StreamStory(off, NO_MODEL, folder)) {
            story.arrives(event("e1", "ann@example.com", MORNING));
            story.arrives(event("e1", "ann@example.com", MORNING));

            assertThat(story.anomalies()).hasSize(2);
        }
    }

    @Test
    void aRecordWithAForeignKeyGivesTheSameResultByWayOfTheRepartitionTopic() {
        Anomaly inPlace;
        AuditEvent event = event("e1", "ann@example.com", MORNING);
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder.resolve("in-place"))) {
            story.arrives(event);
            inPlace = only(story.anomalies());
            assertThat(story.counters.repartitioned()).isZero();
        }
        // Of 12 partitions, ann's is not the driver's partition 0.
        TopologySettings twelve = TopologySettings.defaults();
        assertThat(new UserPlacement(12).inPlace(bytes(event.userKey()), 0)).isFalse();
        try (StreamStory story = new StreamStory(twelve, ALERTING::get, folder.resolve("elsewhere"))) {
            story.arrives(null, AuditEventJson.toBytes(event), new RecordHeaders(), MORNING);

            TestRecord<byte[], byte[]> written = only(story.anomalyRecords());
            assertThat(written.key()).asString().isEqualTo("microsoft|ann@example.com");
            assertThat(written.getRecordTime()).isEqualTo(MORNING);
            assertThat(StreamStory.anomaly(written)).isEqualTo(inPlace);
            assertThat(story.counters.repartitioned()).isEqualTo(1);
        }
    }

    @Test
    void aRecordThatOnlyTeachesUpdatesStateAndEmitsNothing() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            story.teaches(event("h1", "ann@example.com", MORNING));
            assertThat(story.anomalyRecords()).isEmpty();
            assertThat(story.findings()).isEmpty();

            // Half an hour behind what was taught, where 15 minutes is late.
            story.arrives(event("e1", "ann@example.com", MORNING.minus(Duration.ofMinutes(30))), MORNING);

            assertThat(only(story.anomalies()).late()).isTrue();
            assertThat(story.counters.learnt()).isEqualTo(1);
            assertThat(story.counters.late()).isEqualTo(1);
        }
    }

    @Test
    void teachingKeepsItsPurposeThroughTheRepartitionTopic() {
        try (StreamStory story = new StreamStory(TopologySettings.defaults(), ALERTING::get, folder)) {
            story.teaches(event("h1", "ann@example.com", MORNING));

            assertThat(story.anomalyRecords()).isEmpty();
            assertThat(story.counters.learnt()).isEqualTo(1);
        }
    }

    @Test
    void aFindingOpensOnceAndClosesWhenEventTimeHasBeenQuietForAnHour() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            story.arrives(event("e1", "ann@example.com", MORNING));
            story.arrives(event("e2", "ann@example.com", MORNING.plusSeconds(10)));
            assertThat(story.findings()).extracting(Finding::state).containsExactly(FindingState.OPENED);

            // No event, no event time: however long the wall clock runs, nothing closes.
            story.wallClockAdvances(Duration.ofHours(5));
            assertThat(story.findings()).isEmpty();

            // Somebody else's event moves the task's watermark past the hour.
            story.arrives(event("e3", "bob@example.com", MORNING.plus(Duration.ofMinutes(90))));
            story.wallClockAdvances(Duration.ofSeconds(2));

            Finding closed = only(story.findings().stream()
                    .filter(each -> each.state() == FindingState.CLOSED)
                    .toList());
            assertThat(closed.subject().id()).isEqualTo("microsoft|ann@example.com");
            assertThat(closed.count()).isEqualTo(2);
        }
    }

    @Test
    void aSilentUserIsForgottenAfterTheTtlInEventTime() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            AuditEvent silent = event("e1", "ann@example.com", MORNING);
            story.arrives(silent);
            story.arrives(event("e2", "bob@example.com", MORNING.plus(Duration.ofDays(92))));
            story.wallClockAdvances(Duration.ofSeconds(2));
            assertThat(activityOf(story, silent))
                    .as("a day before the TTL of 90 days")
                    .isNotNull();

            // A pass begins at most once a ninetieth of the TTL, a day: the second day behind the TTL is in time.
            story.arrives(event("e3", "bob@example.com", MORNING.plus(Duration.ofDays(94))));
            story.wallClockAdvances(Duration.ofSeconds(2));

            assertThat(activityOf(story, silent)).isNull();
            assertThat(story.store(Names.USER_HISTORY).get(keyOf(silent))).isNull();
            assertThat(activityOf(story, event("", "bob@example.com", MORNING))).isNotNull();
            assertThat(story.counters.forgottenUsers()).isEqualTo(1);
        }
    }

    @Test
    void oneUsersDamagedStateDoesNotKeepOthersFindingsOpen() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            AuditEvent damaged = event("e1", "ann@example.com", MORNING);
            story.arrives(damaged);
            story.arrives(event("e2", "bob@example.com", MORNING));
            story.store(Names.FINDINGS).put(keyOf(damaged), new byte[] {127, 1, 2});
            story.findings();

            // The second look goes on behind what stopped the first.
            story.arrives(of("box", "e3", "carl@example.com", MORNING.plus(Duration.ofHours(2))));
            story.wallClockAdvances(Duration.ofSeconds(2));
            story.wallClockAdvances(Duration.ofSeconds(2));

            assertThat(story.findings())
                    .filteredOn(each -> each.state() == FindingState.CLOSED)
                    .extracting(each -> each.subject().id())
                    .containsExactly("microsoft|bob@example.com");
            assertThat(story.counters.deadLetters()).containsKey("unforeseen_error");
            assertThat(story.deadLetters()).as("there is no record to keep").isEmpty();
        }
    }

    @Test
    void aClockAheadOfItsTimeDoesNotMoveTheWatermark() {
        try (StreamStory story = new StreamStory(onePartition(), ALERTING::get, folder)) {
            story.arrives(event("e1", "ann@example.com", MORNING));
            // Twenty hours ahead of its arrival: accepted, but time has not come that far.
            story.arrives(event("e2", "bob@example.com", MORNING.plus(Duration.ofHours(20))), MORNING.plusSeconds(5));
            story.wallClockAdvances(Duration.ofSeconds(2));

            assertThat(story.findings()).extracting(Finding::state).doesNotContain(FindingState.CLOSED);
            assertThat(TaskWatermark.stored(story.store(Names.EVENT_TIME)))
                    .isEqualTo(MORNING.plusSeconds(5).toEpochMilli());
        }
    }

    private static AuditEvent of(String provider, String id, String user) {
        return of(provider, id, user, MORNING);
    }

    private static AuditEvent of(String provider, String id, String user, Instant created) {
        return AuditEvent.builder()
                .eventId(id)
                .provider(provider)
                .creationTime(created)
                .operation("download")
                .userId(user)
                .build();
    }

    private static byte[] activityOf(StreamStory story, AuditEvent event) {
        return story.store(Names.USER_ACTIVITY).get(keyOf(event));
    }

    private static Bytes keyOf(AuditEvent event) {
        return Bytes.wrap(bytes(event.userKey()));
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
