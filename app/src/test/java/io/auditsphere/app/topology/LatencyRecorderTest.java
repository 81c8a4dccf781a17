package io.auditsphere.app.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {

    @Test
    void everyDurationFallsIntoACellWhoseEdgeIsAtMostASixteenthAboveIt() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            // Every power of two up to the longest is hit some sixty times.
            long millis = random.nextLong(1L << random.nextInt(1, 31));
            LatencyRecorder recorder = new LatencyRecorder();
            recorder.record(millis);
            assertThat(recorder.snapshot().percentile(0.5))
                    .as("the cell's edge for %d ms", millis)
                    .isBetween(millis, millis + millis / 16);
        }
    }

    @Test
    void percentilesAreOfWhatWasCounted() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 0; i < 98; i++) {
            recorder.record(3);
        }
        recorder.record(10);
        recorder.record(15);
        LatencyRecorder.Snapshot snapshot = recorder.snapshot();
        assertThat(snapshot.count()).isEqualTo(100);
        assertThat(snapshot.percentile(0.5)).isEqualTo(3);
        assertThat(snapshot.percentile(0.99)).isEqualTo(10);
        assertThat(snapshot.percentile(1)).isEqualTo(15);
    }

    @Test
    void anIntervalIsTheDifferenceOfTwoSnapshots() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.record(2);
        LatencyRecorder.Snapshot before = recorder.snapshot();
        recorder.record(9);
        LatencyRecorder.Snapshot interval = recorder.snapshot().minus(before);
        assertThat(interval.count()).isEqualTo(1);
        assertThat(interval.percentile(0.5)).isEqualTo(9);
    }

    @Test
    void clocksThatDifferAndEventsOfLongAgoStayWithinTheHistogram() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.record(-5);
        recorder.record(Long.MAX_VALUE);
        assertThat(recorder.snapshot().count()).isEqualTo(2);
        assertThat(recorder.snapshot().percentile(0.5)).isZero();
        assertThat(recorder.snapshot().percentile(1)).isEqualTo((1L << 30) - 1);
    }

    @Test
    void countsBetweenBoundsAreOfWhatDoesNotExceedThem() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (long millis : new long[] {0, 5, 6, 10, 11, 5_000}) {
            recorder.record(millis);
        }
        assertThat(recorder.snapshot().counts(new long[] {5, 10, 1_000})).containsExactly(2, 2, 1, 1);
        assertThat(recorder.sum()).isEqualTo(5_032);
    }

    @Test
    void nothingCountedIsZero() {
        assertThat(new LatencyRecorder().snapshot().percentile(0.99)).isZero();
    }
}
