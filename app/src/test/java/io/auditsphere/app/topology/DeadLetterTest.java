package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.MORNING;
import static io.auditsphere.app.topology.StreamStory.bytes;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.header;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.scoring.ModelSource;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read or delivered reaches the dead letters as it came, and what follows it goes on. */
class DeadLetterTest {

    private static final ModelSource NO_MODEL = provider -> null;

    /** As long as decoding leaves a name. */
    private static final String LONG_NAME = "n".repeat(800);

    @TempDir
    Path folder;

    @Test
    void aRecordThatIsNoJsonComesOutAsItCameWithItsReasonAndCoordinates() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            Headers own = new RecordHeaders().add("collector", bytes("fluentd"));
            story.arrives(bytes("any key"), bytes("{not json"), own, MORNING);
            story.arrives(event("after", "ann@example.com", MORNING));

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.key()).asString().isEqualTo("any key");
            assertThat(letter.value()).asString().isEqualTo("{not json");
            assertThat(letter.getRecordTime()).isEqualTo(MORNING);
            assertThat(header(letter, "collector")).isEqualTo("fluentd");
            assertThat(header(letter, "reason")).isEqualTo("not_json");
            assertThat(header(letter, "__streams.errors.topic")).isEqualTo("audit-events");
            assertThat(header(letter, "__streams.errors.partition")).isEqualTo("0");
            assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
            assertThat(header(letter, "__streams.errors.message")).isNotBlank();
            assertThat(header(letter, "truncated")).isNull();
            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("after");
            assertThat(story.counters.deadLetters())
                    .containsEntry("not_json", 1L)
                    .hasSize(1);
        }
    }

    @Test
    void aRecordWithoutAValueIsNoEvent() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            story.arrives(null, null, new RecordHeaders(), MORNING);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).isNull();
            assertThat(header(letter, "reason")).isEqualTo("not_json");
        }
    }

    @Test
    void theGoodEventsOfARecordGoOnAndItsLetterListsTheOthers() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            String good = text(event("good", "ann@example.com", MORNING));
            String noUser = "{\"event_id\":\"x\",\"provider\":\"box\",\"operation\":\"o\",\"creation_time\":\""
                    + MORNING + "\"}";
            byte[] record = bytes("[" + noUser + "," + good + "," + noUser + "]");
            story.arrives(bytes("k"), record, new RecordHeaders(), MORNING);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.value()).isEqualTo(record);
            assertThat(header(letter, "reason")).isEqualTo("missing_field");
            assertThat(header(letter, "field")).contains("user_id");
            assertThat(header(letter, "indexes")).isEqualTo("0,2");
            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("good");

            // Mended or not, sending it back whole is safe: what went through is known.
            story.arrives(bytes("k"), record, letter.headers(), MORNING);
            assertThat(story.anomalyRecords()).isEmpty();
            TestRecord<byte[], byte[]> again = only(story.deadLetters());
            assertThat(again.headers().headers("reason"))
                    .as("old reasons make way for new ones")
                    .hasSize(1);
        }
    }

    @Test
    void howOftenARecordWasSentBackStaysWithItAlsoThroughTheRepartitionTopic() {
        TopologySettings small = TopologySettings.defaults().withLimits(resultBytes("n"), 1 << 20);
        try (StreamStory story = new StreamStory(small, NO_MODEL, folder)) {
            Headers sentBack = new RecordHeaders().add("replays", bytes("2"));
            story.arrives(bytes("k"), bytes("{not json"), sentBack, MORNING);
            assertThat(header(only(story.deadLetters()), "replays")).isEqualTo("2");

            byte[] large = AuditEventJson.toBytes(withResource("large", "n".repeat(100)));
            story.arrives(bytes("k"), large, sentBack, MORNING);
            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(header(letter, "__streams.errors.topic")).contains("events-by-user");
            assertThat(header(letter, "replays")).isEqualTo("2");
        }
    }

    @Test
    void aProviderThatIsNotConfiguredIsRejectedWhereItsBytesStillExist() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            String value = text(event("e1", "ann@example.com", MORNING)).replace("microsoft", "initech");
            story.arrives(bytes("k"), bytes(value), new RecordHeaders(), MORNING);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.value()).asString().isEqualTo(value);
            assertThat(header(letter, "reason")).isEqualTo("unknown_provider");
            assertThat(header(letter, "value")).isEqualTo("initech");
        }
    }

    @Test
    void aRecordOverTheLimitIsCutAndSaysSo() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            byte[] large = new byte[(1 << 20) + 1];
            Arrays.fill(large, (byte) 'x');
            story.arrives(bytes("k"), large, new RecordHeaders(), MORNING);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.value()).hasSize(1 << 20);
            assertThat(header(letter, "reason")).isEqualTo("too_large");
            assertThat(header(letter, "truncated")).isEqualTo("true");
        }
    }

    @Test
    void keyAndHeadersThatWouldBurstTheTopicAreCutToo() {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder)) {
            Headers own = new RecordHeaders().add("huge", new byte[100_000]);
            story.arrives(new byte[100_000], bytes("{"), own, MORNING);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.key()).hasSize(32 << 10);
            assertThat(letter.headers().lastHeader("huge")).isNull();
            assertThat(header(letter, "truncated")).isEqualTo("true");
        }
    }

    @Test
    void aResultThatNoTopicTakesBecomesADeadLetterAndChangesNothing() {
        AuditEvent large = withResource("large", LONG_NAME);
        TopologySettings small = onePartition().withLimits(resultBytes("n") + LONG_NAME.length() / 2, 1 << 20);
        try (StreamStory story = new StreamStory(small, NO_MODEL, folder)) {
            story.arrives(large);
            story.arrives(large);
            story.arrives(withResource("next", "n"));

            List<TestRecord<byte[], byte[]>> letters = story.deadLetters();
            assertThat(letters)
                    .as("sent again it is no duplicate, since it changed nothing")
                    .hasSize(2);
            TestRecord<byte[], byte[]> letter = letters.get(0);
            assertThat(header(letter, "reason")).isEqualTo("result_too_large");
            assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
            assertThat(letter.key()).asString().isEqualTo("microsoft|ann@example.com");
            assertThat(letter.value()).isEqualTo(AuditEventJson.toBytes(large));
            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("next");
            assertThat(story.counters.deadLetters()).containsEntry("result_too_large", 2L);
        }
    }

    @Test
    void anEventTooLargeForTheRepartitionTopicBecomesADeadLetter() {
        TopologySettings small = TopologySettings.defaults().withLimits(LONG_NAME.length(), 1 << 20);
        try (StreamStory story = new StreamStory(small, NO_MODEL, folder)) {
            story.arrives(withResource("large", LONG_NAME));

            assertThat(header(only(story.deadLetters()), "reason")).isEqualTo("result_too_large");
            assertThat(story.anomalyRecords()).isEmpty();
        }
    }

    @Test
    void anEventWhoseProviderWasTakenOutOnItsWayIsNotLost() {
        // The decoder still knows microsoft, as an instance with the earlier configuration does.
        TopologySettings defaults = onePartition();
        TopologySettings boxAlone = new TopologySettings(
                defaults.topics(),
                List.of("box"),
                1,
                defaults.emit(),
                defaults.dedupRetention(),
                defaults.userTtl(),
                defaults.maxResultBytes(),
                defaults.maxDeadLetterBytes(),
                defaults.tidyInterval(),
                defaults.tidyUsers());
        try (StreamStory story = new StreamStory(boxAlone, NO_MODEL, folder)) {
            AuditEvent event = event("e1", "ann@example.com", MORNING);
            story.arrives(event);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.value()).isEqualTo(AuditEventJson.toBytes(event));
            assertThat(header(letter, "reason")).isEqualTo("unknown_provider");
        }
    }

    @Test
    void anErrorThatNobodyForesawIsKeptWithItsRecordAndTheEventCanBeSentAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        ModelSource models = provider -> {
            if (broken.get()) {
                throw new IllegalStateException("a fault of the program");
            }
            return null;
        };
        try (StreamStory story = new StreamStory(onePartition(), models, folder)) {
            AuditEvent event = event("e1", "ann@example.com", MORNING);
            story.arrives(event);

            TestRecord<byte[], byte[]> letter = only(story.deadLetters());
            assertThat(letter.value()).isEqualTo(AuditEventJson.toBytes(event));
            assertThat(header(letter, "reason")).isEqualTo("unforeseen_error");
            assertThat(header(letter, "__streams.errors.exception")).isEqualTo("java.lang.IllegalStateException");
            assertThat(header(letter, "__streams.errors.message")).isEqualTo("a fault of the program");
            assertThat(header(letter, "__streams.errors.stacktrace")).contains("ScoreProcessor");

            broken.set(false);
            story.arrives(letter.key(), letter.value(), letter.headers(), MORNING);
            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("e1");
        }
    }

    @Test
    void aFaultOfTheMachineEndsTheStreamInsteadOfTurningEverythingIntoDeadLetters() {
        ModelSource models = provider -> {
            throw new KafkaException("the disk is full");
        };
        StreamStory story = new StreamStory(onePartition(), models, folder);
        try (story) {
            assertThatThrownBy(() -> story.arrives(event("e1", "ann@example.com", MORNING)))
                    .isInstanceOf(StreamsException.class);
        }
    }

    @Test
    void aFaultOfTheProgramThatHitsEveryEventEndsTheStream() {
        ModelSource models = provider -> {
            throw new IllegalStateException("every time");
        };
        StreamStory story = new StreamStory(onePartition(), models, folder);
        try (story) {
            for (int i = 0; i < UnforeseenErrors.MAX_A_MINUTE; i++) {
                story.arrives(event("e" + i, "ann@example.com", MORNING));
            }
            assertThat(story.deadLetters()).hasSize(UnforeseenErrors.MAX_A_MINUTE);
            assertThatThrownBy(() -> story.arrives(event("one more", "ann@example.com", MORNING)))
                    .isInstanceOf(StreamsException.class);
        }
    }

    private int resultBytes(String resourceName) {
        try (StreamStory story = new StreamStory(onePartition(), NO_MODEL, folder.resolve("plain"))) {
            story.arrives(withResource("large", resourceName));
            return only(story.anomalyRecords()).value().length;
        }
    }

    private static AuditEvent withResource(String id, String resourceName) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("microsoft")
                .creationTime(MORNING)
                .operation("FileAccessed")
                .userId("ann@example.com")
                .resourceName(resourceName)
                .build();
    }

    private static String text(AuditEvent event) {
        return new String(AuditEventJson.toBytes(event), StandardCharsets.UTF_8);
    }

    private static <T> T only(List<T> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
