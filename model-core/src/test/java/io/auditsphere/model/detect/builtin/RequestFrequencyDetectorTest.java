package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.FeatureEngine;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.model.features.OrganisationTablesBuilder;
import io.auditsphere.model.features.UserState;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.UserType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two weeks of 36 acts a day on one site, and then more. Day 14 is a Monday. */
class RequestFrequencyDetectorTest {

    private static Watched watched() {
        return new Watched(new RequestFrequencyDetector(RequestFrequencyDetector.Settings.defaults()));
    }

    private static Watched settled(UserType type) {
        Watched user = watched();
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
        assertThat(signals.get(0).text()).startsWith("6 sites within a day where this user never was");
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
    void sitesNewToTheUserAreSaidBeforeTheyAreManyForADay() {
        Watched user = watched();
        // Ten sites of his own every day, so that sixteen on a day are under twice his usual.
        for (int day = 0; day < 14; day++) {
            for (int site = 0; site < 10; site++) {
                String own = "/sites/own" + site;
                assertThat(user.see(at(day, 9, site), event -> event.resourcePath(own)))
                        .isEmpty();
            }
        }
        List<Signal> signals = new ArrayList<>();
        for (int site = 0; site < 6; site++) {
            String strange = "/sites/strange" + site;
            signals.addAll(user.see(at(14, 10, 5 * site), event -> event.resourcePath(strange)));
        }
        assertThat(signals)
                .singleElement()
                .satisfies(signal -> assertThat(signal.text())
                        .startsWith("6 sites within a day where this user never was before; he usually sees 0"));
    }

    @Test
    void whoeverIsNewIsComparedWithWhatNearlyAllOthersStayUnder() {
        assertThat(watched().times(300, at(0, 9, 0), 60, event -> event))
                .as("nothing is known of others")
                .isEmpty();
        OrganisationTables tables = twentyUsersOf36ADay();
        assertThat(watched().in(tables).times(65, at(14, 8, 0), 300, event -> event))
                .as("a first day under twice what others do")
                .isEmpty();
        assertThat(watched().in(tables).times(100, at(14, 8, 0), 300, event -> event))
                .isNotEmpty()
                .first()
                .satisfies(signal -> assertThat(signal.text()).contains("nine in ten others stay under"));
    }

    private static OrganisationTables twentyUsersOf36ADay() {
        OrganisationTablesBuilder builder = new OrganisationTablesBuilder();
        FeatureEngine engine = new FeatureEngine(Watched.UTC);
        for (int user = 0; user < 20; user++) {
            UserState state = UserState.empty();
            Watched one = new Watched().as("user" + user + "@contoso.com");
            for (int day = 0; day < 8; day++) {
                for (int i = 0; i < 36; i++) {
                    AuditEvent event = one.event(at(day, 9, 15 * i)).build();
                    builder.add(event, engine.observe(event, state, event.creationTimeMs(), true));
                }
            }
        }
        return builder.build();
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
