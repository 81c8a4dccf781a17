package io.auditsphere.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedUuidTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    @Test
    void isAUuidOfVersionSevenThatKnowsItsInstant() {
        UUID uuid = TimeOrderedUuid.at(NOON);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(TimeOrderedUuid.instantOf(uuid)).isEqualTo(NOON);
        assertThat(TimeOrderedUuid.at(NOON)).isNotEqualTo(uuid);
    }

    @Test
    void sortsByTimeAsText() {
        String earlier = TimeOrderedUuid.at(NOON).toString();
        assertThat(TimeOrderedUuid.at(NOON.plusMillis(1)).toString()).isGreaterThan(earlier);
    }
}
