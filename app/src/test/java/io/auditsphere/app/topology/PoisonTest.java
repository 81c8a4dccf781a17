package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.bytes;
import static io.auditsphere.app.topology.StreamStory.event;
import static io.auditsphere.app.topology.StreamStory.header;
import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.testing.PoisonCorpus;
import io.auditsphere.app.testing.PoisonCorpus.Poison;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that anybody can write stops the stream, gets lost, or takes more memory than a small multiple of a record. */
class PoisonTest {

    /**
     * What one record may have allocated while it is read, of which little is live at a time: the 8 MB that a record may
     * unpack to, copied and parsed into at most a million tokens. The worst of the corpus, a quarter of a million empty
     * objects, takes 54 MB.
     */
    private static final long MOST_ALLOCATED = 128L << 20;

    @TempDir
    Path folder;

    @Test
    void everyPoisonEndsInTheDeadLettersAsItCameWithItsReason() {
        try (StreamStory story = new StreamStory(onePartition(), provider -> null, folder)) {
            long offset = 0;
            for (Poison poison : PoisonCorpus.all()) {
                RecordHeaders own = new RecordHeaders();
                own.add("collector", bytes("c-7"));
                story.arrives(bytes("key"), poison.value(), own, PoisonCorpus.ARRIVAL);
                List<TestRecord<byte[], byte[]>> letters = story.deadLetters();
                if (poison.reason().equals(PoisonCorpus.ACCEPTED)) {
                    assertThat(letters).as(poison.name()).isEmpty();
                } else {
                    assertThat(letters).as(poison.name()).hasSize(1);
                    isKept(poison, offset, letters.get(0));
                }
                offset++;
            }
            story.anomalies();
            story.arrives(event("after", "ann@example.com", PoisonCorpus.ARRIVAL));
            assertThat(story.anomalies())
                    .extracting(each -> each.event().eventId())
                    .containsExactly("after");
            assertThat(story.counters.deadLetters()).doesNotContainKey("unforeseen_error");
        }
    }

    private static void isKept(Poison poison, long offset, TestRecord<byte[], byte[]> letter) {
        int kept = Math.min(poison.value().length, onePartition().maxDeadLetterBytes());
        assertThat(header(letter, "reason")).as(poison.name()).isEqualTo(poison.reason());
        assertThat(header(letter, "__streams.errors.message"))
                .as(poison.name())
                .isNotBlank()
                .hasSizeLessThan(2_000);
        assertThat(header(letter, "__streams.errors.offset")).as(poison.name()).isEqualTo(Long.toString(offset));
        assertThat(header(letter, "collector")).isEqualTo("c-7");
        assertThat(letter.key()).asString().isEqualTo("key");
        assertThat(Arrays.equals(letter.value(), Arrays.copyOf(poison.value(), kept)))
                .as("%s is kept as it came", poison.name())
                .isTrue();
        assertThat(header(letter, "truncated"))
                .as(poison.name())
                .isEqualTo(kept < poison.value().length ? "true" : null);
    }

    @Test
    void noPoisonTakesMoreMemoryThanItsBound() {
        EventDecoder decoder = new EventDecoder(IngestSettings.defaults());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Poison poison : PoisonCorpus.all()) {
            long before = threads.getCurrentThreadAllocatedBytes();
            decoder.decode(poison.value(), PoisonCorpus.ARRIVAL.toEpochMilli());
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated for %s", poison.name())
                    .isLessThan(MOST_ALLOCATED);
        }
    }
}
