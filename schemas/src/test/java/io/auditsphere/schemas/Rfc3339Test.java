package io.auditsphere.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Times")
class Rfc3339Test {

    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_9999_END =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @Test
    @DisplayName("are written as java.time writes them, and read back, over ten thousand years")
    void sameAsJavaTime() {
        SplittableRandom random = new SplittableRandom(1);
        int[] nanosStep = {1_000_000_000, 1_000_000, 1_000, 1};
        for (int i = 0; i < 20_000; i++) {
            int step = nanosStep[i % nanosStep.length];
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(YEAR_0, YEAR_9999_END + 1), random.nextInt(1_000_000_000) / step * (long) step);
            String text = Rfc3339.format(instant);
            assertThat(text).isEqualTo(instant.toString());
            assertThat(Rfc3339.parseOrNull(text)).isEqualTo(instant);
        }
    }

    @Test
    @DisplayName("outside four-digit years are written as java.time writes them and not read")
    void farYears() {
        assertThat(Rfc3339.format(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(Rfc3339.parseOrNull(Instant.MAX.toString())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:30:00Z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00, 2026-11-20T09:30:00Z",
        "2026-11-20 09:30:00, 2026-11-20T09:30:00Z",
        "2026-11-20t09:30:00z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00.1234567Z, 2026-11-20T09:30:00.123456700Z",
        "2026-11-20T09:30:00.1234567891Z, 2026-11-20T09:30:00.123456789Z",
        "2026-11-20T09:30:00-07:00, 2026-11-20T16:30:00Z",
        "2026-11-20T09:30:00.5+0530, 2026-11-20T04:00:00.500Z",
        "2024-02-29T23:59:60Z, 2024-02-29T23:59:59.999999999Z",
    })
    @DisplayName("are read in the forms that logs have")
    void accepted(String text, Instant expected) {
        assertThat(Rfc3339.parseOrNull(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "2026-11-20",
                "20261120T093000Z",
                "2026-11-20T09:30Z",
                "2026-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-11-20T24:00:00Z",
                "2026-11-20T09:60:00Z",
                "2026-11-20T09:30:61Z",
                "2026-11-20T09:30:00.Z",
                "2026-11-20T09:30:00+19:00",
                "2026-11-20T09:30:00+05:60",
                "2026-11-20T09:30:00+05:3",
                "2026-11-20T09:30:00Zulu",
                "2026-11-20T09:30:00 Z",
                "-001-11-20T09:30:00Z",
                "+2026-11-20T09:30:00Z",
                "١٢٣٤-11-20T09:30:00Z",
                "1763631000000000000",
            })
    @DisplayName("of any other form are not read")
    void refused(String text) {
        assertThat(Rfc3339.parseOrNull(text)).isNull();
    }
}
