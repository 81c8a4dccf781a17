package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

    /** The published sequence for this seed (Vigna's splitmix64.c); forests of old seeds depend on it. */
    @Test
    void givesThePublishedSequence() {
        SplitMix64 random = new SplitMix64(1234567);
        assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()})
                .containsExactly(
                        6457827717110365317L, 3203168211198807973L, -8629252141511181193L, 4593380528125082431L);
    }

    @Test
    void boundedNumbersAreEvenAndInRange() {
        SplitMix64 random = new SplitMix64(1);
        int[] seen = new int[7];
        for (int i = 0; i < 70_000; i++) {
            seen[random.nextInt(7)]++;
        }
        // 10,000 expected each, with a standard deviation of 93: five of them.
        for (int count : seen) {
            assertThat(count).isBetween(9_535, 10_465);
        }
    }

    @Test
    void tasksHaveStreamsOfTheirOwn() {
        assertThat(SplitMix64.forTask(5, 0).nextLong())
                .isNotEqualTo(SplitMix64.forTask(5, 1).nextLong());
        assertThat(SplitMix64.forTask(5, 0).nextLong())
                .isNotEqualTo(SplitMix64.forTask(6, 0).nextLong());
    }
}
