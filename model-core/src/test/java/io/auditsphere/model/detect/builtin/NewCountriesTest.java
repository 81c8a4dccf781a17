package io.auditsphere.model.detect.builtin;

import static io.auditsphere.model.detect.builtin.Watched.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.detect.Signal;
import io.auditsphere.model.features.OrganisationTables;
import io.auditsphere.schemas.AuditEventBuilder;
import io.auditsphere.schemas.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two weeks at Bengaluru, and then the usual laptop somewhere else. India is usual, Singapore was used by one, Brazil by nobody. */
class NewCountriesTest {

    private static final OrganisationTables TABLES = ThirtyPeople.tables();

    private static Watched settled(LocationDetector detector) {
        Watched user = new Watched(detector).in(TABLES);
        assertThat(user.works(2, 9, 17)).isEmpty();
        return user;
    }

    private static Watched settled() {
        return settled(new LocationDetector(LocationDetector.Settings.defaults()));
    }

    /** Without coordinates, so that nobody travels impossibly. */
    private static AuditEventBuilder from(AuditEventBuilder event, String country) {
        return event.clientIp("198.51.100.20")
                .country(country)
                .city(null)
                .latitude(null)
                .longitude(null);
    }

    @ParameterizedTest(name = "{0}, sensitive {1}: {2}")
    @CsvSource({
        "BR, false, MEDIUM",
        "BR, true, HIGH",
        "SG, false, ",
        "SG, true, MEDIUM",
        "IN, false, ",
        "IN, true, ",
    })
    void whoElseWasThereDecides(String country, boolean sensitive, Severity expected) {
        List<Signal> signals =
                settled().see(at(14, 11, 0), event -> from(event, country).sensitive(sensitive));
        assertThat(signals).extracting(Signal::severity).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void aCountryIsSaidOnceWhileItIsNew() {
        Watched user = settled();
        assertThat(user.times(20, at(14, 9, 0), 600, event -> from(event, "BR")))
                .as("joins the finding")
                .isNotEmpty();
        for (int day = 15; day < 18; day++) {
            assertThat(user.times(20, at(day, 9, 0), 600, event -> from(event, "BR")))
                    .as("day %d", day)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"corporate", "mobile", "satellite", "provider", "vpn"})
    void networksThatComeOutAnywhereAreNoCountry(String kind) {
        Watched user = settled();
        assertThat(user.see(at(14, 11, 0), event -> from(event, "BR").attribute("network_kind", kind)))
                .noneMatch(signal -> signal.text().contains("BR"));
    }

    @Test
    void aBusinessTripIsSaidToWhoeverWantsToHearOfIt() {
        LocationDetector told = (LocationDetector) new LocationDetector(LocationDetector.Settings.defaults())
                .withSettings(Map.of("country_of_user", true));
        assertThat(settled(told).see(at(14, 11, 0), event -> from(event, "SG")))
                .extracting(Signal::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void failuresAndOrganisationsWithoutTablesSayNothing() {
        Watched user = new Watched(new LocationDetector(LocationDetector.Settings.defaults()));
        user.works(2, 9, 17);
        assertThat(user.see(at(14, 11, 0), event -> from(event, "BR"))).isEmpty();
    }
}
