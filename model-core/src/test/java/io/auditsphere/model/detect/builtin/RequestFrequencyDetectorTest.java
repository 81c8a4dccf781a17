package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two weeks of 36 acts a day on one site, and then more. Day 14 is a Monday. */
class RequestFrequencyDetectorTest {

    private static Watched settled(UserType type) {
        Watched user = new Watched(new RequestFrequencyDetector(RequestFrequencyDetector.Settings.defaults()));
        assertThat(user.works(2, 9, 18, event -> event.userType(type))).isEmpty();
        return user;
    }

    @Test
    void aDayOfThreeTimesTheMostIsSaid() {
        List<Signal> signals = settled(UserType.USER).times(120, at(14, 8, 0), 270, event -> event);
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).anomalyType()).isEqualTo(AnomalyType.UNUSUAL_VOLUME);
        assertThat(signals.get(0).text())
                .isEqualTo("108 events in 24 hours; the most that this account had in the last 28 days is 36");
    }

    @Test
    void aBusyDayIsNothing() {
        assertThat(settled(UserType.USER).times(100, at(14, 8, 0), 300, event -> event))
                .isEmpty();
    }

    @Test
    void aTourOfTheSitesIsSaid() {
        Watched user = settled(UserType.USER);
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String site = "/sites/s" + i;
            signals.addAll(user.see(at(14, 10, i), event -> event.resourcePath(site)));
        }
        assertThat(signals).isNotEmpty();
        assertThat(signals.get(0).text()).startsWith("9 sites in 24 hours");
    }

    @Test
    void aProgramIsComparedWithItsOwnHour() {
        assertThat(settled(UserType.SERVICE)
                        .times(
                                60,
                                at(14, 10, 0),
                                50,
                                event -> event.userType(UserType.SERVICE).resourceName(null)))
                .isNotEmpty();
    }

    @Test
    void tidyingAFolderIsABusyHourAndNoBusyDay() {
        assertThat(settled(UserType.USER).times(59, at(14, 10, 0), 20, event -> event))
                .isEmpty();
    }

    @Test
    void whoeverIsNewIsLeftToTheForest() {
        Watched user = new Watched(new RequestFrequencyDetector(RequestFrequencyDetector.Settings.defaults()));
        assertThat(user.times(300, at(0, 9, 0), 60, event -> event)).isEmpty();
    }

    @Test
    void theRestOfTheDaySaysItOnceOnly() {
        Watched user = settled(UserType.USER);
        assertThat(user.times(125, at(14, 8, 0), 160, event -> event)).isNotEmpty();
        assertThat(user.see(at(14, 15, 0), event -> event))
                .as("an hour and a half after the finding's last event")
                .isEmpty();
    }
}
