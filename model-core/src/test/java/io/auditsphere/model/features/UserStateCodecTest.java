package io.auditsphere.model.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.OperationCategory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserStateCodecTest {

    @Test
    void stateOfVersion1IsReadAndWrittenByteForByte() throws IOException {
        String goldenActivity = golden("user-activity-v1.hex");
        String goldenHistory = golden("user-history-v1.hex");
        Story story = goldenStory();
        // These bytes are in stores and changelogs. If this fails, the format has changed: give it a new version, keep
        // reading this one, and add files of its bytes.
        assertThat(hex(story.activity())).as("activity").isEqualTo(goldenActivity);
        assertThat(hex(story.history())).as("history").isEqualTo(goldenHistory);
        UserState read = UserState.decode(bytes(goldenActivity), bytes(goldenHistory));
        assertThat(hex(read.encodeActivity())).isEqualTo(goldenActivity);
        assertThat(hex(read.encodeHistory())).isEqualTo(goldenHistory);
        assertThat(read.newestMs()).isEqualTo(Story.at(7, 9, 1).toEpochMilli());
        assertThat(UserState.newestMs(bytes(goldenActivity))).isEqualTo(read.newestMs());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyStateIsReadAsItWasWritten(long seed) {
        Story story = randomStory(seed);
        UserState read = story.state();
        assertThat(read.historyChanged()).as("reading is no change").isFalse();
        assertThat(read.encodeActivity()).isEqualTo(story.activity());
        assertThat(read.encodeHistory()).isEqualTo(story.history());
    }

    @Test
    void anEmptyStateIsReadAsItWasWritten() {
        UserState empty = UserState.empty();
        UserState read = UserState.decode(empty.encodeActivity(), empty.encodeHistory());
        assertThat(read.newestMs()).isEqualTo(Long.MIN_VALUE);
        assertThat(read.encodeActivity()).isEqualTo(empty.encodeActivity());
        assertThat(read.encodeHistory()).isEqualTo(empty.encodeHistory());
    }

    @Test
    void cutBytesAreRefusedWithAReason() {
        Story story = randomStory(42);
        for (int length = 0; length < story.activity().length; length++) {
            byte[] cut = Arrays.copyOf(story.activity(), length);
            assertThatThrownBy(() -> UserState.decode(cut, null))
                    .as("activity cut to %d bytes", length)
                    .isInstanceOf(StateFormatException.class)
                    .hasMessageStartingWith("user activity: expected");
        }
        for (int length = 0; length < story.history().length; length++) {
            byte[] cut = Arrays.copyOf(story.history(), length);
            assertThatThrownBy(() -> UserState.decode(null, cut))
                    .as("history cut to %d bytes", length)
                    .isInstanceOf(StateFormatException.class)
                    .hasMessageStartingWith("user history: expected");
        }
    }

    @Test
    void bytesAfterTheEndAreRefused() {
        byte[] longer = Arrays.copyOf(randomStory(1).activity(), randomStory(1).activity().length + 3);
        assertThatThrownBy(() -> UserState.decode(longer, null))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("found 3 more");
    }

    @Test
    void aNewerVersionIsRefusedWithWhatToDo() {
        byte[] newer = randomStory(1).activity();
        newer[0] = 2;
        assertThatThrownBy(() -> UserState.decode(newer, null))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining("expected format version 1 to 1 in byte 0, found 2")
                .hasMessageContaining("upgrade");
        assertThatThrownBy(() -> UserState.newestMs(newer)).isInstanceOf(StateFormatException.class);
    }

    @Test
    void damagedBytesAreReadOrRefusedButNeverBreakAnythingElse() {
        SplittableRandom random = new SplittableRandom(5);
        FeatureEngine engine = new FeatureEngine(Story.UTC);
        Story story = randomStory(3);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] activity = damaged(story.activity(), random);
            byte[] history = damaged(story.history(), random);
            try {
                UserState state = UserState.decode(activity, history);
                engine.observe(
                        Story.event(Story.at(9, 10, 0)).build(),
                        state,
                        Story.at(9, 10, 0).toEpochMilli(),
                        true);
                state.encodeActivity();
                state.encodeHistory();
            } catch (StateFormatException expected) {
                refused++;
            }
        }
        assertThat(refused).as("of 5,000 damaged states").isGreaterThan(100);
    }

    private static byte[] damaged(byte[] bytes, SplittableRandom random) {
        byte[] copy = bytes.clone();
        // Not the version, which is checked elsewhere.
        copy[1 + random.nextInt(copy.length - 1)] = (byte) random.nextInt(256);
        return copy;
    }

    private static Story randomStory(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Story story = new Story(FeatureSettings.defaults());
        for (int i = 0; i < 600; i++) {
            Instant at = Story.at(random.nextInt(3) == 0 ? i / 30 : i / 20, random.nextInt(24), random.nextInt(60));
            int kind = i;
            story.teaching(random.nextInt(30) > 0);
            story.observe(
                    at,
                    event -> event.operation("Operation" + random.nextInt(20))
                            .operationCategory(Story.category(random.nextInt(7)))
                            .resourcePath("/sites/" + random.nextInt(300))
                            .resourceName(kind % 5 == 0 ? null : "file-" + random.nextInt(40))
                            .clientIp("10.0." + random.nextInt(100) + ".1")
                            .country("A" + (char) ('A' + random.nextInt(20)))
                            .userAgent("agent " + (char) ('a' + random.nextInt(20)))
                            .sensitive(random.nextInt(5) == 0)
                            .attribute("correlation_id", "c" + random.nextInt(50)));
        }
        return story;
    }

    /** A week of work with something in every part of the state. */
    private static Story goldenStory() {
        Story story = new Story(FeatureSettings.defaults()).work(0, 4);
        story.observe(
                Story.at(4, 20, 0),
                event -> event.clientIp("2001:db8::1")
                        .country("AU")
                        .userAgent("Browser/1.0")
                        .operation("Add member to role.")
                        .operationCategory(OperationCategory.ADMIN)
                        .sensitive(true)
                        .attribute("correlation_id", "click-1"));
        story.observe(Story.at(7, 9, 0), event -> event);
        story.teaching(false).observe(Story.at(7, 9, 1), event -> event.resourcePath("/sites/legal"));
        // Three hours late.
        story.teaching(true).observe(Story.at(7, 6, 0), event -> event.resourceName("late.docx"));
        return story;
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = UserStateCodecTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("\\s", "");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
