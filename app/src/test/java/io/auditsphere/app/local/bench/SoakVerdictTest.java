package io.auditsphere.app.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.local.bench.SoakVerdict.Look;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakVerdictTest {

    private static final Duration KEPT = Duration.ofDays(35);

    @Test
    void allIsWellWhereStateStandsStillAndUsersAreThoseWhoAreActive() {
        assertThat(verdict(500, look(20, 90_000), look(40, 100_000), look(50, 103_000), look(60, 104_900)))
                .contains("Plateau: yes. From day 40 to day 60 live bytes of all users grew by 4.9 %")
                .contains("Forgetting: yes.")
                .contains("Estimate: yes. A user takes 525 B;", "(found is +5 %", "2.0 times what is live");
    }

    @Test
    void whatGrowsOnIsNoPlateau() {
        assertThat(verdict(500, look(40, 100_000), look(60, 105_100))).contains("Plateau: NO.", "grew by 5.1 %");
    }

    @Test
    void aRunOverWhichNobodyCouldBeForgottenShowsNothing() {
        assertThat(verdict(500, look(20, 100_000), look(40, 100_000)))
                .contains("Plateau: not shown", "on day 36", "Give --days 56 or more");
        assertThat(verdict(500, look(60, 100_000))).contains("Plateau: not shown");
    }

    @Test
    void oneUserTooManyOrTooFewOnAnyDayIsSaid() {
        Look overdue = new Look(40, 200, 180, 0, 1, 100_000, 200_000);
        Look missing = new Look(40, 200, 180, 2, 0, 100_000, 200_000);
        assertThat(verdict(500, overdue, look(60, 100_000))).contains("Forgetting: NO.", "no more than 1 were known");
        assertThat(verdict(500, missing, look(60, 100_000))).contains("Forgetting: NO.", "more than 2 of those");
    }

    @Test
    void anEstimateThatIsFarOffIsSaid() {
        Look last = look(60, 100_000);
        assertThat(verdict(380, look(40, 100_000), last)).contains("Estimate: NO.", "(found is +32 %");
        assertThat(verdict(720, look(40, 100_000), last)).contains("Estimate: NO.", "(found is -31 %");
    }

    /** 200 users are known, of whom 190 were active; on disk is twice what is live. */
    private static Look look(int day, long liveBytes) {
        return new Look(day, 200, 190, 0, 0, liveBytes, 2 * liveBytes);
    }

    private static String verdict(double estimatedMean, Look... looks) {
        return new SoakVerdict(List.of(looks), KEPT, estimatedMean).text();
    }
}
