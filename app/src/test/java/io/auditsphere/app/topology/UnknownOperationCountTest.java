package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownOperationCountTest {

    @TempDir
    Path folder;

    /** So that the operator sees what his catalogue lacks. */
    @Test
    void theStreamCountsEventsOfUnknownOperationsByProvider() {
        try (StreamStory story = new StreamStory(StreamStory.onePartition(), provider -> null, folder)) {
            arrives(story, "1", "microsoft", "FileAccessed");
            arrives(story, "2", "microsoft", "Frobnicated");
            arrives(story, "3", "box", "FROBNICATE");
            arrives(story, "4", "microsoft", "Frobnicated again");
            assertThat(story.counters.unknownOperations()).isEqualTo(Map.of("microsoft", 2L, "box", 1L));
        }
    }

    private static void arrives(StreamStory story, String id, String provider, String operation) {
        String json = "{\"event_id\":\"" + id + "\",\"provider\":\"" + provider + "\",\"operation\":\"" + operation
                + "\",\"user_id\":\"ana@contoso.example\",\"creation_time\":\"" + StreamStory.MORNING + "\"}";
        story.arrives(null, StreamStory.bytes(json), new RecordHeaders(), StreamStory.MORNING);
    }
}
