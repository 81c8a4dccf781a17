package io.auditsphere.app.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateEstimateTest {

    @Test
    void theTotalIsTheMeanTimesTheUsers() {
        StateEstimate estimate = new StateEstimate(100, 21, 50, 800, 1024, 8000);

        // 1,024 users of 1,024 bytes are 1 MB; 50 events a day for 7 days of 40 bytes are 14,000 bytes a user.
        assertThat(estimate.describe(1024, Duration.ofDays(7)))
                .contains("typical 800 B, mean 1024 B, largest 8000 B", "mean 14000 B a user over 168 h")
                .contains(
                        "For 1024 users: 1.0 MB of users' state, on disk between that and 3.0 MB",
                        "up to 13.7 MB of seen ids");
    }
}
