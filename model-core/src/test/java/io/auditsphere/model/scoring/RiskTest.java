package io.auditsphere.model.scoring;

import static io.auditsphere.schemas.Severity.CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskTest {

    @ParameterizedTest(name = "tail share {0}, strongest signal {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, -, 0",
                "0.5, -, 8", // 25 * log10(2) = 7.5
                "0.1, -, 25",
                "0.01, -, 50",
                "0.001, -, 75",
                "0.0001, -, 100",
                "0.0000001, -, 100",
                "NaN, -, 0",
                "NaN, LOW, 40",
                "NaN, MEDIUM, 60",
                "NaN, HIGH, 80",
                "NaN, CRITICAL, 95",
                "0.1, LOW, 40",
                "0.001, LOW, 75",
                "0.0001, CRITICAL, 100"
            })
    void theLargerOfForestAndSignalCounts(double tailShare, Severity strongest, int risk) {
        assertThat(Risk.score(tailShare, strongest)).isEqualTo(risk);
    }

    @ParameterizedTest(name = "tail share {0}: {1}")
    @CsvSource({"1, LOW", "0.0011, LOW", "0.001, MEDIUM", "0.00011, MEDIUM", "0.0001, HIGH", "0.000001, HIGH"})
    void theForestsSeverityFollowsFromTheTailShare(double tailShare, Severity severity) {
        assertThat(Risk.forestSeverity(tailShare)).isEqualTo(severity);
    }

    @Test
    void theForestAloneNeverSaysCritical() {
        assertThat(Risk.forestSeverity(Double.MIN_VALUE)).isLessThan(CRITICAL);
    }
}
