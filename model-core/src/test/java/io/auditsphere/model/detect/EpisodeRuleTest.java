package io.auditsphere.model.detect;

import static io.auditsphere.schemas.AnomalyType.BULK_OPERATION;
import static io.auditsphere.schemas.AnomalyType.SENSITIVE_OPERATION;
import static io.auditsphere.schemas.AnomalyType.SUSPICIOUS_LOCATION;
import static io.auditsphere.schemas.AnomalyType.UNUSUAL_TIMING;
import static io.auditsphere.schemas.AnomalyType.UNUSUAL_VOLUME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.schemas.AnomalyType;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeRuleTest {

    private static final List<AnomalyType> TYPES = List.of(AnomalyType.values());

    private static final Duration QUIET = Duration.ofHours(1);

    private static long at(String time) {
        return LocalTime.parse(time).toSecondOfDay() * 1000L;
    }

    @Test
    void followsTheTableOfItsDocumentation() {
        EpisodeReplay user = new EpisodeReplay(new EpisodeRule(QUIET.toMillis(), 2));

        assertThat(user.opens(SUSPICIOUS_LOCATION, at("10:00"))).as("A opens").isTrue();
        assertThat(user.opens(UNUSUAL_TIMING, at("10:10"))).as("B opens").isTrue();
        assertThat(user.opens(SUSPICIOUS_LOCATION, at("10:40"))).as("joins A").isFalse();
        assertThat(user.opens(UNUSUAL_VOLUME, at("10:45"))).as("joins A").isFalse();
        assertThat(user.lastMs(0)).as("A was the nearest").isEqualTo(at("10:45"));
        assertThat(user.opens(UNUSUAL_TIMING, at("10:05"))).as("joins B").isFalse();
        assertThat(user.firstMs(1)).as("B begins with its late event").isEqualTo(at("10:05"));
        assertThat(user.opens(SUSPICIOUS_LOCATION, at("13:00"))).as("C opens").isTrue();
        assertThat(user.size()).as("episodes").isEqualTo(3);
    }

    @Test
    void anEpisodeIsOverOnlyAfterItsQuietTimeHasPassed() {
        EpisodeReplay user = new EpisodeReplay(EpisodeRule.forest(QUIET));
        user.opens(BULK_OPERATION, at("10:00"));

        assertThat(user.opens(BULK_OPERATION, at("11:00")))
                .as("exactly an hour later")
                .isFalse();
        assertThat(user.opens(BULK_OPERATION, at("12:00") + 1))
                .as("a millisecond over the hour")
                .isTrue();
    }

    @Test
    void aBurstOfAnyLengthIsOneEpisode() {
        EpisodeReplay user = new EpisodeReplay(EpisodeRule.forest(QUIET));
        int openings = 0;
        for (int i = 0; i < 500; i++) {
            openings += user.opens(BULK_OPERATION, at("10:00") + i * 200L) ? 1 : 0;
        }
        assertThat(openings).as("episodes of 500 events in 100 s").isEqualTo(1);
    }

    @Test
    void aTypeThatFlipsWithEveryEventOpensNoMoreThanTheTypesAtOnce() {
        EpisodeReplay user = new EpisodeReplay(EpisodeRule.forest(QUIET));
        int openings = 0;
        for (int i = 0; i < 600; i++) {
            openings += user.opens(TYPES.get(i % 6), at("10:00") + i * 1000L) ? 1 : 0;
        }
        assertThat(openings).as("episodes of an attack of six aspects").isEqualTo(EpisodeRule.FOREST_TYPES_AT_ONCE);
    }

    @Test
    void aLateEventJoinsItsOwnEpisodeAndNotTheNewest() {
        EpisodeReplay user = new EpisodeReplay(EpisodeRule.forest(QUIET));
        user.opens(SENSITIVE_OPERATION, at("08:00"));
        user.opens(SENSITIVE_OPERATION, at("12:00"));

        assertThat(user.opens(SENSITIVE_OPERATION, at("08:30"))).isFalse();

        assertThat(user.lastMs(0)).as("end of the morning's episode").isEqualTo(at("08:30"));
        assertThat(user.firstMs(1)).as("start of the noon's episode").isEqualTo(at("12:00"));
    }

    /** For events in order and one type an episode is a run without gaps over the quiet time: counted naively here. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsTheRunsOfEachTypeWhereTypesDoNotOverlap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EpisodeReplay user = new EpisodeReplay(EpisodeRule.forest(QUIET));
        long previous = Long.MIN_VALUE / 2;
        long time = 0;
        for (int i = 0; i < 2000; i++) {
            // Steps of up to two hours: half of them end an episode.
            time += random.nextLong(2 * QUIET.toMillis());
            boolean gap = time - previous > QUIET.toMillis();
            assertThat(user.opens(UNUSUAL_TIMING, time))
                    .as("event %d, %d ms after the one before", i, time - previous)
                    .isEqualTo(gap);
            previous = time;
        }
    }

    @Test
    void refusesARuleWithoutQuietTime() {
        assertThatThrownBy(() -> new EpisodeRule(0, 1)).hasMessageContaining("positive, not 0 ms");
        assertThatThrownBy(() -> new EpisodeRule(1, 0)).hasMessageContaining("At least one type");
    }
}
