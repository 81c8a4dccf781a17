package io.auditsphere.app.topology;

import static io.auditsphere.app.topology.StreamStory.onePartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.PoisonCorpus;
import io.auditsphere.app.testing.PoisonCorpus.Poison;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast poison is put aside, by one thread from the record to its dead letter, and that nothing of it stays in memory.
 * In the ordinary build a small run that asserts the memory alone; the figures of docs/PERFORMANCE.md are of
 * {@code -Dpoison.records=1000000}.
 */
class PoisonThroughputTest {

    private static final int RECORDS = Integer.getInteger("poison.records", 6_000);

    /** Nothing of a record is kept: what is left after a collection is the test's own noise, such as compiled code. */
    private static final long NOISE = 16L << 20;

    /** What fits into one batch of a producer at its defaults: a collector's broken records, and most attacks. */
    private static final int SMALL = 16 << 10;

    @TempDir
    Path folder;

    @Test
    void memoryIsFlatWhateverComes() {
        Predicate<Poison> rejected = poison -> !poison.reason().equals(PoisonCorpus.ACCEPTED);
        List<Poison> small = PoisonCorpus.all().stream()
                .filter(rejected.and(poison -> poison.value().length <= SMALL))
                .toList();
        List<Poison> large = PoisonCorpus.all().stream()
                .filter(rejected.and(poison -> poison.value().length > SMALL))
                .toList();
        try (StreamStory story = new StreamStory(onePartition(), provider -> null, folder)) {
            pass(story, small, RECORDS / 4);
            pass(story, large, large.size());
            long before = usedAfterCollection();
            List<String> rates = new ArrayList<>();
            rates.add(pass(story, small, RECORDS));
            rates.add(pass(story, large, Math.max(large.size(), RECORDS / 1_000)));
            long grown = usedAfterCollection() - before;
            if (RECORDS >= 100_000) {
                System.out.println("poison of at most 16 kB: " + rates.get(0));
                System.out.println("poison over 16 kB:       " + rates.get(1));
                System.out.println("heap grown by " + (grown >> 10) + " kB");
            }
            assertThat(grown).as("bytes that stay on the heap").isLessThan(NOISE);
        }
    }

    private static String pass(StreamStory story, List<Poison> poisons, int records) {
        long bytes = 0;
        int letters = 0;
        long started = System.nanoTime();
        long cpuStarted = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < records; i++) {
            byte[] value = poisons.get(i % poisons.size()).value();
            bytes += value.length;
            story.arrives(null, value, new RecordHeaders(), PoisonCorpus.ARRIVAL);
            if (i % 100 == 99) {
                letters += story.discardOutput();
            }
        }
        letters += story.discardOutput();
        double seconds = (System.nanoTime() - started) / 1e9;
        double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuStarted) / 1e9;
        assertThat(letters).as("dead letters of %d records", records).isEqualTo(records);
        return "%,.0f records a second, %,.0f a CPU second, %,.1f MB a CPU second"
                .formatted(records / seconds, records / cpuSeconds, bytes / cpuSeconds / (1 << 20));
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
