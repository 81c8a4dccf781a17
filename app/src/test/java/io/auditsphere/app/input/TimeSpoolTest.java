package io.auditsphere.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeSpoolTest {

    @TempDir
    Path folder;

    @Test
    void recordsComeInTheOrderOfTimeAndThoseOfOneTimeInTheirOwn() throws IOException {
        try (TimeSpool spool = new TimeSpool(folder, Long.MAX_VALUE)) {
            add(spool, 3, "c");
            add(spool, 1, "a");
            add(spool, 3, "d");
            add(spool, 2, "b");
            assertThat(spool.size()).isEqualTo(4);
            assertThat(rest(spool)).containsExactly("a", "b", "c", "d");
        }
    }

    /** A hundred pieces on the disk give what one in memory gives. */
    @Test
    void whatDoesNotFitIsMergedFromTheDiskAndNothingIsLeftThere() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> expected;
        List<String> merged;
        try (TimeSpool memory = new TimeSpool(folder, Long.MAX_VALUE);
                TimeSpool disk = new TimeSpool(folder, 10_000)) {
            for (int i = 0; i < 10_000; i++) {
                long time = random.nextLong(500) - 250;
                add(memory, time, time + " " + i);
                add(disk, time, time + " " + i);
            }
            expected = rest(memory);
            merged = rest(disk);
            try (var files = Files.list(folder)) {
                assertThat(files).as("pieces").hasSizeGreaterThan(50);
            }
        }
        assertThat(merged).hasSize(10_000).isEqualTo(expected);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static void add(TimeSpool spool, long time, String text) throws IOException {
        spool.add(time, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rest(TimeSpool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (byte[] one = spool.next(); one != null; one = spool.next()) {
            texts.add(new String(one, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
